import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const built = ['quant', 'engine', 'sdk', 'strategies', 'slices/optimize'].every((name) =>
  existsSync(join(root, 'packages', name, 'dist')),
);
if (!built) console.warn('SKIPPED: verdicts on noise and edges (packages not built, run pnpm build)');

// All hundred seeds: pnpm test:verdicts.
(built ? test : test.skip)('studies distrust noise and find a planted edge', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'verdicts.mjs'), '--seeds', '12', '--json'],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const { noise, edge, wrong } = JSON.parse(stdout) as { noise: number; edge: number; wrong: string[] };
  // One of twelve may be wrong by chance where five of a hundred are allowed to be, three where twenty are.
  expect({ noise: noise * 12 > 10.5, edge: edge * 12 > 8.5, wrong }).toEqual({ noise: true, edge: true, wrong });
}, 120_000);
