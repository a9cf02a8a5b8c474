import { defineSlice, getData, ifProvided, selectStrategy } from '@bot-v2/sdk';
import { chooseByArtifact } from './kept-choice.js';
import { mlStrategyConfig } from './ml-strategy.config.js';
import { chooseStrategy } from './select-strategy.js';

/** The slice `ml_strategy`: chooses a strategy by evidence, or falls back and says why. */
export const mlStrategySlice = defineSlice({
  id: 'ml_strategy',
  provides: { select: selectStrategy },
  consumes: { bars: ifProvided(getData) },
  config: mlStrategyConfig,
  create: ({ config }) => ({
    handlers: {
      select: async (input, ctx) => {
        if (config.artifact === undefined) return { choice: await chooseStrategy(input, config, ctx) };
        return { choice: await chooseByArtifact(input, config.artifact, config, ctx) };
      },
    },
  }),
});
