import { requireInteger } from '../parameters.js';
import { combinations } from './combinations.js';

/** Rows to fit on and rows to judge on; neither needs to be contiguous. */
export interface PurgedSplit {
  readonly train: readonly number[];
  /** The rows of each test fold. */
  readonly tests: readonly (readonly number[])[];
}

/** Rows kept apart around tests. */
export interface PurgeOptions {
  /** Rows removed from the training set on both sides of each block of test rows, ≥ 0; default 0. */
  readonly purge?: number;
  /** Further rows removed after each block, ≥ 0; default 0. */
  readonly embargo?: number;
}

/**
 * Folds of consecutive rows, each ⌊n/folds⌋ long; the last takes the remainder. López de Prado (2018), chapter 7.
 * @throws RangeError unless 2 ≤ folds ≤ n
 */
export function foldRows(n: number, folds: number): { readonly from: number; readonly to: number }[] {
  requireInteger('foldRows', 'folds', folds, 2);
  requireInteger('foldRows', 'n', n, folds);
  const size = Math.floor(n / folds);
  return Array.from({ length: folds }, (_, k) => ({ from: k * size, to: k === folds - 1 ? n : (k + 1) * size }));
}

/**
 * K-fold cross-validation for rows whose labels reach into later ones: every fold is the test once, and the rows near it
 * are not trained on. López de Prado (2018), chapter 7.
 * @throws RangeError on options out of range, or when purge and embargo leave a fold less than two rows to train on
 */
export function purgedKFold(n: number, folds: number, options: PurgeOptions = {}): PurgedSplit[] {
  return splitsOf(n, folds, 1, options);
}

/**
 * The splits of combinatorial purged cross-validation; see `combinatorialPurged` for their paths.
 * @throws RangeError on options out of range
 */
export function splitsOf(n: number, folds: number, testFolds: number, options: PurgeOptions): PurgedSplit[] {
  const { purge = 0, embargo = 0 } = options;
  requireInteger('purged cross-validation', 'purge', purge, 0);
  requireInteger('purged cross-validation', 'embargo', embargo, 0);
  const ranges = foldRows(n, folds);
  if (purge + embargo > 0 && purge + embargo >= Math.floor(n / folds) - 1) {
    throw new RangeError(
      `purged cross-validation: purge ${purge} and embargo ${embargo} leave nothing of a fold of ${Math.floor(n / folds)} rows`,
    );
  }
  return combinations(folds, testFolds).map((chosen) => {
    const state = new Int8Array(n);
    for (const k of chosen) state.fill(1, ranges[k]!.from, ranges[k]!.to);
    const tested = Int8Array.from(state);
    for (let t = 1; t < n; t++) {
      if (tested[t]! > tested[t - 1]!) state.fill(-1, Math.max(0, t - purge), t);
      if (tested[t]! < tested[t - 1]!) state.fill(-1, t, Math.min(n, t + purge + embargo));
    }
    const train: number[] = [];
    // A row inside another test block is no training row, whatever was purged around this one.
    for (let t = 0; t < n; t++) if (state[t] === 0) train.push(t);
    const tests = chosen.map((k) =>
      Array.from({ length: ranges[k]!.to - ranges[k]!.from }, (_, i) => ranges[k]!.from + i),
    );
    return { train, tests };
  });
}
