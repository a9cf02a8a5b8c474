import { z } from 'zod';

/** Strategies that are compared whenever they are installed, in the order that breaks ties. */
export const standardCandidates = ['simple_ma', 'momentum', 'mean_reversion', 'volatility', 'breakout'] as const;

/** The `ml_strategy` section of the configuration. */
export const mlStrategyConfig = z.strictObject({
  /** Strategies to compare beside the standard ones; each must be installed. */
  candidates: z.array(z.string()).default([]),
  /** The choice when the evidence is insufficient, and the baseline the selector must beat. */
  fallback: z.string().default('simple_ma'),
  /** Bars a label looks ahead; also the stride of the windows and the embargo. */
  horizon: z.number().int().min(5).default(20),
  /** Labelled windows that must be known before the first prediction. */
  trainingWindows: z.number().int().min(5).default(10),
  /** Effective (independent) windows below which no selection is trusted. */
  minimumWindows: z.number().int().min(10).default(60),
  /**
   * Ridge penalty on standardised features. 10 is the prior that one feature explains about a tenth of the variance of a
   * label.
   */
  penalty: z.number().positive().default(10),
});
export type MlStrategyConfig = z.output<typeof mlStrategyConfig>;
