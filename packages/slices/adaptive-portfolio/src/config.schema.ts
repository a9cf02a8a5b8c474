import { linkages } from '@bot-v2/quant/portfolio';
import { z } from 'zod';
import { allocationMethods } from './allocators.js';
import { shrinkages } from './estimate.js';

/** Configuration of the slice. Fractions are of equity unless said otherwise. */
export const adaptivePortfolioConfig = z.strictObject({
  /** How much is put to work. Default `balanced`: 80 % in all, 25 % in one position. */
  preset: z.enum(['conservative', 'balanced', 'aggressive']).default('balanced'),
  /** Largest sum of all positions, instead of the preset's. */
  maxPortfolio: z.number().gt(0).max(1).optional(),
  /** Largest position, instead of the preset's. */
  maxPosition: z.number().gt(0).max(1).optional(),
  /** How weights are found. Default `inverse_volatility`. */
  method: z.enum(allocationMethods).default('inverse_volatility'),
  /** What the methods that weigh by covariance estimate it from. Default 252 returns, shrunk by Ledoit and Wolf. */
  covariance: z
    .strictObject({
      window: z.number().int().min(60).default(252),
      shrinkage: z.enum(shrinkages).default('ledoit_wolf'),
    })
    .prefault({}),
  /** How `hierarchical_risk_parity` joins clusters. Default `single`, as in the paper. */
  linkage: z.enum(linkages).default('single'),
  /** A held position this near to its target (a fraction of it) is not traded; costs can make the band wider. Default .1. */
  drift: z.number().min(0).max(1).default(0.1),
  /** Cash that is never invested. Default .05. */
  buffer: z.number().min(0).lt(1).default(0.05),
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
