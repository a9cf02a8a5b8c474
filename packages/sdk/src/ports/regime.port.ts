import { z } from 'zod';
import { portType } from './port-type.js';

export const regimeLabels = [
  'bull_quiet',
  'bull_volatile',
  'bear_quiet',
  'bear_volatile',
  'sideways_quiet',
  'sideways_volatile',
  'crisis',
] as const;
export const regimeLabelSchema = z.enum(regimeLabels);
export type RegimeLabel = z.output<typeof regimeLabelSchema>;

/** The market regime at the last bar of a history. Rates are annual fractions. */
export const regimeSchema = z.strictObject({
  symbol: z.string(),
  at: z.number(),
  label: regimeLabelSchema,
  /** The trend is within half a standard error of zero (|trendT| < .5): the label's direction is not trusted. */
  weak: z.boolean(),
  /** 0 to 1, from the distance to the thresholds in standard errors. */
  confidence: z.number().min(0).max(1),
  volatility: z.number(),
  volatilityBand: z.enum(['low', 'medium', 'high', 'extreme']),
  trend: z.number(),
  trendT: z.number().nullable(),
  /** From the 252-bar high, as a negative fraction or 0. */
  drawdown: z.number(),
  /** Time of the bar at which the label began. */
  since: z.number(),
  model: z.string(),
  /** Time of the last bar that influenced the label. */
  knownThrough: z.number(),
  reasons: z.array(z.string()),
});
export type Regime = z.output<typeof regimeSchema>;
export const Regime = portType('Regime', 1, regimeSchema);
