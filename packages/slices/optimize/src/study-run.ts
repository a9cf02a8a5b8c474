import { BotError, resolveParams, symbolStrategy } from '@bot-v2/sdk';
import type { Account, Bars, RunContext, StrategyChoice, StrategyRef, Study } from '@bot-v2/sdk';
import { turnEventLoop } from './event-loop.adapter.js';
import type { OptimizeConfig } from './optimize.config.js';
import { searchGrid } from './search-grid.js';
import { judgeStudy } from './study-verdict.js';
import { runTrial } from './trial-run.js';
import type { JudgedTrial, TrialBench } from './trial-run.js';
import { tunedChoice } from './tuned-choice.js';

/** What a study is given. */
export interface StudyInput {
  readonly history: Bars;
  readonly choice?: StrategyChoice | undefined;
  readonly account: Account;
}

/** What a study needs of a run. */
export type StudyServices = Pick<RunContext, 'strategies' | 'signal' | 'bus'>;

/** Fewest traded rows on which a trial has a Sharpe ratio. */
const minimumRows = 20;

/** The reference to tune: the given choice's, else the configured strategy with its default parameters. */
async function startingRef(input: StudyInput, config: OptimizeConfig, ctx: StudyServices): Promise<StrategyRef> {
  if (input.choice !== undefined) return input.choice.strategy;
  const strategy = await ctx.strategies.get({ id: config.strategy });
  const provider = ctx.strategies.list().find(({ id }) => id === config.strategy)?.provider ?? 'inline';
  const params = resolveParams(strategy) as StrategyRef['params'];
  return { provider, id: strategy.id, version: strategy.version, params };
}

function tooShort(history: Bars, from: number, strategy: string): BotError {
  const needed = from + minimumRows;
  const message = `${history.symbol}: ${history.length} bars of history, tuning ${strategy} needs ${needed}`;
  return new BotError('BOT_DATA_HISTORY_SHORT', message, {
    details: { symbol: history.symbol, bars: history.length, needBars: needed },
    hint: 'Decide later (--decide-at), start earlier (--from), or fetch more bars.',
  });
}

function aborted(done: number, total: number): BotError {
  return new BotError('BOT_RUN_ABORTED', `the study was interrupted after ${done} of ${total} trials`, {
    hint: 'Run the same command again.',
  });
}

/** Runs the trials one after the other; between them the event loop turns, progress is told and an abort is heard. */
async function runTrials(
  bench: TrialBench,
  grid: readonly StrategyRef['params'][],
  ctx: StudyServices,
): Promise<JudgedTrial[]> {
  const judged: JudgedTrial[] = [];
  const total = grid.length;
  for (const params of grid) {
    await turnEventLoop();
    if (ctx.signal.aborted) throw aborted(judged.length, total);
    judged.push(runTrial(bench, judged.length, params));
    ctx.bus.emit({
      type: 'step.progress',
      severity: 'debug',
      message: `optimize: ${judged.length} of ${total} trials`,
      slice: 'optimize',
      symbol: bench.history.symbol,
      data: { done: judged.length, total },
    });
  }
  return judged;
}

/** Index of the largest value; the first on a tie, so that the order of the grid decides. */
function bestTrial(judged: readonly JudgedTrial[]): number | null {
  let best: number | null = null;
  for (const { trial } of judged) {
    if (trial.value === null) continue;
    if (best === null || trial.value > judged[best]!.trial.value!) best = trial.index;
  }
  return best;
}

/**
 * Tries every combination of a strategy's search ranges on History, and only there, on one thread and in a fixed order.
 *
 * Every trial trades the same rows: those after the longest warm-up in the grid. The best is the one with the highest
 * objective; the returned choice carries its parameters and supersedes the one given. Where no trial has a value, or the
 * strategy names nothing to search, the given parameters stay. A strategy error is recorded in its trial.
 *
 * @throws BOT_CONFIG_INVALID (grid larger than maxTrials), BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS,
 *   BOT_STRATEGY_FAILED when every trial fails, BOT_DATA_HISTORY_SHORT, BOT_REGISTRY_*, BOT_RUN_ABORTED
 */
export async function runStudy(
  input: StudyInput,
  config: OptimizeConfig,
  ctx: StudyServices,
): Promise<{ study: Study; choice: StrategyChoice }> {
  const { history, account } = input;
  const ref = await startingRef(input, config, ctx);
  const strategy = symbolStrategy(await ctx.strategies.get(ref));
  const grid = searchGrid(strategy, ref.params, config.maxTrials);
  // The first decision is made at the close of row `from − 1`, the first at which every combination is warm.
  const from = 1 + Math.max(0, ...grid.combinations.map((params) => strategy.warmup(params) as number));
  if (history.length < from + minimumRows) throw tooShort(history, from, strategy.id);

  const bench = { strategy, history, from, account, objective: config.objective, signal: ctx.signal };
  const judged = await runTrials(bench, grid.combinations, ctx);
  const trials = judged.map(({ trial }) => trial);
  const failed = trials.filter(({ error }) => error !== null);
  if (failed.length === trials.length) {
    throw new BotError(
      'BOT_STRATEGY_FAILED',
      `${strategy.id}: all ${trials.length} trials failed; ${failed[0]!.error}`,
      {
        details: { strategy: strategy.id, symbol: history.symbol, trials: trials.length },
        hint: 'The strategy fails on this history whatever its parameters: run it alone with --strategy to see where.',
      },
    );
  }

  const best = bestTrial(judged);
  const winner = best === null ? null : judged[best]!;
  const verdict = judgeStudy({
    sharpes: judged.flatMap(({ sharpe }) => (sharpe === null ? [] : [sharpe])),
    trials: trials.length,
    best: winner && {
      returns: winner.returns!,
      sharpe: winner.sharpe,
      closedTrades: winner.trial.stats?.closedTrades ?? 0,
    },
  });
  const knownThrough = history.time[history.length - 1]!;
  const study: Study = {
    symbol: history.symbol,
    strategy: strategy.id,
    method: 'grid',
    objective: config.objective,
    window: { from: history.time[from]!, to: knownThrough, bars: history.length - from },
    trials,
    best,
    verdict,
    knownThrough,
  };
  return { study, choice: tunedChoice(study, ref, { given: input.choice, refused: grid.refused }) };
}
