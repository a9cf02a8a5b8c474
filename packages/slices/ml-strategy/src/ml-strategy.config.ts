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
  /**
   * What learns: a ridge regression, boosted trees, or at each decision whichever predicted the windows before it better.
   */
  model: z.enum(['linear', 'boosted', 'best_past']).default('linear'),
  /** Boosted trees: how many, leaves of each, fewest windows in a leaf. */
  boosted: z
    .strictObject({
      rounds: z.number().int().min(1).default(60),
      leaves: z.number().int().min(2).default(4),
      leafWindows: z.number().int().min(1).default(8),
    })
    .prefault({}),
  /** Further symbols whose bars up to the decision are learnt from. */
  pool: z.array(z.string().min(1)).default([]),
  /** Keeps the trained selector under the state directory, by the hash of its content. */
  keepArtifact: z.boolean().default(false),
  /** Uses the selector kept under this hash instead of training one. */
  artifact: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the 64 hex digits of a kept selector')
    .optional(),
});
export type MlStrategyConfig = z.output<typeof mlStrategyConfig>;
