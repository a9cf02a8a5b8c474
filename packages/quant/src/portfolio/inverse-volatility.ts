import type { Series } from '../series.js';
import { toColumn } from '../series.js';

/** The same weight for each of `n` assets, sum 1. */
export function equalWeights(n: number): Float64Array {
  return new Float64Array(n).fill(1 / n);
}

/**
 * Weights inverse to volatility, sum 1: equal risk contributions when all correlations are the same.
 * @throws RangeError on a volatility that is not positive and finite
 */
export function inverseVolatility(volatilities: Series): Float64Array {
  const inverse = toColumn(volatilities).map((volatility) => {
    if (!(volatility > 0 && volatility < Infinity)) {
      throw new RangeError(`inverseVolatility: a volatility must be positive, got ${volatility}`);
    }
    return 1 / volatility;
  });
  const sum = inverse.reduce((total, value) => total + value, 0);
  return inverse.map((value) => value / sum);
}
