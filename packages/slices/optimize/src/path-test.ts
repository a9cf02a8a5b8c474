import { median, sharpe } from '@bot-v2/quant/statistics';
import { combinatorialPurged } from '@bot-v2/quant/validation';
import type { ValidationPaths } from '@bot-v2/sdk';
import { minimumRows, objectiveOf } from './objective.js';
import type { Objective } from './optimize.config.js';
import type { Entry } from './trial-book.js';

const folds = 6;
const testFolds = 2;

/**
 * Combinatorial purged cross-validation of choosing the best of given trials: in each of 15 splits the best on the training
 * rows is followed on the two test folds, whose results make five whole paths. Rows after a test that still see it through
 * a warm-up are not trained on. Trials are followed where they are, without the cost of changing from one to another.
 * @param warmup longest warm-up of the trials in rows, the embargo
 * @returns null where folds are too short, or a split has no choice
 */
export function pathTest(entries: readonly Entry[], objective: Objective, warmup: number): ValidationPaths | null {
  const trials = entries.flatMap(({ outcome: { returns, trades } }) =>
    returns === null || trades === 0 ? [] : [returns],
  );
  const n = trials[0]?.length ?? 0;
  const size = Math.floor(n / folds);
  if (size < 2 * minimumRows) return null;
  const { splits, paths, pathIds } = combinatorialPurged(n, folds, testFolds, {
    embargo: Math.min(warmup, size - minimumRows),
  });
  const curves = Array.from({ length: paths }, () => new Float64Array(n));
  for (const [s, { train, tests }] of splits.entries()) {
    let best: Float64Array | undefined;
    let highest = -Infinity;
    const seen = new Float64Array(train.length);
    for (const returns of trials) {
      train.forEach((row, i) => (seen[i] = returns[row]!));
      const value = objectiveOf(seen, objective);
      if (value !== null && value > highest) [best, highest] = [returns, value];
    }
    if (best === undefined) return null;
    for (const [j, rows] of tests.entries()) for (const row of rows) curves[pathIds[s]![j]!]![row] = best[row]!;
  }
  const ratios = curves.map((curve) => sharpe(curve, { periods: 1, minimum: minimumRows }) ?? 0).sort((a, b) => a - b);
  return { paths, worst: ratios[0]!, median: median(ratios)!, best: ratios[ratios.length - 1]! };
}
