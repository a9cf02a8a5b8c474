import { z } from 'zod';
import { portType } from './port-type.js';

const coefficient = z.number().min(-1).max(1);

/** How two symbols move together. */
export const correlationPairSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  /** Log returns between neighbouring bars that both have. */
  returns: z.number().int(),
  /** Times of the first and the last of these bars; null where there is none. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  pearson: coefficient.nullable(),
  /** 95 % interval of `pearson`. */
  interval: z.tuple([coefficient, coefficient]).nullable(),
  spearman: coefficient.nullable(),
  /** Pearson of the last `recentReturns` returns; null where there are fewer, or one of the two does not vary in them. */
  recent: coefficient.nullable(),
  /** Pearson with weights that halve every `halfLife` returns into the past. */
  weighted: coefficient.nullable(),
  /** Why there is no correlation; null where there is one. */
  reason: z.string().nullable(),
});
export type CorrelationPair = z.output<typeof correlationPairSchema>;

/** How the returns of several symbols move together. */
export const correlationSchema = z.strictObject({
  /** Like next to like: the leaves of an average-linkage tree over √((1 − ρ) ÷ 2), those without correlations last. */
  symbols: z.array(z.string()),
  /** What the prices of each symbol were before returns were taken: `total_return` has neither splits nor dividends in it. */
  basis: z.record(z.string(), z.string()),
  /** Every pair, the most correlated (Pearson) first, those without a correlation last. */
  pairs: z.array(correlationPairSchema),
  /** Mean of `pearson` over the pairs that have one. */
  average: coefficient.nullable(),
  effectiveBets: z.strictObject({
    /**
     * exp(−Σ pᵢ·ln pᵢ) of the eigenvalues' shares pᵢ of the correlation matrix: 1 when all symbols move as one, their
     * number when none moves with another; null with the reason.
     */
    value: z.number().nullable(),
    /** Symbols it is taken over: those that have a correlation with every other of them. */
    symbols: z.number().int(),
    reason: z.string().nullable(),
  }),
  settings: z.strictObject({
    minimumReturns: z.number().int(),
    recentReturns: z.number().int(),
    halfLife: z.number(),
    /** How the intervals are made. */
    interval: z.string(),
  }),
});
export type Correlation = z.output<typeof correlationSchema>;
export const Correlation = portType('Correlation', 1, correlationSchema);
