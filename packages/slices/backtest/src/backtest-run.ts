import { createFrameDriver, reportOf, runFrames } from '@bot-v2/engine';
import type { FrameInput, FrameRun } from '@bot-v2/engine';
import { BotError } from '@bot-v2/sdk';
import type { BacktestResult, RunContext } from '@bot-v2/sdk';
import type { BacktestConfig } from './backtest.config.js';
import { namedConventions } from './named-conventions.js';
import { reselectionTimes } from './reselection-times.js';
import { resolveLater, resolveLegs } from './resolve-legs.js';
import type { BacktestInput } from './resolve-legs.js';
import { barProgress } from './run-progress.js';

/** What a backtest needs of a run; `decide` is called only when re-selecting. */
export type BacktestServices = Pick<RunContext, 'strategies' | 'seed' | 'signal' | 'bus' | 'decide'>;

function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new BotError('BOT_RUN_ABORTED', 'the backtest was interrupted', { hint: 'Run the same command again.' });
}

/** Decides anew at every instant on what the account is then; each decision trades until the next. */
async function runWithReselection(
  input: FrameInput,
  times: readonly number[],
  ctx: BacktestServices,
): Promise<FrameRun> {
  const driver = createFrameDriver(input);
  for (const at of times) {
    driver.runTo(at);
    throwIfAborted(ctx.signal);
    const decision = await ctx.decide(at, driver.account());
    driver.replaceDecision({ at, perSymbol: await resolveLater(decision, ctx) });
  }
  return driver.finish();
}

/**
 * Trades the choices over the evaluation bars, all symbols on one clock and one account, and judges the result.
 *
 * The account starts flat with its capital at index `from` of each evaluation; the close before it is the first
 * decision. Fills, costs, money and the look-ahead probe are the engine's. Windows of fewer than 252 bars of history or
 * 126 judged bars are named in `insufficient`. Emits `step.progress` on the bus.
 *
 * @throws BOT_CONFIG_INVALID for conventions nobody knows; BOT_CAP_INPUT when symbols, bars and choices do not fit together; BOT_REGISTRY_UNKNOWN_STRATEGY;
 *   BOT_STRATEGY_* and BOT_DATA_* of the engine, which name strategy, symbol and bar; BOT_RUN_ABORTED
 */
export async function backtest(
  input: BacktestInput,
  config: BacktestConfig,
  ctx: BacktestServices,
): Promise<BacktestResult> {
  throwIfAborted(ctx.signal);
  const progress = barProgress(ctx);
  const conventions = await namedConventions(config);
  const frames: FrameInput = {
    legs: await resolveLegs(input, ctx),
    account: input.account,
    seed: ctx.seed('backtest.probe'),
    signal: ctx.signal,
    onProgress: progress,
    probe: config.probePoints === undefined ? true : { points: config.probePoints },
    ...(conventions === null ? {} : { policies: conventions.policies }),
  };
  const times = reselectionTimes(Object.values(input.evaluations), config.reselect);
  const run = times.length === 0 ? runFrames(frames) : await runWithReselection(frames, times, ctx);
  throwIfAborted(ctx.signal);
  progress(run.time.length, run.time.length);
  const result = reportOf(run, { seed: ctx.seed('backtest.intervals') });
  const values = conventions?.statisticsOf(run) ?? null;
  if (values === null) return result;
  const named = { conventions: config.conventions, values: { ...values } };
  return { ...result, portfolio: { ...result.portfolio, named } };
}
