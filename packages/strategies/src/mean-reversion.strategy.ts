import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/**
 * Long when the close falls `k` standard deviations below its `n`-bar mean (a Bollinger band), until it has come back
 * to within `exit` deviations of the mean.
 */
export const meanReversion = defineStrategy({
  id: 'mean_reversion',
  version: '1.0.0',
  description: 'Bollinger reversion: long below the lower band, until the close is back near the mean',
  params: z
    .strictObject({
      n: z.number().int().min(2).default(20),
      /** Deviations below the mean that start a position. */
      k: z.number().positive().default(2),
      /** Deviations below the mean at which it ends. */
      exit: z.number().min(0).default(0.5),
      /** Also go short above the upper band. */
      short: z.boolean().default(false),
    })
    .refine((p) => p.exit < p.k, { message: 'must be less than k', path: ['exit'] }),
  search: { n: [15, 20, 25], k: [1.5, 2, 2.5], exit: [0.25, 0.5, 0.75] },
  warmup: (p) => p.n - 1,
  scaleFree: true,
  prepare: (bars, p, ta) => {
    const mean = ta.sma(bars.close, p.n);
    const deviation = ta.stddev(bars.close, p.n);
    // No deviation (to rounding), no distance: a constant series is at its mean.
    return { z: mean.map((m, i) => (deviation[i]! <= 1e-9 * Math.abs(m) ? 0 : (bars.close[i]! - m) / deviation[i]!)) };
  },
  onBar: ({ cols, p, account, out }) => {
    const z = cols.z.now;
    if (account.quantity > 0) out.target(z < -p.exit ? 1 : 0);
    else if (account.quantity < 0) out.target(z > p.exit ? -1 : 0);
    else out.target(z < -p.k ? 1 : p.short && z > p.k ? -1 : 0);
  },
});
