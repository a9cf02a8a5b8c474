import { namedStrategySchema } from '@bot-v2/sdk';
import { z } from 'zod';
import { requestedIndicator } from './readings/requested-indicator.js';
import type { RequestedIndicator } from './readings/requested-indicator.js';

/** `rsi(14)` as an indicator of the catalogue. */
const indicatorSchema = z.string().transform((text, ctx): RequestedIndicator => {
  try {
    return requestedIndicator(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    ctx.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** The `analyze` section of the configuration. */
export const analyzeConfigSchema = z.strictObject({
  /** Candlestick patterns that end on one of the last so many bars are listed. */
  patternBars: z.number().int().min(1).max(50).default(5),
  /** Indicators to read at the last bar beside those of the score, by name: `rsi(14)`, `bollinger(20, 2)`. */
  indicators: z.array(indicatorSchema).default([]),
  charts: z
    .strictObject({
      /** Bars on each side of the turning points of a chart pattern. */
      pivotBars: z.number().int().min(1).default(3),
      /** Chart patterns that were confirmed on one of the last so many bars are listed. */
      bars: z.number().int().min(0).default(60),
    })
    .prefault({}),
  levels: z
    .strictObject({
      /** Bars on each side that a swing high (or low) must exceed; it is confirmed only after as many later bars. */
      pivotBars: z.number().int().min(1).default(5),
      /** How many bars back swings are looked for. */
      lookback: z.number().int().min(20).default(252),
      /** Swings closer than this many ATR(14) to a level belong to it. */
      clusterAtr: z.number().positive().default(0.5),
      /** Levels listed on each side of the price, nearest first. */
      limit: z.number().int().min(0).default(5),
    })
    .prefault({}),
  compare: z
    .strictObject({
      /** Strategies to compare, by id or with parameters; every installed one at its defaults when empty, and beside a single one. */
      strategies: z.array(namedStrategySchema).default([]),
    })
    .prefault({}),
  correlation: z
    .strictObject({
      /** Common returns of a pair that are read at most, the last ones; all of them when left out. */
      returns: z.number().int().min(3).optional(),
      /** Pairs with fewer common returns have no correlation. */
      minimumReturns: z.number().int().min(3).default(30),
      /** Returns of the recent correlation. */
      recentReturns: z.number().int().min(3).default(63),
      /** Returns after which a weight has halved in the weighted correlation. */
      halfLife: z.number().positive().default(63),
    })
    .prefault({}),
});
export type AnalyzeConfig = z.output<typeof analyzeConfigSchema>;
