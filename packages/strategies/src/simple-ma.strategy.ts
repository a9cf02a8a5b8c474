import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/** Long while the fast simple moving average of the close is above the slow one; flat (or short) while it is below. */
export const simpleMa = defineStrategy({
  id: 'simple_ma',
  version: '1.0.0',
  description: 'Moving-average crossover: long while the fast average is above the slow one',
  params: z
    .strictObject({
      fast: z.number().int().min(1).default(10),
      slow: z.number().int().min(2).default(30),
      /** Go short instead of flat. */
      short: z.boolean().default(false),
    })
    .refine((p) => p.fast < p.slow, { message: 'must be less than slow', path: ['fast'] }),
  search: { fast: [5, 10, 15, 20], slow: [20, 30, 40, 50] },
  warmup: (p) => p.slow - 1,
  scaleFree: true,
  prepare: (bars, p, ta) => {
    const fast = ta.sma(bars.close, p.fast);
    const slow = ta.sma(bars.close, p.slow);
    const signal = new Float64Array(bars.length);
    for (let t = 0; t < signal.length; t++)
      signal[t] = fast[t]! > slow[t]! ? 1 : p.short && fast[t]! < slow[t]! ? -1 : 0;
    return { fast, slow, signal };
  },
  target: 'signal',
});
