import tseslint from 'typescript-eslint';

/** What a room may not touch: time, chance, environment and files come in through ports. */
const impure = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Take the clock from the context.'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Take the clock from the context.'],
  ['CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'Take a seed from the context.'],
  ['MemberExpression[object.name="performance"][property.name="now"]', 'Take the clock from the context.'],
  ['MemberExpression[object.name="process"][property.name="env"]', 'Configuration enters through create().'],
  ['CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]', 'Timers belong in an adapter.'],
].map(([selector, message]) => ({ selector, message }));

/** Of `Math`, what engines agree on to the last bit; the elementary functions are left to them by the language. */
const inexact = [
  [
    'MemberExpression[object.name="Math"][property.name=/^(a?(cos|sin|tan)h?|atan2|cbrt|expm?1?|hypot|log(10|1p|2)?|pow)$/]',
    'Engines differ in the last bit: take it from @bot-v2/quant/elementary (hypot: a root of squares).',
  ],
  [
    'BinaryExpression[operator="**"]:not([left.raw=/^[0-9_]+$/][right.raw=/^[0-9_]+$/])',
    'Engines differ in the last bit: write a product, or pow or square of @bot-v2/quant/elementary.',
  ],
  ['AssignmentExpression[operator="**="]', 'Engines differ in the last bit: write a product, or pow of @bot-v2/quant.'],
].map(([selector, message]) => ({ selector, message }));

/** Who may import what: a package may use only what is listed for it. Later entries override earlier ones. */
const rooms = {
  'packages/quant': [],
  'packages/sdk': [],
  'packages/sample-data': [],
  'packages/engine': ['sdk', 'quant'],
  'packages/strategies': ['sdk', 'quant'],
  'packages/slices/*': ['sdk', 'quant', 'engine'],
  'packages/slices/data': ['sdk', 'quant', 'engine', 'sample-data'],
  'packages/core': ['sdk'],
  'apps/cli': ['core', 'sdk', 'quant'],
};

const outside = {
  regex: '^(node:)?(fs|child_process|net|http|https|worker_threads)(/|$)',
  message: 'Files, processes and sockets belong in a file named *.adapter.ts.',
};
/** Test code: not published, free to use what tests need. */
const tests = ['**/*.test.ts', '**/fixtures/**', '**/test/**'];
const adapters = ['**/*.adapter.ts', '**/bot-v2-manifest.ts', 'apps/cli/src/**', 'packages/sample-data/src/**'];

const boundaries = Object.entries(rooms).flatMap(([folder, allowed]) => {
  const inside = {
    regex: `^@bot-v2/(?!(${[...allowed, '-'].join('|')})(/|$))`,
    message: `${folder} may import ${allowed.length === 0 ? 'no package of ours' : allowed.join(', ')}.`,
  };
  const files = [`${folder}/src/**/*.ts`];

  const rule = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
  return [
    { files, ignores: tests, rules: rule([inside]) },
    { files, ignores: [...tests, ...adapters], rules: rule([inside, outside]) },
  ];
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.turbo/**', 'configs/schemas/**'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-for-of': 'off',
      'no-console': 'error',
    },
  },
  ...boundaries,
  {
    files: ['packages/**/src/**/*.ts'],
    ignores: [...tests, ...adapters],
    rules: {
      'no-restricted-syntax': ['error', ...impure, ...inexact],
    },
  },
  {
    files: [
      'packages/**/src/**/*.adapter.ts',
      'packages/sample-data/src/**/*.ts',
      'apps/cli/src/**/*.ts',
      'examples/**/*.ts',
    ],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', ...inexact],
    },
  },
  { files: ['**/*.test-d.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  {
    files: [...tests, '**/*.mjs', 'tests/**', 'examples/**'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
);
