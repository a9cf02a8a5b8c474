import { atr } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';

/**
 * Distance from the close to a stop `multiple` average true ranges away, as a fraction of the close:
 * multiple × ATR(period) ÷ close. Wilder's ATR, as in TA-Lib. Row t reads rows ≤ t only.
 * @returns a column of `bars.length` rows; NaN before row `period`; 0 for a price that does not move
 * @throws RangeError when `period` is not an integer ≥ 1
 */
export function stopDistance(bars: Bars, multiple: number, period: number): Float64Array {
  const column = atr(bars.high, bars.low, bars.close, period);
  for (let i = 0; i < column.length; i++) column[i] = (multiple * column[i]!) / bars.close[i]!;
  return column;
}
