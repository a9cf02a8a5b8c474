import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/**
 * Long when `confirm` closes in a row lie above the highest high of the `n` bars before them, protected by a stop the
 * fraction `stop` below the last close; out when the close falls below the lowest low of the n ÷ 2 bars before it.
 */
export const breakout = defineStrategy({
  id: 'breakout',
  version: '1.0.0',
  description: 'Channel breakout: long after confirmed closes above the channel, with a protective stop',
  params: z.strictObject({
    n: z.number().int().min(2).default(20),
    /** Closes in a row above the channel that start a position. */
    confirm: z.number().int().min(1).default(2),
    /** Distance of the protective stop below the close at entry, a fraction. */
    stop: z.number().positive().max(0.5).default(0.02),
  }),
  search: { n: [15, 20, 25], confirm: [1, 2, 3], stop: [0.01, 0.02, 0.03] },
  warmup: (p) => p.n + p.confirm - 1,
  scaleFree: true,
  prepare: (bars, p, ta) => ({
    close: bars.close,
    ceiling: ta.highest(bars.high, p.n),
    floor: ta.lowest(bars.low, Math.ceil(p.n / 2)),
  }),
  onBar: ({ cols, p, account, out }) => {
    const close = cols.close.now;
    if (account.quantity > 0) {
      out.target(close < cols.floor.ago(1) ? 0 : 1);
      return;
    }
    const ceiling = cols.ceiling.ago(p.confirm);
    let broken = true;
    for (let k = 0; k < p.confirm && broken; k++) broken = cols.close.ago(k) > ceiling;
    if (broken) out.target(1, { stopLoss: close * (1 - p.stop) });
    else out.target(0);
  },
});
