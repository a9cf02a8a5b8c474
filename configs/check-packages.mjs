/**
 * Packs every public package the way it would be published and checks the tarball: publint, types (attw), manifest.
 * Usage: node configs/check-packages.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules/.bin', name);
const folders = [
  ...readdirSync(join(root, 'packages'))
    .filter((name) => name !== 'slices')
    .map((name) => `packages/${name}`),
  ...readdirSync(join(root, 'packages/slices')).map((name) => `packages/slices/${name}`),
  'apps/cli',
];
const out = mkdtempSync(join(tmpdir(), 'bot-v2-pack-'));
let failed = 0;

function check(what, command, args, cwd) {
  try {
    execFileSync(command, args, { cwd, stdio: 'pipe', encoding: 'utf8' });
    return true;
  } catch (error) {
    failed += 1;
    process.stdout.write(`✗ ${what}\n${error.stdout ?? ''}${error.stderr ?? ''}\n`);
    return false;
  }
}

for (const folder of folders) {
  const cwd = join(root, folder);
  const json = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  const before = new Set(readdirSync(out));
  if (
    !check(
      `${json.name}: pack`,
      'bash',
      [join(root, 'configs/pnpm.sh'), '--dir', cwd, 'pack', '--pack-destination', out],
      cwd,
    )
  )
    continue;
  const tarball = join(
    out,
    readdirSync(out).find((name) => !before.has(name)),
  );
  let ok = check(`${json.name}: publint`, bin('publint'), ['run', tarball, '--strict'], cwd);
  const typed = folder !== 'apps/cli';
  if (typed)
    ok = check(`${json.name}: types`, bin('attw'), [tarball, '--profile', 'esm-only', '--no-emoji'], cwd) && ok;
  if (json.botV2 || (json.keywords ?? []).some((k) => k.startsWith('bot-v2-'))) {
    ok =
      check(
        `${json.name}: manifest`,
        'node',
        [join(root, 'packages/sdk/dist/bot-v2-manifest.js'), 'check', cwd],
        cwd,
      ) && ok;
  }
  if (ok) process.stdout.write(`✓ ${json.name}\n`);
}
rmSync(out, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
