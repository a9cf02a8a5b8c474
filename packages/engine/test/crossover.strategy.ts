import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/** Asks for `signal` while the average of 10 closes is above that of 30, else for nothing held. */
export const crossover = (signal: number) =>
  defineStrategy({
    id: 'crossover',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 29,
    scaleFree: true,
    prepare: (bars, _, ta) => ({ fast: ta.sma(bars.close, 10), slow: ta.sma(bars.close, 30) }),
    onBar: ({ cols, out }) => out.target(cols.fast.now > cols.slow.now ? signal : 0),
  });
