import type { StrategyModule } from '@bot-v2/sdk';
import type { OptimizeConfig } from './optimize.config.js';
import { sharedBars } from './shared-bars.js';
import { canSweep, inlineSweeper, sweepExecutor, worthWorkers } from './sweep-executor.js';
import type { Sweeper } from './sweep-executor.js';
import { SweepPool } from './sweep-pool.adapter.js';
import { inlineExecutor } from './trial-executor.js';
import type { TrialExecutor } from './trial-executor.js';
import type { TrialBench } from './trial-run.js';
import type { WorkerBench } from './worker-messages.js';
import { WorkerPool, coreCount } from './worker-pool.adapter.js';
import type { PoolOptions } from './worker-pool.adapter.js';

/** What an executor is chosen from. */
export interface ExecutorNeeds {
  readonly bench: TrialBench;
  readonly config: Pick<OptimizeConfig, 'workers' | 'sweep' | 'trialTimeoutMs' | 'workerMemoryMb'>;
  /** Address of the strategy's code; undefined when it exists in this process only, which then runs the trials. */
  readonly module: StrategyModule | undefined;
  readonly signal: AbortSignal;
  readonly aborted: () => Error;
  readonly now: () => number;
}

/**
 * Sweeps trials where that gives the same figures as the loop, which runs the others; here or in workers, which with `auto`
 * are started when there are several cores and it pays.
 */
export function chooseExecutor(needs: ExecutorNeeds): TrialExecutor {
  const { bench, config, module, signal, aborted, now } = needs;
  const loop = chooseLoop(needs);
  if (!config.sweep || !canSweep(bench)) return loop;
  const pool = (size: number): Sweeper => new SweepPool(workerBench(needs), poolOptions(needs, size));
  const { workers } = config;
  const sweeper =
    module !== undefined && typeof workers === 'number' && workers > 0
      ? pool(workers)
      : inlineSweeper(bench, {
          ...{ signal, aborted, now, timeoutMs: config.trialTimeoutMs },
          elsewhere: module === undefined || workers === 0 || coreCount() < 2 ? null : () => pool(coreCount()),
        });
  return sweepExecutor(bench, sweeper, loop);
}

const workerBench = ({ bench, module }: ExecutorNeeds): WorkerBench => ({
  module: module!,
  history: sharedBars(bench.history),
  from: bench.from,
  account: bench.account,
});

const poolOptions = ({ config, signal, aborted }: ExecutorNeeds, size: number): PoolOptions => ({
  ...{ size, signal, aborted },
  timeoutMs: config.trialTimeoutMs,
  memoryMb: config.workerMemoryMb,
});

/**
 * Runs trials in the loop, here or in workers. With `auto` the first trial of a batch is run here and timed; workers are started when
 * the rest of it would take more than three seconds and there are several cores.
 */
function chooseLoop(needs: ExecutorNeeds): TrialExecutor {
  const { bench, config, module, signal, aborted, now } = needs;
  const inline = inlineExecutor(bench, { signal, aborted, timeoutMs: config.trialTimeoutMs });
  let pool: WorkerPool | undefined;
  const workers = (size: number): TrialExecutor =>
    (pool ??= new WorkerPool(workerBench(needs), poolOptions(needs, size)));
  if (module === undefined || config.workers === 0) return inline;
  return {
    run: async (batch, done) => {
      if (config.workers !== 'auto') return workers(config.workers).run(batch, done);
      if (pool !== undefined) return pool.run(batch, done);
      if (batch.length === 0) return;
      const before = now();
      await inline.run(batch.slice(0, 1), done);
      const rest = batch.slice(1);
      const left = (now() - before) * rest.length;
      const executor = left > worthWorkers && coreCount() > 1 ? workers(coreCount()) : inline;
      await executor.run(rest, (k, outcome) => done(k + 1, outcome));
    },
    close: async () => {
      await pool?.close();
    },
  };
}
