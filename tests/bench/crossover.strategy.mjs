/** The sweep's work as a user of bot-v2 would write it: one share from where the fast average crosses upwards. */
import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

export const crossover = defineStrategy({
  id: 'crossover',
  version: '1.0.0',
  params: z.object({ fast: z.number().default(10), slow: z.number().default(50) }),
  search: { fast: { min: 2, max: 41, step: 1 }, slow: { min: 45, max: 165, step: 5 } },
  warmup: (p) => p.slow,
  scaleFree: true,
  prepare: (bars, p, ta) => ({ fast: ta.sma(bars.close, p.fast), slow: ta.sma(bars.close, p.slow) }),
  position: { crosses: ['fast', 'slow'] },
});
