import { requireSquare } from '../linear/cholesky.js';
import type { Matrix } from '../linear/index.js';
import { requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/**
 * Checks that a matrix can be the covariance of assets whose prices move, and returns their number.
 * @throws RangeError when it is empty, not square, not symmetric, not finite or has a variance that is not positive
 */
export function requireCovariance(where: string, cov: Matrix): number {
  const n = requireSquare(where, cov);
  if (n === 0) throw new RangeError(`${where}: needs an asset`);
  for (let i = 0; i < n; i++) {
    const variance = cov.data[i * n + i]!;
    if (!(variance > 0 && variance < Infinity)) {
      throw new RangeError(`${where}: the variance of asset ${i} must be positive, got ${variance}`);
    }
    for (let j = 0; j < i; j++) {
      const value = cov.data[i * n + j]!;
      const scale = Math.sqrt(variance * cov.data[j * n + j]!);
      if (!(Math.abs(value - cov.data[j * n + i]!) <= 1e-9 * scale)) {
        throw new RangeError(`${where}: the covariance of assets ${j} and ${i} must be finite and symmetric`);
      }
    }
  }
  return n;
}

/**
 * Means of every asset.
 * @throws RangeError when there are not `n`, or one is not finite
 */
export function requireMeans(where: string, means: Series, n: number): Float64Array {
  const out = perAsset(where, 'means', means, n);
  out.forEach((mean, i) => requireNumber(where, `means[${i}]`, mean));
  return out;
}

/**
 * A number for every asset: the same for all, or one each.
 * @throws RangeError when there are not `n`, or one is NaN
 */
export function perAsset(where: string, name: string, value: number | Series, n: number): Float64Array {
  const out = typeof value === 'number' ? new Float64Array(n).fill(value) : toColumn(value);
  if (out.length !== n) throw new RangeError(`${where}: ${name} has ${out.length} values for ${n} assets`);
  if (out.some(Number.isNaN)) throw new RangeError(`${where}: ${name} must not be NaN`);
  return out;
}
