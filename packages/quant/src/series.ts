/**
 * A column of numbers, one per bar or observation. A `Float64Array` is used as it is; anything else is copied into
 * one when a function is entered, so that the hot loops only ever see one type.
 */
export type Series = ArrayLike<number>;

const FLOAT64_TAG = '[object Float64Array]';

/**
 * The series as a `Float64Array`: the same object when it already is one, else a copy.
 * The test is by tag and not by `instanceof`, so that arrays of another realm (a worker, a vm context) are not copied.
 */
export function toColumn(x: Series): Float64Array {
  if (Object.prototype.toString.call(x) === FLOAT64_TAG) return x as Float64Array;
  const n = x.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = x[i]!;
  return out;
}

/** Index of the first value that is not NaN; the length when there is none. */
export function firstDefined(x: Float64Array): number {
  const n = x.length;
  let i = 0;
  while (i < n && Number.isNaN(x[i]!)) i++;
  return i;
}

/** A new column of `length` values whose first `first` entries are NaN and whose others are 0 (to be overwritten). */
export function columnFrom(length: number, first: number): Float64Array {
  const out = new Float64Array(length);
  out.fill(Number.NaN, 0, first < length ? first : length);
  return out;
}
