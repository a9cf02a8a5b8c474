import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/**
 * Goes with the trend in calm markets: long while the close is above its `lookback`-bar mean and the standard deviation
 * of the last `n` daily returns is below `threshold`; out of the market when either ends.
 */
export const volatility = defineStrategy({
  id: 'volatility',
  version: '1.0.0',
  description: 'Calm trend: long above the moving average while realised volatility is below the threshold',
  params: z.strictObject({
    n: z.number().int().min(2).default(20),
    /** Standard deviation of one bar's return, a fraction: .02 is about 32 % a year on daily bars. */
    threshold: z.number().positive().default(0.02),
    /** Bars of the moving average that tells the trend. */
    lookback: z.number().int().min(2).default(50),
    /** Also go short below the average while it is calm. */
    short: z.boolean().default(false),
  }),
  search: { n: [15, 20, 25], threshold: [0.015, 0.02, 0.025], lookback: [40, 50, 60] },
  warmup: (p) => Math.max(p.n, p.lookback - 1),
  scaleFree: true,
  prepare: ({ close, length }, p, ta) => {
    const mean = ta.sma(close, p.lookback);
    const deviation = ta.stddev(ta.rocp(close, 1), p.n, 1);
    const signal = new Float64Array(length);
    for (let t = 0; t < length; t++) {
      const calm = deviation[t]! < p.threshold;
      signal[t] = calm && close[t]! > mean[t]! ? 1 : p.short && calm && close[t]! < mean[t]! ? -1 : 0;
    }
    return { mean, deviation, signal };
  },
  target: 'signal',
});
