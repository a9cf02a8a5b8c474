import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { toColumn } from '../series.js';

/**
 * The same weight for each of `n` assets, sum 1.
 * @throws RangeError when n is not an integer ≥ 0
 */
export function equalWeights(n: number): Float64Array {
  requireInteger('equalWeights', 'n', n, 0);
  return new Float64Array(n).fill(1 / n);
}

/**
 * Weights inverse to volatility, sum 1: equal risk contributions when all correlations are the same.
 * @throws RangeError on a volatility that is not positive and finite
 */
export function inverseVolatility(volatilities: Series): Float64Array {
  const column = toColumn(volatilities);
  const least = column.reduce((a, b) => Math.min(a, b), Infinity);
  const inverse = column.map((volatility) => {
    if (!(volatility > 0 && volatility < Infinity)) {
      throw new RangeError(`inverseVolatility: a volatility must be positive, got ${volatility}`);
    }
    return least / volatility;
  });
  const sum = inverse.reduce((total, value) => total + value, 0);
  return inverse.map((value) => value / sum);
}
