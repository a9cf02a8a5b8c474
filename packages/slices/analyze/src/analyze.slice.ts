import { analyze, defineSlice } from '@bot-v2/sdk';
import { analyzeConfigSchema } from './analyze-config.schema.js';
import { analyzeHistory } from './analyze-history.js';

/** The slice `analyze`: technical analysis at the end of a history. */
export const analyzeSlice = defineSlice({
  id: 'analyze',
  provides: { analyze },
  config: analyzeConfigSchema,
  create: ({ config }) => ({
    handlers: { analyze: ({ history }) => ({ analysis: analyzeHistory(history, config) }) },
  }),
});
