import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Other engines, whose conventions users may ask for by name. */
const peers = /backtesting[.-]?py|backtrader|vectorbt/i;

const root = join(import.meta.dirname, '../..');
const engine = join(root, 'packages/engine');
const packages = [
  ...readdirSync(join(root, 'packages'))
    .filter((name) => name !== 'slices')
    .map((name) => join(root, 'packages', name)),
  ...readdirSync(join(root, 'packages/slices')).map((name) => join(root, 'packages/slices', name)),
  join(root, 'apps/cli'),
];

const filesOf = (folder: string, ending: RegExp): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => ending.test(file))
        .map((file) => join(folder, file))
    : [];
const named = (files: readonly string[]) =>
  files.filter((file) => peers.test(readFileSync(file, 'utf8'))).map((file) => relative(root, file));

/** Built files that are loaded, or may be, when one of these is: what the relative imports lead to. */
function reachable(entries: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g))
      visit(join(dirname(file), specifier!));
  };
  entries.forEach(visit);
  return [...found];
}

describe('the conventions of other engines', () => {
  it('are named in conventions folders alone', () => {
    const sources = packages.flatMap((folder) => filesOf(join(folder, 'src'), /(?<!\.test|\.test-d)\.tsx?$/));
    expect(sources.length).toBeGreaterThan(500);
    const places = named(sources);
    expect(places.length).toBeGreaterThan(3);
    expect(places.filter((file) => !file.includes('/conventions/'))).toEqual([]);
  });

  const built = packages.every((folder) => existsSync(join(folder, 'dist')));
  const itBuilt = built ? it : it.skip;
  itBuilt(`are in nothing that runs without them${built ? '' : ' (skipped: run the build first)'}`, () => {
    const { exports } = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8')) as {
      exports: Record<string, string | { default: string }>;
    };
    const entries = Object.entries(exports).flatMap(([path, target]) =>
      typeof target === 'string' || path === './conventions' ? [] : [join(engine, target.default)],
    );
    expect(entries.length).toBeGreaterThan(1);
    expect(named(reachable([join(engine, 'dist/conventions/index.js')]))).not.toEqual([]);
    expect(named(reachable(entries))).toEqual([]);
    const others = packages.filter((folder) => folder !== engine);
    const files = others.flatMap((folder) => filesOf(join(folder, 'dist'), /\.js$/));
    expect(named(files)).toEqual([]);
    const statically = /(?:from|import)\s*["']@bot-v2\/engine\/conventions["']/;
    expect(files.filter((file) => statically.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
