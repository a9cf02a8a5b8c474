import { z } from 'zod';

/** What a study can maximise: per-bar Sharpe ratio, or total return, of an account that starts flat on History. */
export const objectives = ['sharpe', 'return'] as const;
export type Objective = (typeof objectives)[number];

/** The `optimize` section of the configuration. */
export const optimizeConfig = z.strictObject({
  /** The strategy to tune when no step before chose one. */
  strategy: z.string().default('simple_ma'),
  objective: z.enum(objectives).default('sharpe'),
  /** Largest number of combinations a study may try; a larger grid is refused, never cut. */
  maxTrials: z.number().int().min(1).default(1000),
});
export type OptimizeConfig = z.output<typeof optimizeConfig>;
