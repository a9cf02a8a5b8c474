import { analyze, correlate, defineSlice } from '@bot-v2/sdk';
import { analyzeConfigSchema } from './analyze-config.schema.js';
import { analyzeHistory } from './analyze-history.js';
import { correlateHistories } from './correlation/correlate-histories.js';

/** The slice `analyze`: technical analysis at the end of a history, and how histories move together. */
export const analyzeSlice = defineSlice({
  id: 'analyze',
  provides: { analyze, correlate },
  config: analyzeConfigSchema,
  create: ({ config }) => ({
    handlers: {
      analyze: ({ history }) => ({ analysis: analyzeHistory(history, config) }),
      correlate: ({ histories }, ctx) => ({
        correlation: correlateHistories(histories, ctx.seed('analyze.correlation'), config.correlation),
      }),
    },
  }),
});
