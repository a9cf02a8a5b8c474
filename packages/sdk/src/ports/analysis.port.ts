import { z } from 'zod';
import { portType } from './port-type.js';

/** What technical analysis says of a history at its last bar. */
export const analysisSchema = z.strictObject({
  symbol: z.string(),
  /** Time of the last bar seen. */
  at: z.number(),
  /** -1 (strong sell) to 1 (strong buy): the sum of the reasons' contributions, clipped. */
  score: z.number().min(-1).max(1),
  rating: z.enum(['strong_buy', 'buy', 'neutral', 'sell', 'strong_sell']),
  /** Last value of each indicator by name; null while it warms up. */
  indicators: z.record(z.string(), z.number().nullable()),
  patterns: z.array(
    z.strictObject({ name: z.string(), at: z.number(), direction: z.enum(['bullish', 'bearish', 'neutral']) }),
  ),
  levels: z.array(
    z.strictObject({ kind: z.enum(['support', 'resistance']), price: z.number(), touches: z.number().int() }),
  ),
  reasons: z.array(z.strictObject({ name: z.string(), contribution: z.number(), text: z.string() })),
});
export type Analysis = z.output<typeof analysisSchema>;
export const Analysis = portType('Analysis', 1, analysisSchema);
