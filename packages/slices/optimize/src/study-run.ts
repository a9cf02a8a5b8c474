import { nonDominatedFronts } from '@bot-v2/quant/optimization';
import { BotError, resolveParams, symbolStrategy } from '@bot-v2/sdk';
import type { Account, AnyStrategy, Bars, RunContext, StrategyChoice, StrategyRef, Study, Trial } from '@bot-v2/sdk';
import { chooseExecutor } from './executor-choice.js';
import { minimumRows } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { drawingProposer } from './proposer.js';
import { searchGrid } from './search-grid.js';
import type { Params } from './search-grid.js';
import { bestEntry, runSearch, valueOn } from './search-run.js';
import type { SearchPlan } from './search-run.js';
import { searchSpace } from './search-space.js';
import { studyEvidence } from './study-evidence.js';
import { configurationIdentity, studyIdentity, windowIdentity } from './study-identity.js';
import type { StudyStore } from './study-store.js';
import { TrialBook, stillTrue } from './trial-book.js';
import type { Entry } from './trial-book.js';
import type { TrialBench, TrialOutcome } from './trial-run.js';
import { trialProgress } from './trial-progress.js';
import { tunedChoice } from './tuned-choice.js';

/** What a study is given. */
export interface StudyInput {
  readonly history: Bars;
  readonly choice?: StrategyChoice | undefined;
  readonly account: Account;
}

/** What a study needs of a run. */
export type StudyServices = Pick<RunContext, 'strategies' | 'signal' | 'bus' | 'seed' | 'clock' | 'log'>;

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

/**
 * The longest warm-up of the search: of all combinations of a grid; of a search that draws, of the corners of its space.
 * A trial that would still need more is refused by the engine and recorded as failed.
 */
function longestWarmup(strategy: AnyStrategy, plan: SearchPlan): number {
  const { space, grid } = plan;
  const corners =
    plan.config.search === 'grid' || space.dimensions.length === 0
      ? grid
      : Array.from({ length: 2 ** Math.min(space.dimensions.length, 12) }, (_, bits) =>
          space.paramsAt(
            space.dimensions.map((d, i) => {
              const high = (bits >> i) & 1;
              return d.kind === 'categorical' ? high * (d.size - 1) : high === 1 ? d.max : d.min;
            }),
          ),
        ).filter((params) => params !== null);
  return Math.max(0, ...corners.map((params) => strategy.warmup(params) as number));
}

function planOf(strategy: AnyStrategy, given: Params, config: OptimizeConfig, seed: number) {
  const space = searchSpace(strategy, given);
  const drawn = config.search !== 'grid' && space.dimensions.length > 0;
  const grid = drawn ? { combinations: [], refused: 0 } : searchGrid(strategy, given, config.maxTrials);
  const plan: SearchPlan = { config, space, grid: grid.combinations, seed };
  return { plan, refusedByGrid: grid.refused };
}

/** Results stored by an earlier run of the same study, if the code still gives them. */
function resumable(
  store: StudyStore,
  study: string,
  bench: TrialBench,
  ref: StrategyRef,
  candidates: readonly Params[],
) {
  const stored = store.stored(study);
  const known = candidates.flatMap((params): Entry[] => {
    const outcome = stored.get(configurationIdentity(ref, params));
    return outcome === undefined || outcome.returns === null ? [] : [{ params, outcome }];
  });
  if (stored.size === 0) return stored;
  if (known.length > 0 && stillTrue(bench, known[0]!)) return stored;
  store.forget(study);
  return new Map<string, TrialOutcome>();
}

/**
 * Searches a strategy's parameters on History, and only there, and judges what it found.
 *
 * Every trial trades the same rows: those after the longest warm-up. The best is the one with the highest objective, the
 * first on a tie; the returned choice carries its parameters and supersedes the one given. Where no trial has a value, or
 * the strategy names nothing to search, the given parameters stay. What a strategy gets wrong is recorded in its trial.
 * Finished trials are stored as they come; the same study, interrupted, goes on where it was and ends with the same result.
 * Neither the number of workers nor an interruption changes anything that is returned.
 *
 * @throws BOT_CONFIG_INVALID (grid larger than maxTrials), BOT_CONFIG_STATE_UNWRITABLE, BOT_STRATEGY_INVALID,
 *   BOT_STRATEGY_PARAMS, BOT_STRATEGY_FAILED when every trial fails, BOT_DATA_HISTORY_SHORT, BOT_REGISTRY_*, BOT_RUN_ABORTED
 */
export async function runStudy(
  input: StudyInput,
  config: OptimizeConfig,
  ctx: StudyServices,
  store: StudyStore,
): Promise<{ study: Study; choice: StrategyChoice }> {
  const { history, account } = input;
  const ref = await startingRef(input, config, ctx);
  const strategy = symbolStrategy(await ctx.strategies.get(ref));
  const { plan, refusedByGrid } = planOf(strategy, ref.params, config, ctx.seed('optimize.search'));
  const warmup = longestWarmup(strategy, plan);
  // The first decision is made at the close of row `from − 1`, the first at which every combination is warm.
  const from = 1 + warmup;
  if (history.length < from + minimumRows) throw tooShort(history, from, strategy.id);

  const bench: TrialBench = { strategy, history, from, account };
  const window = windowIdentity(history);
  const identity = studyIdentity(window, from, account, ref);
  const sample = plan.grid.length > 0 ? plan.grid : firstProposals(plan);
  const stored = resumable(store, identity, bench, ref, sample);
  const planned = plan.grid.length > 0 ? plan.grid.length : config.trials;
  const progress = trialProgress(ctx, history.symbol, planned);
  const executor = chooseExecutor({
    bench,
    config,
    module: ctx.strategies.list().find(({ id, provider }) => id === ref.id && provider === ref.provider)?.module,
    signal: ctx.signal,
    aborted: progress.aborted,
    now: () => ctx.clock.monotonic(),
  });
  const book = new TrialBook({
    executor,
    stored,
    identityOf: (params) => configurationIdentity(ref, params),
    enter: (configurations) => store.enter(window, configurations),
    store: (configuration, outcome) => store.store(identity, configuration, outcome),
    onTrial: progress.trial,
  });
  try {
    const rows = { from: 0, to: history.length - from };
    const { entries, refused: refusedBySearch } = await runSearch(plan, book, rows);
    const refused = refusedByGrid + refusedBySearch;
    refuseFailure(strategy.id, history.symbol, entries);
    const best = bestEntry(entries, rows, config.objective);
    const found = await studyEvidence(
      { plan, book, bench, entries, best, config, warmup, given: ref.params, ctx },
      () => store.tried(window),
    );
    const knownThrough = history.time[history.length - 1]!;
    const study: Study = {
      symbol: history.symbol,
      strategy: strategy.id,
      method: plan.grid.length > 0 ? 'grid' : config.search,
      objective: config.objective,
      window: { from: history.time[from]!, to: knownThrough, bars: rows.to },
      trials: entries.map(({ params, outcome }, index): Trial => ({
        index,
        params,
        value: valueOn(outcome, rows, config.objective),
        trades: outcome.trades,
        stats: outcome.stats,
        error: outcome.error,
      })),
      best,
      verdict: found.verdict,
      knownThrough,
      ...(config.search === 'nsga2' ? { front: frontOf(entries) } : {}),
      evidence: found.evidence,
    };
    store.forget(identity);
    return { study, choice: tunedChoice(study, ref, { given: input.choice, refused }) };
  } finally {
    await executor.close();
  }
}

/** What a drawing search asks first: enough to find a stored trial to check the stored ones by. */
function firstProposals(plan: SearchPlan): readonly Params[] {
  if (plan.config.search === 'grid') return [];
  return drawingProposer(plan.config.search, plan.space, plan.seed)
    .ask()
    .filter((params) => params !== null);
}

function refuseFailure(strategy: string, symbol: string, entries: readonly Entry[]): void {
  const errors = entries.flatMap(({ outcome: { error } }) => (error === null ? [] : [error]));
  if (errors.length < entries.length) return;
  if (entries.length === 0) {
    throw new BotError('BOT_STRATEGY_PARAMS', `${strategy} refuses every point its search was asked for`, {
      details: { strategy },
      hint: 'The search ranges and the parameter schema of the strategy contradict each other.',
    });
  }
  throw new BotError('BOT_STRATEGY_FAILED', `${strategy}: all ${entries.length} trials failed; ${errors[0]!}`, {
    details: { strategy, symbol, trials: entries.length },
    hint: 'The strategy fails on this history whatever its parameters: run it alone with --strategy to see where.',
  });
}

/** Trials that no other beats in both the ratio of return to risk and the drawdown. */
function frontOf(entries: readonly Entry[]): number[] {
  const rated = entries.flatMap(({ outcome: { stats } }, index) =>
    stats?.sharpe == null || stats.maxDrawdown === null ? [] : [{ index, losses: [-stats.sharpe, -stats.maxDrawdown] }],
  );
  return (nonDominatedFronts(rated.map(({ losses }) => losses))[0] ?? []).map((k) => rated[k]!.index);
}
