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

/** One walk-forward step: what was chosen on the rows before, and what both windows made of it. */
export const foldSchema = z.strictObject({
  train: windowSchema,
  test: windowSchema,
  /** Chosen on `train`; the given parameters where no trial had a value there. */
  params: paramsSchema,
  /** Objective of the choice on `train`. */
  inSample: z.number().nullable(),
  /** The same objective of the stitched run on `test`. */
  outOfSample: z.number().nullable(),
});
export type Fold = z.output<typeof foldSchema>;

/** What every validation says of the search, on rows the choices had not seen. Sharpe ratios are per bar, not annualised. */
const outOfSample = {
  bars: z.number().int(),
  totalReturn: z.number(),
  sharpe: z.number().nullable(),
  /** 95 %, by stationary bootstrap. */
  sharpeInterval: z.tuple([z.number(), z.number()]).nullable(),
  /** Bars that a record with this Sharpe ratio needs to show one above 0 at 95 %; null where none is long enough. */
  minimumTrackRecordBars: z.number().nullable(),
  /** Mean return per bar out of sample ÷ in sample; null with the reason where the latter is not clearly above 0. */
  efficiency: z.number().nullable(),
  efficiencyNote: z.string().nullable(),
};

/**
 * The search tested by walking forward: every step is chosen before the rows that judge it. The figures are those of one
 * run through all tests, positions handed over and every change paid for.
 */
export const walkForwardSchema = z.strictObject({
  method: z.literal('walk_forward'),
  anchored: z.boolean(),
  folds: z.array(foldSchema),
  closedTrades: z.number().int(),
  ...outOfSample,
});
export type WalkForward = z.output<typeof walkForwardSchema>;

/**
 * The search tested by purged or combinatorial cross-validation: every fold is judged by choices made on the others. The
 * figures are those of the path whose Sharpe ratio is the median (the lower one of two).
 */
export const crossValidationSchema = z.strictObject({
  method: z.enum(['purged', 'combinatorial']),
  folds: z.number().int(),
  testFolds: z.number().int(),
  splits: z.number().int(),
  /** Rows left out on both sides of each test. */
  purged: z.number().int(),
  /** Whole paths through all folds, one without combinations; Sharpe ratio of each, ascending. */
  paths: z.array(z.number()),
  ...outOfSample,
});
export type CrossValidation = z.output<typeof crossValidationSchema>;

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
  /** Trials nothing else beats in all objectives, by index; of a search with several objectives. */
  front: z.array(z.number().int()).optional(),
  /** How the trials were evaluated: in one pass over a decision column, or bar by bar. The figures are the same. */
  evaluated: z.strictObject({ sweep: z.number().int(), loop: z.number().int() }).optional(),
  evidence: z
    .strictObject({
      /** Distinct configurations ever tried on this data and window, these included, and clusters of alike returns. */
      configurations: z.number().int(),
      effectiveTrials: z.number().int(),
      /** Probability of backtest overfitting (CSCV); null with the reason. */
      probabilityOfOverfitting: z.number().nullable(),
      probabilityOfOverfittingNote: z.string().nullable(),
      /** Median of the neighbours' objective ÷ the best one's, 0 to 1; null without neighbours. */
      plateau: z.number().nullable(),
      /** The parameter sets one step away from the best, and their objective. */
      neighbours: z.array(z.strictObject({ params: paramsSchema, value: z.number().nullable() })),
      /** Bars a track record like the best trial's needs at 95 %; null where none is long enough. */
      minimumTrackRecordBars: z.number().nullable(),
      /** The search tested on History; null with the reason. */
      validation: z.discriminatedUnion('method', [walkForwardSchema, crossValidationSchema]).nullable(),
      validationNote: z.string().nullable(),
    })
    .optional(),
});
export type Study = z.output<typeof studySchema>;
export const Study = portType('Study', 1, studySchema);
