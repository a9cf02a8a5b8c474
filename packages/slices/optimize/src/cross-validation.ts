import { cumulativeReturn, sharpe } from '@bot-v2/quant/statistics';
import { combinatorialPurged } from '@bot-v2/quant/validation';
import type { CrossValidation } from '@bot-v2/sdk';
import { minimumRows } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { outOfSample } from './out-of-sample.js';
import { bestEntry, returnsOn, rowsOf, runSearch } from './search-run.js';
import type { SearchPlan } from './search-run.js';
import type { TrialBook } from './trial-book.js';

/** What a cross-validation is made with. */
export interface CrossValidationOptions {
  readonly config: OptimizeConfig['validation'];
  /** Rows of the trials' returns. */
  readonly rows: number;
  /** Longest warm-up of the trials in rows. */
  readonly warmup: number;
  readonly seed: number;
  /** Called before each search with how many there will be, this one included. */
  readonly onSearch: (left: number) => void;
}

/**
 * Purged (one fold is the test) or combinatorial (several are) cross-validation of the search: it is made on the training
 * rows of each split, and its winner is followed on the test folds. Rows within the longest warm-up of a test are not
 * trained on: before it, trades reach into the test; after it, indicators still see it. Winners are followed where they
 * are, without the cost of changing from one to another, and may be chosen on rows after the test: walking forward is the
 * stricter test.
 * @returns null where a fold is too short for the purge and 20 rows, or a split has no choice
 * @throws what a search throws
 */
export async function crossValidation(
  plan: SearchPlan,
  book: TrialBook,
  { config, rows, warmup, seed, onSearch }: CrossValidationOptions,
): Promise<CrossValidation | null> {
  const { folds } = config;
  const testFolds = config.method === 'combinatorial' ? config.testFolds : 1;
  const size = folds === 0 ? 0 : Math.floor(rows / folds);
  if (size < minimumRows || size <= warmup + 1) return null;
  const { splits, paths, pathIds } = combinatorialPurged(rows, folds, testFolds, { purge: warmup });
  const curves = Array.from({ length: paths }, () => new Float64Array(rows));
  const chosen: Float64Array[] = [];
  for (const [s, { train, tests }] of splits.entries()) {
    onSearch(splits.length - s);
    const { entries } = await runSearch(plan, book, train);
    const best = bestEntry(entries, train, plan.config.objective);
    if (best === null) return null;
    const { outcome } = best.entry;
    chosen.push(returnsOn(outcome, train)!);
    for (const [j, test] of tests.entries()) {
      const followed = rowsOf(outcome.returns!, test);
      curves[pathIds[s]![j]!]!.set(followed, test[0]);
    }
  }
  const ranked = curves
    .map((returns) => ({ returns, ratio: sharpe(returns, { periods: 1, minimum: minimumRows }) ?? 0 }))
    .sort((a, b) => a.ratio - b.ratio);
  const middle = ranked[Math.floor((paths - 1) / 2)]!;
  return {
    method: config.method === 'combinatorial' ? 'combinatorial' : 'purged',
    folds,
    testFolds,
    splits: splits.length,
    purged: warmup,
    paths: ranked.map(({ ratio }) => ratio),
    totalReturn: cumulativeReturn(middle.returns),
    ...outOfSample(middle.returns, chosen, seed),
  };
}
