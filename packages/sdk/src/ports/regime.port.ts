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
  /** 0 to 1: how probable the label is, as far as the model can tell. */
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
  /** Probability of each label at `at`, from what was known then; they sum to 1. Absent where a model has none. */
  probabilities: z.record(regimeLabelSchema, z.number().min(0).max(1)).optional(),
  /** Volatility expected for the next bar, where the model forecasts one. */
  volatilityForecast: z.number().nullable().optional(),
  /**
   * How labels follow each other from bar to bar, row to column in the order of `labels`; a row without a bar to count
   * is null.
   */
  transitions: z
    .strictObject({
      labels: z.array(regimeLabelSchema),
      matrix: z.array(z.array(z.number().min(0).max(1)).nullable()),
      /** Counted on the labels of the past, or implied by the fitted model. */
      source: z.enum(['counted', 'model']),
    })
    .optional(),
  /** Bars the label lasts on average once it began; null when it was never seen to end. */
  expectedDuration: z.number().nullable().optional(),
  /** Probability that the next bar has another label; null when there is nothing to estimate it from. */
  changeProbability: z.number().min(0).max(1).nullable().optional(),
  /** Time of the last bar the model's parameters were fitted on; null for a model without any. */
  fittedThrough: z.number().nullable().optional(),
});
export type Regime = z.output<typeof regimeSchema>;
export const Regime = portType('Regime', 1, regimeSchema);
