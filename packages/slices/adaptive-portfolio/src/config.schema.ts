import { z } from 'zod';
import { tierNames } from './tiers.js';

/** Configuration of the slice. Fractions are of equity unless said otherwise. */
export const adaptivePortfolioConfig = z.strictObject({
  /** How much is put to work. Default `balanced`: 80 % in all, 25 % in one position. */
  preset: z.enum(['conservative', 'balanced', 'aggressive']).default('balanced'),
  /** How weights are found. Default `inverse_volatility`. */
  method: z.enum(['equal', 'inverse_volatility']).default('inverse_volatility'),
  /** Cash that is never invested. Default .05. */
  buffer: z.number().min(0).lt(1).default(0.05),
  /** Tier at the previous decision, for hysteresis. Default none. */
  previousTier: z.enum(tierNames).optional(),
  /** How far beyond a boundary the tier changes, as a fraction of the boundary. Default .05. */
  hysteresis: z.number().min(0).lt(0.5).default(0.05),
  /** Raw share prices that are traded. Default 5 to 1,000. */
  price: z
    .strictObject({ min: z.number().min(0), max: z.number().positive() })
    .refine(({ min, max }) => min < max, 'min must be below max')
    .default({ min: 5, max: 1_000 }),
  /** Shares a day, mean of the last 20 bars, that a symbol needs. Default 100,000; 0 switches the check off. */
  volume: z.number().min(0).default(100_000),
  /** Whether a strategy outside the tier's list leaves its symbol out; otherwise it is only said. Default false. */
  enforceStrategies: z.boolean().default(false),
});
export type AdaptivePortfolioConfig = z.output<typeof adaptivePortfolioConfig>;
