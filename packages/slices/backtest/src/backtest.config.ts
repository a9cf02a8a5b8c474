import { z } from 'zod';

/** The `backtest` section of the configuration. */
export const backtestConfig = z.strictObject({
  /** Bars between re-selections; 0 keeps the first decision to the end. */
  reselect: z.number().int().min(0).default(0),
  /** Points at which the look-ahead probe looks; what the engine budgets when left out. */
  probePoints: z.number().int().min(1).optional(),
});
export type BacktestConfig = z.output<typeof backtestConfig>;
