import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from './pack.mjs';
import { installIsolated } from './projects.mjs';
import { bench, check, expect, root, run, succeed } from './workbench.mjs';

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** The oldest zod our packages say they work with. */
const oldestZod = '4.1.0';

/** TypeScript blocks of a README. */
const examplesOf = (readme) => [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code);

/** Packages that code imports. */
const imported = (code) =>
  [...code.matchAll(/^(?:import|export)\b[^;]*?from '((?:@[^/']+\/)?[^/']+)/gm)].map(([, name]) => name);

/** Every entry of a package, imported; but a worker's, which is started. */
function entriesOf({ name, exports }) {
  const entries = Object.keys(exports).filter((entry) => entry !== './package.json' && !entry.endsWith('-worker'));
  return entries.map((entry) => `import '${name}${entry.slice(1)}';\n`).join('');
}

/** One project a package: nothing but that package, what its README imports beside it, and its peers. */
function projectOf({ path, json }) {
  const examples = examplesOf(read(`${path}/README.md`));
  const names = new Set([json.name, ...Object.keys(json.peerDependencies ?? {}), ...examples.flatMap(imported)]);
  const files = ['entries', ...examples.map((_, i) => `example-${i + 1}`)];
  const texts = [entriesOf(json), ...examples.map((code) => `${code}\nexport {};\n`)];
  return { what: json.name, member: path.replaceAll('/', '-'), names, files, texts };
}

/** The example of use as a library, which lists what it needs itself. */
function libraryUse() {
  const { dependencies } = JSON.parse(read('examples/library-use/package.json'));
  return {
    what: 'examples/library-use',
    member: 'library-use',
    names: new Set(Object.keys(dependencies)),
    files: ['main'],
    texts: [read('examples/library-use/src/main.ts')],
  };
}

/** Every package in an empty project of its own: its types hold in a strict compilation, its entries load, its README runs. */
export async function alone(tarballs) {
  const projects = [...packages.map(projectOf), libraryUse()];
  const cwd = await installIsolated('alone', tarballs, {
    members: projects.map(({ member }) => member),
    files: {
      'package.json': { name: 'alone', private: true, devDependencies: { '@types/node': '^20.19.0' } },
      'tsconfig.json': {
        compilerOptions: {
          target: 'es2023',
          lib: ['es2023'],
          module: 'nodenext',
          strict: true,
          noUncheckedIndexedAccess: true,
          exactOptionalPropertyTypes: true,
          verbatimModuleSyntax: true,
          skipLibCheck: false,
          types: ['node'],
        },
        include: ['*/*.ts'],
      },
      ...Object.fromEntries(
        projects.flatMap(({ member, names, files, texts }) => [
          [
            `${member}/package.json`,
            { name: member, private: true, type: 'module', dependencies: versions(names, tarballs) },
          ],
          ...files.map((file, i) => [`${member}/${file}.ts`, texts[i]]),
        ]),
      ),
    },
  });
  await check('each package alone holds in a strict TypeScript project, declarations included', async () => {
    const done = await run('node', [tsc, '-p', '.'], cwd);
    expect(done.code === 0, done.stdout.slice(0, 6000));
    return `${projects.length} projects, zod ${oldestZod}`;
  });
  await Promise.all(
    projects.map(({ what, member, files }) =>
      check(`${what} alone runs`, async () => {
        expect(files.length > 1 || member === 'library-use', 'its README has no example');
        for (const file of files) {
          const directory = join(cwd, member);
          await succeed('node', [`${file}.js`], directory, { BOT_V2_STATE_DIR: join(bench, 'state', member) });
        }
      }),
    ),
  );
}

function versions(names, tarballs) {
  const version = (name) => (tarballs.has(name) ? `file:${tarballs.get(name)}` : name === 'zod' ? oldestZod : '*');
  return Object.fromEntries([...names].map((name) => [name, version(name)]));
}
