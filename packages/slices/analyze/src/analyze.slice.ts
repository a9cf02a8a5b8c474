import { analyze, compareStrategies as compare, correlate, defineSlice, ifProvided, runBacktest } from '@bot-v2/sdk';
import { analyzeConfigSchema } from './analyze-config.schema.js';
import { analyzeHistory } from './analyze-history.js';
import { compareStrategies } from './comparison/compare-strategies.js';
import { correlateHistories } from './correlation/correlate-histories.js';

/** The slice `analyze`: technical analysis at the end of a history, how histories move together, how strategies compare. */
export const analyzeSlice = defineSlice({
  id: 'analyze',
  provides: { analyze, correlate, compare_strategies: compare },
  // Needed by comparisons alone, which ask for it as needed: an analysis works in modes without a backtest.
  consumes: { backtest: ifProvided(runBacktest) },
  config: analyzeConfigSchema,
  create: ({ config }) => ({
    handlers: {
      analyze: ({ history }) => ({ analysis: analyzeHistory(history, config) }),
      correlate: ({ histories }, ctx) => ({
        correlation: correlateHistories(histories, ctx.seed('analyze.correlation'), config.correlation),
      }),
      compare_strategies: async ({ histories, strategies = config.compare.strategies, account }, ctx) => ({
        comparison: await compareStrategies({ histories, strategies, account }, ctx),
      }),
    },
  }),
});
