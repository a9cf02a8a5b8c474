import { z } from 'zod';
import { barsSchema, intervalSchema } from '../bars/index.js';
import { portType } from './port-type.js';

/** Which bars are wanted; `from` and `to` are inclusive epoch ms UTC. A plain string is taken as the symbol. */
export const barsRequestSchema = z
  .unknown()
  // `preprocess` has a type of its own that older minors of zod lack.
  .transform((value) => (typeof value === 'string' ? { symbol: value } : value))
  .pipe(
    z.strictObject({
      symbol: z.string().min(1),
      interval: intervalSchema.default('1d'),
      from: z.number().optional(),
      to: z.number().optional(),
    }),
  );
export type BarsRequest = z.output<typeof barsRequestSchema>;
export const BarsRequest = portType('BarsRequest', 1, barsRequestSchema);

/** All bars a provider has for a request. The run derives `History` and `Evaluation` from it. */
export const BarsPort = portType('Bars', 1, barsSchema);

/** The rows known at the decision: a copy, so that nothing reaches what comes later. */
export const History = portType('History', 1, barsSchema);

/** All rows, tradable from index `from`. */
export const evaluationSchema = z.strictObject({ bars: barsSchema, from: z.number().int().nonnegative() });
export const EvaluationPort = portType('Evaluation', 1, evaluationSchema);
