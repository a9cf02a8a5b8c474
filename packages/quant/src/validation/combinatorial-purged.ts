import { requireInteger } from '../parameters.js';
import { binomial, combinations } from './combinations.js';
import { splitsOf } from './purged-k-fold.js';
import type { PurgedSplit, PurgeOptions } from './purged-k-fold.js';

/** Most splits that are enumerated. */
const largest = 100_000;

/** Combinatorial purged cross-validation. */
export interface CombinatorialPurged {
  readonly splits: readonly PurgedSplit[];
  /** For each split its test folds, ascending. */
  readonly testFolds: readonly (readonly number[])[];
  /** Complete paths through all folds that the tests can be put together to. */
  readonly paths: number;
  /** `pathIds[s][j]`: the path to which the j-th test fold of split s belongs. */
  readonly pathIds: readonly (readonly number[])[];
  /** `pathSplits[f][p]`: the split in which path p has fold f tested. */
  readonly pathSplits: readonly (readonly number[])[];
}

/**
 * Every choice of `testFolds` of `folds` consecutive folds is the test once; the rest, purged and embargoed, is trained on.
 * The tests of all splits make C(folds, testFolds)·testFolds/folds paths over all rows. López de Prado (2018), chapter 12.
 * @throws RangeError on options out of range, or for more than 100,000 splits
 */
export function combinatorialPurged(
  n: number,
  folds: number,
  testFolds: number,
  options: PurgeOptions = {},
): CombinatorialPurged {
  requireInteger('combinatorialPurged', 'testFolds', testFolds, 1);
  if (testFolds >= folds) {
    throw new RangeError(`combinatorialPurged: ${testFolds} test folds of ${folds} leave nothing to train on`);
  }
  const count = binomial(folds, testFolds);
  if (count > largest) throw new RangeError(`combinatorialPurged: ${count} splits, at most ${largest}`);
  const chosen = combinations(folds, testFolds);
  const pathSplits: number[][] = Array.from({ length: folds }, () => []);
  const pathIds = chosen.map((tests, split) =>
    tests.map((fold) => {
      pathSplits[fold]!.push(split);
      return pathSplits[fold]!.length - 1;
    }),
  );
  return {
    splits: splitsOf(n, folds, testFolds, options),
    testFolds: chosen,
    paths: (count * testFolds) / folds,
    pathIds,
    pathSplits,
  };
}
