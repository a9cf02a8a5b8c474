import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/** Buys a fall in a rising market, while the week agrees, and sells after some days. */
export default defineStrategy({
  id: 'dip',
  version: '1.0.0',
  description: 'Buys a fall in a rising market',
  params: z.strictObject({
    n: z.number().int().min(2).default(100),
    weeks: z.number().int().min(2).default(10),
    hold: z.number().int().min(1).default(5),
  }),
  search: { n: [50, 100, 200], hold: { min: 3, max: 9, step: 3 } },
  scaleFree: true,
  warmup: (p) => Math.max(p.n, (p.weeks + 1) * 5),
  timeframes: { '1w': (week, p, ta) => ({ weekClose: week.close, weekAverage: ta.sma(week.close, p.weeks) }) },
  prepare: (bars, p, ta, { weekClose, weekAverage }) => ({
    close: bars.close,
    average: ta.sma(bars.close, p.n),
    weekClose,
    weekAverage,
  }),
  onBar: ({ cols, p, account, out }) => {
    if (account.quantity > 0) {
      if (account.barsHeld >= p.hold) out.target(0, { reason: 'held long enough' });
    } else if (
      cols.weekClose.now > cols.weekAverage.now &&
      cols.close.now > cols.average.now &&
      cols.close.now < cols.close.ago(3)
    ) {
      out.target(1, { reason: 'dip above the average' });
    }
  },
});
