import { z } from 'zod';
import { portType } from './port-type.js';

/** Names of the tiers of accounts, from the smallest to the largest. */
export const tierNames = ['micro', 'small', 'medium', 'large'] as const;
export const tierNameSchema = z.enum(tierNames);
export type TierName = z.output<typeof tierNameSchema>;

/** One symbol's share of the account, decided with all symbols in view. */
export const allocationSchema = z.strictObject({
  symbol: z.string(),
  tier: tierNameSchema,
  method: z.string(),
  /** Target fraction of equity; the weights of all symbols sum to at most the portfolio cap. */
  weight: z.number().min(0).max(1),
  /** Largest fraction this symbol may reach. */
  maxFraction: z.number().min(0).max(1),
  /** Smallest position worth holding, in account currency. */
  minimumPosition: z.number().min(0),
  /** Strategies the tier allows. */
  strategies: z.array(z.string()),
  reasons: z.array(z.string()),
});
export type Allocation = z.output<typeof allocationSchema>;
export const Allocation = portType('Allocation', 1, allocationSchema);
