import { square } from '../elementary/index.js';
import type { Matrix } from '../linear/matrix.js';

/**
 * Checks that every value is finite.
 * @throws RangeError naming the function and the place otherwise
 */
export function requireFinite(where: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) {
      throw new RangeError(`${where}: every observation must be a finite number, got ${values[i]} at ${i}`);
    }
  }
}

/** Mean and variance (ddof 0) of each column. */
export interface ColumnMoments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Two-pass moments of the columns; zeros without rows. */
export function columnMoments({ rows, cols, data }: Matrix): ColumnMoments {
  const means = new Float64Array(cols);
  const variances = new Float64Array(cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[j]! += data[i * cols + j]! / rows;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) variances[j]! += square(data[i * cols + j]! - means[j]!) / rows;
  }
  return { means, variances };
}

/** Whether a variance is nothing but the rounding of values around that mean. */
export function isConstant(mean: number, variance: number): boolean {
  return !(Math.sqrt(variance) > 1e-12 * Math.abs(mean) && variance > 0);
}
