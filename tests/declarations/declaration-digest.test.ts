import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../blackbox/bot.js';

const file = pathToFileURL(join(root, 'configs/declaration-digest.mjs')).href;
const { declarationDigest } = (await import(file)) as { declarationDigest: (root: string) => string };

const folder = mkdtempSync(join(tmpdir(), 'bot-v2-digest-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const made = {
  'pnpm-lock.yaml': 'locked',
  'configs/tsconfig.base.json': '{}',
  'configs/declarations.mjs': '',
  'packages/a/package.json': '{}',
  'packages/a/src/index.ts': 'export const a = 1;',
  'packages/a/src/index.test.ts': '',
  'packages/a/dist/index.d.ts': 'export declare const a = 1;',
  'packages/a/dist/index.js': '',
  'packages/slices/b/package.json': '{}',
  'packages/slices/b/src/deep/room.ts': 'export const b = 1;',
  'apps/c/package.json': '{}',
};

beforeEach(() => Object.entries(made).forEach(([name, text]) => write(name, text)));

it.each([
  ['a changed source', () => write('packages/slices/b/src/deep/room.ts', 'export const b = 2;')],
  ['a new source', () => write('apps/c/src/index.ts', '')],
  ['a missing declaration', () => rmSync(join(folder, 'packages/a/dist/index.d.ts'))],
  ['a declaration changed by hand', () => write('packages/a/dist/index.d.ts', '')],
  ['a declaration that nothing makes', () => write('packages/a/dist/old.d.ts', '')],
  ['another manifest', () => write('apps/c/package.json', '{"exports": {}}')],
  ['other versions', () => write('pnpm-lock.yaml', 'other')],
  ['other compiler settings', () => write('configs/tsconfig.base.json', '{"a": 1}')],
])('%s asks for declarations anew', (_, change) => {
  const before = declarationDigest(folder);
  expect(declarationDigest(folder)).toBe(before);
  change();
  expect(declarationDigest(folder)).not.toBe(before);
});

it('a changed test and a built script do not', () => {
  const before = declarationDigest(folder);
  write('packages/a/src/index.test.ts', 'test');
  write('packages/a/dist/index.js', 'built');
  expect(declarationDigest(folder)).toBe(before);
});
