import { z } from 'zod';
import { statsSchema, windowSchema } from './backtest-result.port.js';
import { portType } from './port-type.js';

const paramsSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

export const trialSchema = z.strictObject({
  index: z.number().int(),
  params: paramsSchema,
  /** Objective on History; null when the trial has none (too few returns, no trades, failure). */
  value: z.number().nullable(),
  trades: z.number().int(),
  stats: statsSchema.nullable(),
  error: z.string().nullable(),
});
export type Trial = z.output<typeof trialSchema>;

/** A parameter search on History. The test on Evaluation is made once, by the executing step, never here. */
export const studySchema = z.strictObject({
  symbol: z.string(),
  strategy: z.string(),
  method: z.string(),
  objective: z.string(),
  window: windowSchema,
  trials: z.array(trialSchema),
  /** Index into `trials`; null when no trial has a value. */
  best: z.number().int().nullable(),
  verdict: z.strictObject({
    label: z.enum(['insufficient', 'overfit', 'fragile', 'robust']),
    deflatedSharpe: z.number().nullable(),
    expectedMaximumSharpe: z.number().nullable(),
    reasons: z.array(z.string()),
  }),
  knownThrough: z.number(),
});
export type Study = z.output<typeof studySchema>;
export const Study = portType('Study', 1, studySchema);
