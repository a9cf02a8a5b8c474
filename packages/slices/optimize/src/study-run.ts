import { nonDominatedFronts } from '@bot-v2/quant/optimization';
import { BotError, symbolStrategy } from '@bot-v2/sdk';
import type { Account, Bars, RunContext, StrategyChoice, Study, Trial } from '@bot-v2/sdk';
import { chooseExecutor } from './executor-choice.js';
import { minimumRows } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { drawingProposer, isAdaptive } from './proposer.js';
import { bestEntry, runSearch, valueOn } from './search-run.js';
import type { SearchPlan } from './search-run.js';
import type { Params } from './search-grid.js';
import { studyEvidence } from './study-evidence.js';
import { configurationIdentity, lookAt, studyIdentity, windowIdentity } from './study-identity.js';
import { longestWarmup, startingRef, studyPlan } from './study-plan.js';
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

function tooShort(history: Bars, from: number, strategy: string): BotError {
  const needed = from + minimumRows;
  const message = `${history.symbol}: ${history.length} bars of history, tuning ${strategy} needs ${needed}`;
  return new BotError('BOT_DATA_HISTORY_SHORT', message, {
    details: { symbol: history.symbol, bars: history.length, needBars: needed },
    hint: 'Decide later (--decide-at), start earlier (--from), or fetch more bars.',
  });
}

/** What a search asks first: enough to find a stored trial to check the stored ones by. */
function firstProposals({ config, space, grid, seed }: SearchPlan): readonly Params[] {
  if (grid.length > 0 || config.search === 'grid') return grid;
  return drawingProposer(config.search, space, seed)
    .ask()
    .filter((params) => params !== null);
}

/** Results stored by an earlier run of the same study, if the code still gives them; they are forgotten if not. */
function resumable(
  store: StudyStore,
  study: string,
  bench: TrialBench,
  plan: SearchPlan,
  identityOf: (params: Params) => string,
): ReadonlyMap<string, TrialOutcome> {
  const stored = store.stored(study);
  if (stored.size === 0) return stored;
  const known = firstProposals(plan).flatMap((params): Entry[] => {
    const outcome = stored.get(identityOf(params));
    return outcome === undefined || outcome.returns === null ? [] : [{ params, outcome }];
  });
  if (known.length > 0 && stillTrue(bench, known[0]!)) return stored;
  store.forget(study);
  return new Map();
}

/**
 * Searches a strategy's parameters on History, and only there, and judges what it found.
 *
 * Every trial trades the same rows: those after the longest warm-up. The best is the one with the highest objective, the
 * first on a tie; the returned choice carries its parameters and supersedes the one given. Where no trial has a value, or
 * the strategy names nothing to search, the given parameters stay. What a strategy gets wrong is recorded in its trial.
 * Trials of a strategy whose decision is a column are swept where that gives the figures of the loop. The others are stored
 * as they finish; the same study, interrupted, goes on where it was and ends with the same result.
 * Neither the number of workers nor an interruption changes anything that is returned.
 *
 * @throws BOT_CONFIG_INVALID (grid larger than maxTrials), BOT_CONFIG_STATE_UNWRITABLE, BOT_CAP_INPUT (a strategy for
 *   portfolios), BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS, BOT_STRATEGY_FAILED when every trial fails,
 *   BOT_DATA_HISTORY_SHORT, BOT_REGISTRY_*, BOT_RUN_ABORTED
 */
export async function runStudy(
  input: StudyInput,
  config: OptimizeConfig,
  ctx: StudyServices,
  store: StudyStore,
): Promise<{ study: Study; choice: StrategyChoice }> {
  const { history, account } = input;
  const { objective } = config;
  const ref = await startingRef(input.choice, config, ctx.strategies);
  const strategy = symbolStrategy(await ctx.strategies.get(ref));
  const { plan, refused: refusedByGrid } = studyPlan(strategy, ref.params, config, ctx.seed('optimize.search'));
  const warmup = longestWarmup(strategy, plan);
  // The first decision is made at the close of row `from − 1`, the first at which every combination is warm.
  const from = 1 + warmup;
  if (history.length < from + minimumRows) throw tooShort(history, from, strategy.id);

  const bench: TrialBench = { strategy, history, from, account };
  const module = await ctx.strategies.moduleOf(ref);
  if (module === undefined && typeof config.workers === 'number' && config.workers > 0) {
    ctx.log.warn(`${strategy.id} exists in this process only: its trials run here, not in ${config.workers} workers`);
  }
  const identityOf = (params: Params) => configurationIdentity(ref, params, module?.sha256);
  const look = lookAt(history);
  const identity = studyIdentity(windowIdentity(history), from, account, ref);
  const stored = resumable(store, identity, bench, plan, identityOf);
  const progress = trialProgress(ctx, history.symbol, plan.grid.length > 0 ? plan.grid.length : config.trials);
  const { signal, clock } = ctx;
  const { aborted } = progress;
  const executor = chooseExecutor({ bench, config, module, signal, aborted, now: () => clock.monotonic() });
  const book = new TrialBook({
    executor,
    stored,
    identityOf,
    enter: (configurations) => store.enter(look, configurations),
    store: (configuration, outcome) => store.store(identity, configuration, outcome),
    onTrial: progress.trial,
  });
  try {
    const rows = { from: 0, to: history.length - from };
    const { entries, refused: refusedBySearch } = await runSearch(plan, book, rows);
    refuseFailure(strategy.id, history.symbol, entries);
    const best = bestEntry(entries, rows, objective);
    const found = await studyEvidence({
      ...{ plan, book, bench, entries, config, warmup },
      best: best?.entry ?? null,
      given: ref.params,
      seed: ctx.seed('optimize.intervals'),
      onSearch: (left) => (isAdaptive(config.search) ? progress.expect(left * config.trials) : undefined),
      configurations: () => store.tried(look),
    });
    const knownThrough = history.time[history.length - 1]!;
    const study: Study = {
      symbol: history.symbol,
      strategy: strategy.id,
      method: plan.grid.length > 0 ? 'grid' : config.search,
      objective,
      window: { from: history.time[from]!, to: knownThrough, bars: rows.to },
      trials: entries.map(({ params, outcome }, index): Trial => {
        const { trades, stats, error } = outcome;
        return { index, params, value: valueOn(outcome, rows, objective), trades, stats, error };
      }),
      best: best?.index ?? null,
      verdict: found.verdict,
      knownThrough,
      ...(config.search === 'nsga2' ? { front: frontOf(entries, (outcome) => valueOn(outcome, rows, objective)) } : {}),
      evaluated: {
        sweep: entries.filter(({ outcome }) => outcome.swept).length,
        loop: entries.filter(({ outcome }) => !outcome.swept).length,
      },
      evidence: found.evidence,
    };
    store.forget(identity);
    return {
      study,
      choice: tunedChoice(study, ref, { given: input.choice, refused: refusedByGrid + refusedBySearch }),
    };
  } finally {
    await executor.close();
  }
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

/** Trials that no other beats in both the objective and the drawdown. */
function frontOf(entries: readonly Entry[], valueOf: (outcome: TrialOutcome) => number | null): number[] {
  const rated = entries.flatMap(({ outcome }, index) => {
    const value = valueOf(outcome);
    const fall = outcome.stats?.maxDrawdown ?? null;
    return value === null || fall === null ? [] : [{ index, losses: [-value, -fall] }];
  });
  return (nonDominatedFronts(rated.map(({ losses }) => losses))[0] ?? []).map((k) => rated[k]!.index);
}
