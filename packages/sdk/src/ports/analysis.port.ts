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
  /** The indicators that the configuration asks for, in its order; absent when it asks for none. */
  requested: z
    .array(
      z.strictObject({
        /** Name in the catalogue with every parameter: `bollinger(20, 2)`. */
        indicator: z.string(),
        /** Value of each output at the last bar; null where it has none. */
        values: z.record(z.string(), z.number().nullable()),
        /** Index of its first defined bar. */
        warmup: z.number().int(),
        /** Why a value is null. */
        note: z.string().nullable(),
      }),
    )
    .optional(),
  patterns: z.array(
    z.strictObject({ name: z.string(), at: z.number(), direction: z.enum(['bullish', 'bearish', 'neutral']) }),
  ),
  /** Confirmed chart patterns, oldest first; absent when the provider looks for none. */
  charts: z
    .array(
      z.strictObject({
        name: z.string(),
        direction: z.enum(['bullish', 'bearish']),
        /** Time of its first turning point. */
        from: z.number(),
        /** Time of the close that confirmed it. */
        at: z.number(),
        /** Price of the line that this close broke. */
        level: z.number(),
        /** Share of such detections that were right where that could be measured, 0…1: that the shape is there, no forecast. */
        confidence: z.number().min(0).max(1),
        /** Share of such shapes that are detected, measured in the same way. */
        recall: z.number().min(0).max(1),
      }),
    )
    .optional(),
  levels: z.array(
    z.strictObject({ kind: z.enum(['support', 'resistance']), price: z.number(), touches: z.number().int() }),
  ),
  reasons: z.array(z.strictObject({ name: z.string(), contribution: z.number(), text: z.string() })),
});
export type Analysis = z.output<typeof analysisSchema>;
export const Analysis = portType('Analysis', 1, analysisSchema);
