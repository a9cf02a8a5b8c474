import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const stopAtFutureLow: Subject = {
  what: 'a stop just below the low of the next bars and a target at their high',
  make: () =>
    strategyOf(
      'stop_at_future_low',
      (bars) => {
        const ahead = (column: Float64Array, pick: (...values: number[]) => number) =>
          columnOf(bars, (i) => (i + 4 < bars.length ? pick(...column.subarray(i + 1, i + 5)) : NaN));
        return { x: bars.close, low: ahead(bars.low, Math.min), high: ahead(bars.high, Math.max) };
      },
      ({ t, cols, account, out }) => {
        const [stopLoss, takeProfit] = [cols['low']!.now * 0.999, cols['high']!.now * 0.999];
        if (account.quantity === 0 && t % 4 === 0 && stopLoss > 0) out.target(1, { stopLoss, takeProfit });
      },
    ),
};
