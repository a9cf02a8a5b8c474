/**
 * W7: gradient boosting (10⁴ rows × 30 features, 100 trees of 31 leaves, log loss) against scikit-learn's histogram
 * implementation at the same defaults on one thread; accuracies on 10⁴ further rows may differ by 0.01. `BOT_V2_PYTHON` names
 * a Python that has scikit-learn.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boostTrees, predictBoosted } from '@bot-v2/quant/learning';
import { matrix } from '@bot-v2/quant/linear';
import { createRandom } from '@bot-v2/quant/random';
import { median } from './crossover-product.mjs';

export const name = 'W7';

const [train, test, features, rounds] = [10_000, 10_000, 30, 100];
const python = process.env.BOT_V2_PYTHON ?? 'python3';

/** Rows of a label and normal features; ten of them decide, with products and a threshold. */
function rows() {
  const random = createRandom('gradient boosting bench');
  const table = new Float64Array((train + test) * (features + 1));
  for (let i = 0; i < train + test; i++) {
    const at = i * (features + 1);
    for (let j = 1; j <= features; j++) table[at + j] = random.normal();
    const x = (j) => table[at + j];
    const score =
      x(1) * x(2) + x(3) - 0.5 * x(4) ** 2 + (x(5) > 0.3 ? 1 : 0) + x(6) * x(7) * x(8) + 0.5 * (x(9) - x(10));
    table[at] = random.next() < 1 / (1 + Math.exp(-1.5 * score)) ? 1 : 0;
  }
  return table;
}

function part(table, from, count) {
  const x = new Float64Array(count * features);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = (from + i) * (features + 1);
    y[i] = table[at];
    x.set(table.subarray(at + 1, at + 1 + features), i * features);
  }
  return { x: matrix(count, features, x), y };
}

export async function measure({ rounds: repeats, progress }) {
  try {
    execFileSync(python, ['-c', 'import sklearn'], { stdio: 'ignore' });
  } catch {
    progress(`skipped: ${python} has no scikit-learn (BOT_V2_PYTHON)`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-bench-'));
  try {
    const table = rows();
    const file = join(folder, 'rows.f64');
    writeFileSync(file, new Uint8Array(table.buffer));
    const [seen, unseen] = [part(table, 0, train), part(table, train, test)];
    const program = join(import.meta.dirname, 'gradient-boosting.py');
    const env = { ...process.env, OMP_NUM_THREADS: '1' };
    const [ratios, references] = [[], []];
    for (let round = 0; round <= repeats; round++) {
      progress(round === 0 ? 'warm-up' : `round ${round} of ${repeats}`);
      const args = [program, file, train, test, features, rounds].map(String);
      const reference = JSON.parse(execFileSync(python, args, { encoding: 'utf8', env }));
      let ms = Infinity;
      for (let run = 0; run < 4; run++) {
        const from = performance.now();
        const model = boostTrees(seen.x, seen.y, { loss: 'log', rounds });
        ms = Math.min(ms, performance.now() - from);
        if (run > 0) continue;
        const right = predictBoosted(model, unseen.x).filter((score, i) => score > 0 === (unseen.y[i] === 1)).length;
        if (!(Math.abs(right / test - reference.accuracy) <= 0.01)) {
          throw new Error(`accuracy ${right / test} is not ${reference.accuracy}`);
        }
      }
      if (round === 0) continue;
      ratios.push(ms / reference.ms);
      references.push(reference.ms);
    }
    return [
      {
        workload: 'W7 gradient boosting / scikit-learn',
        unit: 'ratio',
        value: median(ratios),
        must: 2.5,
        aim: 1.5,
        reference: `${median(references).toFixed(1)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
