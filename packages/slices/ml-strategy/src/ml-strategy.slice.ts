import { defineSlice, selectStrategy } from '@bot-v2/sdk';
import { mlStrategyConfig } from './ml-strategy.config.js';
import { chooseStrategy } from './select-strategy.js';

/** The slice `ml_strategy`: chooses a strategy by evidence, or falls back and says why. */
export const mlStrategySlice = defineSlice({
  id: 'ml_strategy',
  provides: { select: selectStrategy },
  config: mlStrategyConfig,
  create: ({ config }) => ({
    handlers: {
      select: async (input, ctx) => ({ choice: await chooseStrategy(input, config, ctx) }),
    },
  }),
});
