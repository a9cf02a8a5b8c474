import { calculateSize, defineSlice } from '@bot-v2/sdk';
import { z } from 'zod';

/** Bars over which the price must not have fallen. */
const lookBack = 60;

/** Sizes every position alike, and half of that where the price has fallen over the last sixty bars. */
export default defineSlice({
  id: 'acme_sizing',
  provides: { calculate: calculateSize },
  config: z.strictObject({ fraction: z.number().positive().max(1).default(0.3) }),
  create: ({ config }) => ({
    handlers: {
      calculate: ({ history }) => {
        const last = history.length - 1;
        const falling = last >= lookBack && history.close[last]! < history.close[last - lookBack]!;
        const factor = falling ? 0.5 : 1;
        const fraction = config.fraction * factor;
        return {
          size: {
            symbol: history.symbol,
            at: history.time[last] ?? null,
            fraction,
            policy: {
              method: 'fixed' as const,
              fraction,
              confidence: 1,
              regime: 1,
              maxFraction: fraction,
              minFraction: 0,
            },
            reasons: [
              {
                step: 'acme',
                factor: config.fraction,
                after: config.fraction,
                text: `a fixed ${100 * config.fraction} % of equity`,
              },
              {
                step: 'trend',
                factor,
                after: fraction,
                text: `${falling ? 'lower' : 'not lower'} than ${lookBack} bars ago`,
              },
            ],
            noTrade: null,
          },
        };
      },
    },
  }),
});
