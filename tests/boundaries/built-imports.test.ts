import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

/** What the built files of each package may import of ours; third parties must be declared dependencies. */
const allowed: Record<string, readonly string[]> = {
  quant: [],
  sdk: [],
  'sample-data': [],
  engine: ['sdk', 'quant'],
  strategies: ['sdk', 'quant'],
  core: ['sdk'],
  cli: ['core', 'sdk', 'quant'],
};
const forSlices = ['sdk', 'quant', 'engine'];
const forDataSlice = [...forSlices, 'sample-data'];

const root = join(import.meta.dirname, '../..');
const folders = [
  ...readdirSync(join(root, 'packages'))
    .filter((name) => name !== 'slices')
    .map((name) => `packages/${name}`),
  ...readdirSync(join(root, 'packages/slices')).map((name) => `packages/slices/${name}`),
  'apps/cli',
];

interface PackageJson {
  name: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

function builtFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|d\.ts)$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|[\s;}])(?:import|export)\s+(?:[\w*{][^'";]*?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map((match) => (match[1] ?? match[2])!).filter((specifier) => !specifier.includes('${'));
}

const built = folders.every((folder) => existsSync(join(root, folder, 'dist')));
(built ? describe : describe.skip)(`imports of built files${built ? '' : ' (skipped: run the build first)'}`, () => {
  for (const folder of folders) {
    const json = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as PackageJson;
    const short = json.name.replace('@bot-v2/', '');
    it(`${json.name} stays within its boundaries`, () => {
      const mine = allowed[short] ?? (short === 'slice-data' ? forDataSlice : forSlices);
      const declared = new Set([...Object.keys(json.dependencies ?? {}), ...Object.keys(json.peerDependencies ?? {})]);
      const problems: string[] = [];
      for (const file of builtFiles(join(root, folder, 'dist'))) {
        for (const specifier of importsOf(file)) {
          if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
          const name = specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/');
          if (name.startsWith('@bot-v2/') && !mine.includes(name.slice('@bot-v2/'.length))) {
            problems.push(`${file}: may not import ${specifier}`);
          } else if (!declared.has(name) && !builtinModules.includes(name))
            problems.push(`${file}: ${name} is not declared`);
        }
      }
      expect(problems).toEqual([]);
    });
  }

  it.each(['registry', 'workflow'])('what lists slices and workflows loads no schema library: core/%s', (room) => {
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export)\b[^'"]*["']([^"']+)["']/gm,
      )) {
        const [, own] = /^@bot-v2\/sdk\/(.+)$/.exec(specifier) ?? [];
        if (specifier.startsWith('.')) load(join(dirname(file), specifier));
        else if (own !== undefined) load(join(root, 'packages/sdk/dist', own, 'index.js'));
        else loaded.add(specifier);
      }
    };
    load(join(root, 'packages/core/dist', room, 'index.js'));
    expect(loaded.size).toBeGreaterThan(5);
    expect(loaded).not.toContain('@bot-v2/sdk');
    expect(loaded).not.toContain('zod');
  });

  it('browser packages import nothing of Node', () => {
    const problems = ['packages/quant', 'packages/engine', 'packages/strategies'].flatMap((folder) =>
      builtFiles(join(root, folder, 'dist')).flatMap((file) =>
        importsOf(file)
          .filter((s) => s.startsWith('node:') || builtinModules.includes(s))
          .map((s) => `${file}: ${s}`),
      ),
    );
    expect(problems).toEqual([]);
  });
});
