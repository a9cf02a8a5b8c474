import { binomial } from '@bot-v2/quant/validation';
import { z } from 'zod';

/** What a study can maximise: per-bar Sharpe ratio, or total return, of an account that starts flat on History. */
export const objectives = ['sharpe', 'return'] as const;
export type Objective = (typeof objectives)[number];

/** How a study proposes what to try. */
export const searches = ['grid', 'random', 'tpe', 'cma_es', 'nsga2'] as const;
export type SearchMethod = (typeof searches)[number];

/** How a search is tested on rows its choices have not seen. */
export const validations = ['walk_forward', 'purged', 'combinatorial'] as const;

/** Splits a cross-validation may have: a search that learns is made anew for each. */
const mostSplits = 1000;

/** The `optimize` section of the configuration. */
export const optimizeConfig = z.strictObject({
  /** The strategy to tune when no step before chose one. */
  strategy: z.string().default('simple_ma'),
  objective: z.enum(objectives).default('sharpe'),
  /** `nsga2` also minimises the drawdown and keeps the front; the winner is the best of it by `objective`. */
  search: z.enum(searches).default('grid'),
  /** Trials of a search that draws; a grid has as many as it has combinations. */
  trials: z.number().int().min(1).max(100_000).default(100),
  /** Largest number of combinations a grid may have; a larger one is refused, never cut. */
  maxTrials: z.number().int().min(1).default(1000),
  /** How the search is tested on History; the verdict rests on it. */
  validation: z
    .strictObject({
      method: z.enum(validations).default('walk_forward'),
      /** Tests in a row, or folds of a cross-validation; 0 for none (the verdict is then `insufficient`). */
      folds: z.number().int().min(0).max(100).default(6),
      /** Folds tested together by `combinatorial`. */
      testFolds: z.number().int().min(1).max(50).default(2),
      /** Walking forward: share of the traded rows before the first test. */
      train: z.number().min(0.1).max(0.9).default(0.5),
      /** Walking forward: choose on everything before a test, or on a window of constant length. */
      anchored: z.boolean().default(true),
    })
    .refine(({ method, folds }) => method === 'walk_forward' || folds !== 1, 'cross-validation needs two folds')
    .refine(
      ({ method, folds, testFolds }) =>
        method !== 'combinatorial' || folds === 0 || (testFolds < folds && binomial(folds, testFolds) <= mostSplits),
      `testFolds must be below folds, and there may be at most ${mostSplits} splits`,
    )
    .prefault({}),
  /** Threads that run trials: a number (0: none, in this thread), or `auto`: as many as there are cores if it pays. */
  workers: z.union([z.literal('auto'), z.number().int().min(0).max(256)]).default('auto'),
  /** Try strategies whose decision is a column in one pass, where that gives the loop's figures; the study is the same. */
  sweep: z.boolean().default(true),
  /** Longest a trial may take, ms; it fails then. */
  trialTimeoutMs: z.number().int().min(100).default(120_000),
  /** Heap of a worker in megabytes; a trial that needs more fails. */
  workerMemoryMb: z.number().int().min(16).default(512),
});
export type OptimizeConfig = z.output<typeof optimizeConfig>;
