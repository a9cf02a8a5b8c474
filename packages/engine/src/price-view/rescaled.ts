import type { Bars } from '@bot-v2/sdk';
import type { CumulativeFactors } from './action-factors.js';
import { isSettled } from './settled-actions.js';

/**
 * Prices multiplied and volumes divided by factors of each row, as a new frame of another basis. Actions up to its last
 * row are marked as contained in the prices: splits always, dividends in total-return prices. Provenance stays that of
 * the raw frame.
 */
export function rescaled(bars: Bars, by: CumulativeFactors, basis: 'split' | 'total_return'): Bars {
  const n = bars.length;
  const open = new Float64Array(n);
  const high = new Float64Array(n);
  const low = new Float64Array(n);
  const close = new Float64Array(n);
  const volume = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const factor = by.price[i]!;
    open[i] = bars.open[i]! * factor;
    high[i] = bars.high[i]! * factor;
    low[i] = bars.low[i]! * factor;
    close[i] = bars.close[i]! * factor;
    volume[i] = bars.volume[i]! / by.shares[i]!;
  }
  const last = n === 0 ? -Infinity : bars.time[n - 1]!;
  const actions = bars.actions.map((action) => {
    if (!isSettled(action)) return action;
    const contained = action.exDate <= last && (basis === 'total_return' || action.type === 'split');
    return { ...action, inPrice: action.inPrice === true || contained };
  });
  return { ...bars, open, high, low, close, volume, basis, actions };
}
