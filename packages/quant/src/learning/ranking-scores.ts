import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { requireClasses } from './classes.js';

/** Labels (0 or 1) in descending order of their score, grouped where scores are equal: ones and rows of each group. */
function groups(where: string, labels: Series, scores: Series): { ones: number; rows: number }[] {
  const n = requireEqualLengths(where, labels, scores);
  const [y, s] = [toColumn(labels), toColumn(scores)];
  requireClasses(where, y);
  if (s.some(Number.isNaN)) throw new RangeError(`${where}: scores must be numbers`);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (s[a]! < s[b]! ? 1 : s[a]! > s[b]! ? -1 : a - b));
  const out: { ones: number; rows: number }[] = [];
  order.forEach((row, k) => {
    if (k === 0 || s[row] !== s[order[k - 1]!]) out.push({ ones: 0, rows: 0 });
    const group = out[out.length - 1]!;
    group.ones += y[row]!;
    group.rows++;
  });
  return out;
}

/**
 * Area under the ROC curve: the probability that a row of label 1 scores above one of label 0, equal scores counting half.
 * Null when a label is missing.
 * @throws RangeError on unequal lengths, labels other than 0 and 1, or a score that is NaN
 */
export function rocAuc(labels: Series, scores: Series): number | null {
  let [ones, zeros, won] = [0, 0, 0];
  for (const group of groups('rocAuc', labels, scores)) {
    const zero = group.rows - group.ones;
    won += zero * (ones + group.ones / 2);
    ones += group.ones;
    zeros += zero;
  }
  return ones === 0 || zeros === 0 ? null : won / (ones * zeros);
}

/**
 * Average precision: precision at each threshold, weighted by the recall it adds, without interpolation. Null without a row
 * of label 1.
 * @throws RangeError on unequal lengths, labels other than 0 and 1, or a score that is NaN
 */
export function averagePrecision(labels: Series, scores: Series): number | null {
  let [ones, rows, sum] = [0, 0, 0];
  for (const group of groups('averagePrecision', labels, scores)) {
    ones += group.ones;
    rows += group.rows;
    sum += (group.ones * ones) / rows;
  }
  return ones === 0 ? null : sum / ones;
}
