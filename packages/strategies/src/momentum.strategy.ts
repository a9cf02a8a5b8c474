import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/**
 * Long when the close has risen by more than `threshold` over `n` bars, for at least `hold` bars and for as long as
 * that stays true.
 */
export const momentum = defineStrategy({
  id: 'momentum',
  version: '1.0.0',
  description: 'Time-series momentum: long after a rise beyond the threshold, for at least the holding time',
  params: z.strictObject({
    n: z.number().int().min(1).default(20),
    /** Rise over n bars that starts a position, a fraction. */
    threshold: z.number().min(0).default(0.02),
    /** Fewest bars a position is held. */
    hold: z.number().int().min(1).default(5),
    /** Also go short after a fall beyond the threshold. */
    short: z.boolean().default(false),
  }),
  search: { n: [10, 20, 30], threshold: [0.01, 0.02, 0.03], hold: [3, 5, 10] },
  warmup: (p) => p.n,
  scaleFree: true,
  prepare: (bars, p, ta) => ({ change: ta.rocp(bars.close, p.n) }),
  onBar: ({ cols, p, account, out }) => {
    const change = cols.change.now;
    const signal = change > p.threshold ? 1 : p.short && change < -p.threshold ? -1 : 0;
    const held = Math.sign(account.quantity);
    out.target(held !== 0 && account.barsHeld < p.hold ? held : signal);
  },
});
