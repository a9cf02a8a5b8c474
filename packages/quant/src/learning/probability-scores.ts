import { log, square } from '../elementary/index.js';
import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { requireClasses } from './classes.js';

function requireProbabilities(where: string, labels: Series, probabilities: Series): [Float64Array, Float64Array] {
  requireEqualLengths(where, labels, probabilities);
  const [y, p] = [toColumn(labels), toColumn(probabilities)];
  requireClasses(where, y);
  if (!p.every((value) => value >= 0 && value <= 1)) throw new RangeError(`${where}: probabilities must be in [0, 1]`);
  return [y, p];
}

/**
 * Brier score: mean squared difference of probability and label (0 or 1); less is better. Null without rows.
 * @throws RangeError on unequal lengths, other labels, or a probability outside [0, 1]
 */
export function brierScore(labels: Series, probabilities: Series): number | null {
  const [y, p] = requireProbabilities('brierScore', labels, probabilities);
  return y.length === 0 ? null : y.reduce((sum, label, i) => sum + square(p[i]! - label), 0) / y.length;
}

/**
 * Mean negative log-likelihood of the labels, probabilities held 2⁻⁵² away from 0 and 1; less is better. Null without rows.
 * @throws RangeError on unequal lengths, other labels, or a probability outside [0, 1]
 */
export function logLoss(labels: Series, probabilities: Series): number | null {
  const [y, p] = requireProbabilities('logLoss', labels, probabilities);
  if (y.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const of = y[i] === 1 ? p[i]! : 1 - p[i]!;
    sum -= log(Math.min(Math.max(of, Number.EPSILON), 1 - Number.EPSILON));
  }
  return sum / y.length;
}
