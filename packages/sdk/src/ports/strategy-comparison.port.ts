import { z } from 'zod';
import { probeSchema, statsSchema, windowSchema } from './backtest-result.port.js';
import { portType } from './port-type.js';
import { strategyRefSchema } from './strategy-choice.port.js';

/** A strategy as a user names it: its id, or with what else is given of a reference. */
export const namedStrategySchema = z
  .union([z.string().min(1), strategyRefSchema.partial().required({ id: true })])
  .transform((named) => (typeof named === 'string' ? { id: named } : named));
export type NamedStrategy = z.output<typeof namedStrategySchema>;

/** Strategies by name. */
export const StrategyList = portType('StrategyList', 1, z.array(namedStrategySchema));

/** One strategy of a comparison: its backtest, or why there is none. */
export const comparedStrategySchema = z.strictObject({
  strategy: strategyRefSchema,
  /** From 1, by Sharpe ratio; null without one. */
  rank: z.number().int().nullable(),
  stats: statsSchema.nullable(),
  /** Holding all symbols at the strategy's own average exposure. */
  sameExposure: statsSchema.nullable(),
  lookAhead: probeSchema.nullable(),
  /** Whether the strategy itself was fitted to some of these bars. */
  fitted: z.boolean(),
  /** sha256 (hex) over every order and fill. */
  orderHash: z.string().nullable(),
  /** Sharpe ratio of the best one less its own, with an interval that holds for all pairs at once; null for the best one. */
  behind: z.strictObject({ sharpe: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Mean return a year above that of holding at the same exposure, a fraction. */
  excessReturn: z.number().nullable(),
  /** Why it could not be run. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  /** Why it is not compared although it ran. */
  note: z.string().nullable(),
});
export type ComparedStrategy = z.output<typeof comparedStrategySchema>;

/**
 * Strategies on the same bars and account. It is IN-SAMPLE as to any choice made from it: a strategy chosen here has to be
 * judged on later bars. No capability reads it as a decision.
 */
export const strategyComparisonSchema = z.strictObject({
  symbols: z.array(z.string()),
  /** Bars that all were judged on: from the first one on which every strategy could have decided. */
  window: windowSchema,
  /** The best first, then those without a Sharpe ratio, then those that could not be run. */
  rows: z.array(comparedStrategySchema),
  /** The strategy that is better than each of the others and than luck; null when none is. */
  winner: z.string().nullable(),
  /** Test of "none is better than holding at its own exposure", over all of them together. */
  luck: z.strictObject({
    method: z.string(),
    strategies: z.number().int(),
    /** Null with the reason. */
    pValue: z.number().nullable(),
    reason: z.string().nullable(),
  }),
  verdict: z.string(),
  /** Said beside every figure. */
  inSample: z.string(),
  /** How the intervals of differences are made. */
  interval: z.string(),
  warnings: z.array(z.string()),
});
export type StrategyComparison = z.output<typeof strategyComparisonSchema>;
export const StrategyComparison = portType('StrategyComparison', 1, strategyComparisonSchema);
