import { defineSlice, runOptimize } from '@bot-v2/sdk';
import { optimizeConfig } from './optimize.config.js';
import { studyFiles } from './study-files.adapter.js';
import { runStudy } from './study-run.js';

/** The slice `optimize`: searches parameters on History and says how far the winner can be trusted. */
export const optimizeSlice = defineSlice({
  id: 'optimize',
  provides: { run: runOptimize },
  permissions: ['fs:state'],
  config: optimizeConfig,
  create: ({ config }) => ({
    handlers: { run: (input, ctx) => runStudy(input, config, ctx, studyFiles(ctx.stateDir)) },
  }),
});
