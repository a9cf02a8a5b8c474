import { BotError } from '@bot-v2/sdk';
import type { StrategyModule } from '@bot-v2/sdk';
import { monotonicNow } from './event-loop.adapter.js';
import { chooseExecutor } from './executor-choice.js';
import { optimizeConfig } from './optimize.config.js';
import type { OptimizeConfig } from './optimize.config.js';
import type { Params } from './search-grid.js';
import type { TrialBench, TrialOutcome } from './trial-run.js';

/** How trials are evaluated; see the `optimize` configuration. */
export interface EvaluatorOptions extends Partial<
  Pick<OptimizeConfig, 'workers' | 'sweep' | 'trialTimeoutMs' | 'workerMemoryMb'>
> {
  /** Where the strategy's code is, for workers; without it the trials run in this thread. */
  readonly module?: StrategyModule;
  readonly signal?: AbortSignal;
}

/** Evaluates parameter sets as a study does, without searching or judging. */
export interface TrialEvaluator {
  /**
   * The outcomes of parameter sets, in their order.
   * @throws BOT_RUN_ABORTED when the signal was raised; what `runTrial` throws
   */
  evaluate(sets: readonly Params[]): Promise<readonly TrialOutcome[]>;
  /** Ends the workers, if there are any. */
  close(): Promise<void>;
}

/**
 * An evaluator of one strategy on one frame, by the same means as a study: swept where that gives the figures of the loop,
 * in this thread or in workers.
 */
export function trialEvaluator(bench: TrialBench, options: EvaluatorOptions = {}): TrialEvaluator {
  const { module, signal = new AbortController().signal, ...given } = options;
  const executor = chooseExecutor({
    bench,
    config: optimizeConfig.parse(given),
    module,
    signal,
    aborted: () => new BotError('BOT_RUN_ABORTED', 'the evaluation was interrupted', { hint: 'Evaluate again.' }),
    now: monotonicNow,
  });
  return {
    evaluate: async (sets) => {
      const outcomes: TrialOutcome[] = [];
      await executor.run(sets, (k, outcome) => (outcomes[k] = outcome));
      return outcomes;
    },
    close: () => executor.close(),
  };
}
