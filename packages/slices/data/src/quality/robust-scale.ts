import { log } from '@bot-v2/quant/elementary';

/** Median of values, NaN ones left out; NaN when none is left. Sorts a copy. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = new Float64Array(values).filter((value) => value === value).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Typical size of a bar's log return over rows `first + 1 … end - 1`: 1.4826 × the median of its absolute value (the
 * standard deviation of a normal one), which wild rows do not move. 0 when there is no pair of rows.
 */
export function returnScale(price: Float64Array, first: number, end: number): number {
  const moves = new Float64Array(Math.max(end - first - 1, 0));
  for (let row = first + 1; row < end; row++) moves[row - first - 1] = Math.abs(log(price[row]! / price[row - 1]!));
  const scale = 1.4826 * medianOf(moves);
  return scale === scale ? scale : 0;
}

/** Median volume of the rows with any volume, `first` to `end - 1`; NaN when none has. */
export function typicalVolume(volume: Float64Array, first: number, end: number): number {
  return medianOf(volume.subarray(first, end).filter((shares) => shares > 0));
}
