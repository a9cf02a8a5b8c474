import { defineSlice, detectRegime as detectRegimeCapability } from '@bot-v2/sdk';
import { detectRegime, detectRegimeOf } from './detect-regime.js';
import { regimeConfigSchema } from './regime-config.schema.js';

/** The slice `market_regime`: the regime at the end of a history, by rules unless another model is configured. */
export const marketRegimeSlice = defineSlice({
  id: 'market_regime',
  provides: { detect: detectRegimeCapability },
  config: regimeConfigSchema,
  create: ({ config }) => ({
    handlers: {
      detect: async ({ history }, ctx) => ({
        regime:
          config.model === 'rules'
            ? detectRegimeOf(history, config)
            : await detectRegime(history, config, ctx.seed('market_regime.hmm')),
      }),
    },
  }),
});
