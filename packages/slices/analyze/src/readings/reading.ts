/** Values of indicators at the last bar, by name; null while one warms up or is undefined there. */
export type Readings = Readonly<Record<string, number | null>>;

/** The last value of a column; null for NaN, infinities and an empty column. */
export function lastValue(column: Float64Array): number | null {
  const value = column[column.length - 1];
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Whether the last `n` values are all equal; false where there are not so many. */
export function standsStill(column: Float64Array, n: number): boolean {
  const last = column.subarray(Math.max(0, column.length - n));
  return last.length === n && last.every((value) => value === last[0]);
}

/** `a ÷ b`; null when either is null or `b` is 0. */
export function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}
