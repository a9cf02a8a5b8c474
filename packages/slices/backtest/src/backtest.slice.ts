import { BotError, defineSlice, execute, ifProvided, labelRegimes, runBacktest } from '@bot-v2/sdk';
import { backtest } from './backtest-run.js';
import { backtestConfig } from './backtest.config.js';

/** The slice `backtest`: judges decisions on bars they have not seen. */
export const backtestSlice = defineSlice({
  id: 'backtest',
  provides: { run: runBacktest, execute },
  consumes: { label: ifProvided(labelRegimes) },
  modes: ['backtest', 'optimize'],
  config: backtestConfig,
  create: ({ config }) => ({
    handlers: {
      run: async (input, ctx) => ({ result: await backtest(input, config, ctx) }),
      execute: async ({ evaluations, ...decided }, ctx) => {
        if (evaluations === undefined) {
          throw new BotError('BOT_CAP_INPUT', 'execution.execute: a backtest needs the bars to evaluate', {
            hint: 'Put a step that fetches bars before the executing step, or bind `evaluations` in its `with`.',
          });
        }
        const result = await backtest({ evaluations, ...decided }, config, ctx);
        return { result: { kind: 'backtest' as const, backtest: result } };
      },
    },
  }),
});
