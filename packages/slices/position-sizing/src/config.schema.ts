import { sizingMethods } from '@bot-v2/sdk';
import { z } from 'zod';

const fraction = z.number().gt(0).max(1);

/** Configuration of the slice. What is left out comes from the preset. Fractions are of equity. */
export const positionSizingConfig = z.strictObject({
  /** `single`: one position may be most of the account. `prototype`: many small positions. Default `single`. */
  preset: z.enum(['single', 'prototype']).default('single'),
  /** Default: the preset's, `intelligent`. */
  method: z.enum(sizingMethods).optional(),
  /** Held at full signal by `fixed` (default: the cap), `fixed_fractional`, `confidence_adjusted`, `regime_adjusted` (default .1). */
  fraction: fraction.optional(),
  /** Volatility a year aimed at. Default .15. */
  volatilityTarget: z.number().positive().optional(),
  /** Equity lost when a stop `multiple` × ATR(`period`) away is hit. Default 2 % at 2 × ATR(14). */
  riskToStop: z
    .strictObject({ risk: fraction, multiple: z.number().positive(), period: z.number().int().min(1) })
    .optional(),
  /** `cvar`: equity lost on an average day of the worst `level` of `window` days. Default 2 % on the worst 5 % of 250. */
  tailRisk: z
    .strictObject({ risk: fraction, level: z.number().gt(0).lt(1), window: z.number().int().min(250) })
    .optional(),
  /** Whether a strategy that lost on the history holds nothing; otherwise it is only said. Default true. */
  requireEdge: z.boolean().default(true),
  /** Largest position. Default .8 (`single`), .1 (`prototype`). */
  maxFraction: fraction.optional(),
  /** A smaller size is no trade. Default 0 (`single`), .01 (`prototype`). */
  minFraction: z.number().min(0).max(1).optional(),
  /** How the history is read by Kelly's methods, and by the others for whether there is an edge. */
  kelly: z
    .strictObject({
      /** `fractional_kelly` holds this part of Kelly's fraction. Default .25. */
      part: fraction.default(0.25),
      /** Closed trades it takes to believe in odds. Default 30. */
      minimumTrades: z.number().int().min(2).default(30),
      /** Odds of closed trades, or mean and deviation of the returns bar by bar (at least 250). Default `trades`. */
      from: z.enum(['trades', 'returns']).default('trades'),
    })
    .prefault({}),
});
export type PositionSizingConfig = z.output<typeof positionSizingConfig>;
