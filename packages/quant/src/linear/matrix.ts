import { requireInteger } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/** A dense matrix: `data[i * cols + j]` is row i, column j. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Row-major values, length rows × cols. */
  readonly data: Float64Array;
}

/**
 * A matrix over `data` (used as it is, not copied), or of zeros.
 * @throws RangeError when the data's length is not rows × cols
 */
export function matrix(rows: number, cols: number, data?: Float64Array): Matrix {
  requireInteger('matrix', 'rows', rows, 0);
  requireInteger('matrix', 'cols', cols, 0);
  const values = data ?? new Float64Array(rows * cols);
  if (values.length !== rows * cols) {
    throw new RangeError(`matrix: ${rows} × ${cols} needs ${rows * cols} values, got ${values.length}`);
  }
  return { rows, cols, data: values };
}

/**
 * A matrix with a copy of the given rows.
 * @throws RangeError when their lengths differ
 */
export function fromRows(rows: readonly Series[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const out = matrix(rows.length, cols);
  rows.forEach((values, i) => {
    if (values.length !== cols) throw new RangeError(`fromRows: row ${i} has ${values.length} values, not ${cols}`);
    out.data.set(toColumn(values), i * cols);
  });
  return out;
}

/** The n × n identity. */
export function identity(n: number): Matrix {
  const out = matrix(n, n);
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1;
  return out;
}

/** Row `i`, as a view. */
export function row(a: Matrix, i: number): Float64Array {
  return a.data.subarray(i * a.cols, (i + 1) * a.cols);
}

/** Column `j`, as a copy. */
export function column(a: Matrix, j: number): Float64Array {
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) out[i] = a.data[i * a.cols + j]!;
  return out;
}
