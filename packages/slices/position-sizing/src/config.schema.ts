import { sizingMethods } from '@bot-v2/sdk';
import { z } from 'zod';

const fraction = z.number().gt(0).max(1);

/** Configuration of the slice. What is left out comes from the preset. Fractions are of equity. */
export const positionSizingConfig = z.strictObject({
  /** `single`: one position may be most of the account. `prototype`: many small positions. Default `single`. */
  preset: z.enum(['single', 'prototype']).default('single'),
  /** Default: the preset's, `intelligent`. */
  method: z.enum(sizingMethods).optional(),
  /** Held at full signal by `fixed` (default: the cap) and `fixed_fractional` (default .1). */
  fraction: fraction.optional(),
  /** Volatility a year aimed at. Default .15. */
  volatilityTarget: z.number().positive().optional(),
  /** Equity lost when a stop `multiple` × ATR(`period`) away is hit. Default 2 % at 2 × ATR(14). */
  riskToStop: z
    .strictObject({ risk: fraction, multiple: z.number().positive(), period: z.number().int().min(1) })
    .optional(),
  /** Largest position. Default .8 (`single`), .1 (`prototype`). */
  maxFraction: fraction.optional(),
  /** A smaller size is no trade. Default 0 (`single`), .01 (`prototype`). */
  minFraction: z.number().min(0).max(1).optional(),
  /** `fractional_kelly`: the part of Kelly's fraction held, and the closed trades it takes to believe in it. */
  kelly: z
    .strictObject({ part: fraction.default(0.25), minimumTrades: z.number().int().min(2).default(30) })
    .default({ part: 0.25, minimumTrades: 30 }),
});
export type PositionSizingConfig = z.output<typeof positionSizingConfig>;
