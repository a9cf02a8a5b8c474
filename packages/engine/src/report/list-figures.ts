import { square } from '@bot-v2/quant/elementary';

/** The value, or null where it is none or infinite. */
export const defined = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** Sum of values, one after the other. */
export function sum(list: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < list.length; i++) total += list[i]!;
  return total;
}

/** NaN without any. */
export const mean = (list: ArrayLike<number>): number => sum(list) / list.length;

/** Variance with divisor n − `ddof`; NaN where that is not positive. */
export function variance(list: ArrayLike<number>, ddof: number): number {
  const center = mean(list);
  const divisor = list.length - ddof;
  let squares = 0;
  for (let i = 0; i < list.length; i++) squares += square(list[i]! - center);
  return divisor > 0 ? squares / divisor : NaN;
}

/** The largest value, of any number of them; −Infinity without one. */
export function largest(list: ArrayLike<number>): number {
  let most = -Infinity;
  for (let i = 0; i < list.length; i++) most = Math.max(most, list[i]!);
  return most;
}

/** The smallest value, of any number of them; Infinity without one. */
export function smallest(list: ArrayLike<number>): number {
  let least = Infinity;
  for (let i = 0; i < list.length; i++) least = Math.min(least, list[i]!);
  return least;
}
