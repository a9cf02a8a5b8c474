import { strategyTimeoutMs } from '@bot-v2/sdk/bounded';
import { z } from 'zod';

/** The `backtest` section of the configuration. */
export const backtestConfig = z.strictObject({
  /** Bars between re-selections; 0 keeps the first decision to the end. */
  reselect: z.number().int().min(0).default(0),
  /** Conventions to trade and report by: ours (`bot`), or those of another engine by name. */
  conventions: z.string().min(1).default('bot'),
  /** Single switches of these conventions by name: `{ marketFill: 'previous-close' }`. */
  switches: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Tables and further figures (months, drawdowns, intervals, excursions). When left out: up to 100,000 judged bars. */
  detail: z.boolean().optional(),
  /** Trades the bars again at twice the costs and one bar later. */
  stress: z.boolean().default(true),
  /** Points at which the look-ahead probe looks; what the engine budgets when left out. */
  probePoints: z.number().int().min(1).optional(),
  /** Longest time a strategy may take over its columns or a section of a run, in ms: one that never returns is ended. */
  strategyTimeoutMs: z.number().int().min(1).default(strategyTimeoutMs),
});
export type BacktestConfig = z.output<typeof backtestConfig>;
