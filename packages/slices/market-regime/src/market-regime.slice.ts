import { defineSlice, detectRegime as detectRegimeCapability, labelRegimes } from '@bot-v2/sdk';
import { detectRegime, detectRegimeOf } from './detect-regime.js';
import { labelSeries } from './label-series.js';
import { regimeConfigSchema } from './regime-config.schema.js';

/** The slice `market_regime`: the regime at the end of a history and at each of its bars, by rules unless another model is configured. */
export const marketRegimeSlice = defineSlice({
  id: 'market_regime',
  provides: { detect: detectRegimeCapability, label: labelRegimes },
  config: regimeConfigSchema,
  create: ({ config }) => ({
    handlers: {
      detect: async ({ history }, ctx) => ({
        regime:
          config.model === 'rules'
            ? detectRegimeOf(history, config)
            : await detectRegime(history, config, ctx.seed('market_regime.hmm')),
      }),
      label: async ({ history }, ctx) => ({
        series: await labelSeries(history, config, ctx.seed('market_regime.hmm')),
      }),
    },
  }),
});
