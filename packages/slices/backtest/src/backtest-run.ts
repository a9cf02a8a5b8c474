import { reportOf } from '@bot-v2/engine';
import type { FrameDecision, FrameInput, FrameRun } from '@bot-v2/engine';
import type { BacktestResult, RunContext } from '@bot-v2/sdk';
import type { BacktestConfig } from './backtest.config.js';
import { labelBars } from './labelled-bars.js';
import type { LabelServices } from './labelled-bars.js';
import { namedConventions } from './named-conventions.js';
import type { NamedConventions } from './named-conventions.js';
import { reselectionTimes } from './reselection-times.js';
import { createBoundedDriver, interrupted } from './run-bounded.js';
import { resolveLater, resolveLegs } from './resolve-legs.js';
import type { BacktestInput } from './resolve-legs.js';
import { barProgress } from './run-progress.js';
import { stressOf } from './stress.js';
import { withDetail } from './with-detail.js';

/** What a backtest needs of a run; `decide` is called only when re-selecting, and without the last nothing is labelled. */
export type BacktestServices = Pick<RunContext, 'strategies' | 'seed' | 'signal' | 'bus' | 'decide'> & LabelServices;

/** Longer runs get tables and further figures only when they are asked for. */
const longestDetailed = 100_000;

/**
 * Walks the bars and decides anew at every instant on what the account is then; each decision trades until the next.
 * A strategy that does not return is ended.
 */
async function walk(
  input: FrameInput,
  times: readonly number[],
  config: BacktestConfig,
  ctx: BacktestServices,
): Promise<{ run: FrameRun; decisions: readonly FrameDecision[] }> {
  const decisions: FrameDecision[] = [];
  const driver = createBoundedDriver(input, config.strategyTimeoutMs, ctx.signal);
  for (const at of times) {
    await driver.runTo(at);
    const decision = await ctx.decide(
      at,
      driver.call((made) => made.account()),
    );
    const resolved = { at, perSymbol: await resolveLater(decision, ctx) };
    decisions.push(resolved);
    driver.call((made) => made.replaceDecision(resolved));
  }
  await driver.runTo(Infinity);
  return { run: driver.call((made) => made.finish()), decisions };
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
  if (ctx.signal.aborted) throw interrupted();
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
  const { run, decisions } = await walk(frames, times, config, ctx);
  progress(run.time.length, run.time.length);
  return judge({ ...frames, decisions }, run, config, conventions, ctx);
}

/** The report of a run, with as much beside it as the configuration asks for and its length allows. */
async function judge(
  input: FrameInput,
  run: FrameRun,
  config: BacktestConfig,
  conventions: NamedConventions | null,
  ctx: BacktestServices,
): Promise<BacktestResult> {
  const seed = ctx.seed('backtest.intervals');
  const { detail = run.time.length <= longestDetailed, stress } = config;
  const report = reportOf(run, { seed });
  const result = detail ? withDetail(report, input, run, { seed, labelled: await labelBars(run, ctx) }) : report;
  const values = conventions?.statisticsOf(run) ?? null;
  const added = {
    ...(stress ? { stress: stressOf(input, run, report.portfolio, seed) } : {}),
    ...(values === null ? {} : { named: { conventions: config.conventions, values: { ...values } } }),
  };
  return { ...result, portfolio: { ...result.portfolio, ...added } };
}
