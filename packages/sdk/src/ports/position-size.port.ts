import { z } from 'zod';
import { portType } from './port-type.js';

export const sizingMethods = [
  'fixed',
  'fixed_fractional',
  'kelly',
  'fractional_kelly',
  'optimal_f',
  'atr',
  'volatility_target',
  'cvar',
  'confidence_adjusted',
  'regime_adjusted',
  'intelligent',
] as const;
export const sizingMethodSchema = z.enum(sizingMethods);
export type SizingMethod = z.output<typeof sizingMethodSchema>;

/**
 * How large a full signal is, as data: compiled by the engine, evaluated at every entry on the bars known then.
 * Fractions are of equity.
 */
export const sizingPolicySchema = z.strictObject({
  method: sizingMethodSchema,
  /** Held at full signal by the methods that start from a number: given for the fixed ones, estimated for Kelly's and optimal f. */
  fraction: z.number().min(0).optional(),
  /** Annual volatility aimed at; the limit volatility target ÷ realised volatility (60 bars). */
  volatilityTarget: z.number().positive().optional(),
  /** Equity lost when the stop is hit: risk ÷ (multiple × ATR(period) ÷ price). */
  riskToStop: z
    .strictObject({ risk: z.number().positive(), multiple: z.number().positive(), period: z.number().int().min(1) })
    .optional(),
  /**
   * Equity lost on an average day of the worst `level` of the last `window` days: risk ÷ conditional value at risk. No
   * size before `window` returns are known.
   */
  tailRisk: z
    .strictObject({
      risk: z.number().positive(),
      level: z.number().gt(0).lt(1),
      window: z.number().int().min(250),
    })
    .optional(),
  /** false: the strategy had no edge on the history it was sized on, and nothing is held. Absent: not measured, or it had. */
  edge: z.boolean().optional(),
  /** Multipliers fixed at the decision; confidence only scales down. */
  confidence: z.number().min(0).max(1).default(1),
  regime: z.number().min(0).default(1),
  /** Largest fraction of equity in one position. */
  maxFraction: z.number().min(0).max(1),
  /** A smaller size is no trade. */
  minFraction: z.number().min(0).max(1).default(0),
});
export type SizingPolicy = z.output<typeof sizingPolicySchema>;

/** One step from signal to size: `before` × `factor` = `after`. The factors of all reasons multiply to the fraction. */
export const sizeReasonSchema = z.strictObject({
  step: z.string(),
  factor: z.number(),
  after: z.number(),
  text: z.string(),
});
export type SizeReason = z.output<typeof sizeReasonSchema>;

/** The size of a full signal now, and the policy for every later entry. */
export const positionSizeSchema = z.strictObject({
  symbol: z.string(),
  at: z.number().nullable(),
  /** Fraction of equity; 0 is no trade. */
  fraction: z.number().min(0),
  policy: sizingPolicySchema,
  reasons: z.array(sizeReasonSchema),
  /** Why nothing is traded, when fraction is 0. */
  noTrade: z.string().nullable(),
  /** Time of the last bar or label that influenced the policy; null or absent when nothing was fitted. */
  knownThrough: z.number().nullable().optional(),
});
export type PositionSize = z.output<typeof positionSizeSchema>;
export const PositionSize = portType('PositionSize', 1, positionSizeSchema);
