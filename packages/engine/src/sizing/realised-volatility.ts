import { logReturn, stddev } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';

/** Log returns in a realised volatility, unless another number is asked for. */
export const volatilityWindow = 60;

/**
 * Realised volatility a year, as a fraction: standard deviation (ddof 1) of the last `window` one-bar log returns of the
 * close, times √(bars a year). Row t reads rows t − window … t only.
 * @returns a column of `bars.length` rows; NaN before row `window`; 0 for a price that does not move
 * @throws RangeError when `window` is not an integer ≥ 2
 */
export function realisedVolatility(bars: Bars, window: number = volatilityWindow): Float64Array {
  const column = stddev(logReturn(bars.close), window, 1);
  const year = Math.sqrt(bars.quality.periodsPerYear);
  for (let i = 0; i < column.length; i++) column[i] = column[i]! * year;
  return column;
}
