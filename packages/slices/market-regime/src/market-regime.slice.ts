import { defineSlice, detectRegime } from '@bot-v2/sdk';
import { detectRegimeOf } from './detect-regime.js';
import { regimeConfigSchema } from './regime-config.schema.js';

/** The slice `market_regime`: the regime at the end of a history, by the rule model. */
export const marketRegimeSlice = defineSlice({
  id: 'market_regime',
  provides: { detect: detectRegime },
  config: regimeConfigSchema,
  create: ({ config }) => ({
    handlers: { detect: ({ history }) => ({ regime: detectRegimeOf(history, config) }) },
  }),
});
