import { returnsOf, runFrames } from '@bot-v2/engine';
import { bootstrapSharpe, mean, sharpe, tStatistic } from '@bot-v2/quant/statistics';
import { walkForward } from '@bot-v2/quant/validation';
import type { Fold, WalkForward } from '@bot-v2/sdk';
import { minimumRows, objectiveOf } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { bestEntry, returnsOn, runSearch, valueOn } from './search-run.js';
import type { Rows, SearchPlan } from './search-run.js';
import type { Params } from './search-grid.js';
import type { TrialBook } from './trial-book.js';
import { flatCapital } from './trial-run.js';
import type { TrialBench } from './trial-run.js';

/** Least t-statistic of the in-sample returns for an efficiency to mean anything. */
const clearlyPositive = 1;

/** Tests of rows 0 … n − 1 of the trials' returns; none when they would be too short to have a Sharpe ratio. */
export function foldsOf(n: number, config: OptimizeConfig['walkForward']): readonly { train: Rows; test: Rows }[] {
  if (config.folds === 0) return [];
  const train = Math.floor(n * config.train);
  const test = Math.floor((n - train) / config.folds);
  if (train < minimumRows || test < minimumRows) return [];
  // What does not fill a test goes to the first training window: the newest rows are always tested.
  return walkForward(n, { train: n - test * config.folds, test, anchored: config.anchored });
}

interface Chosen {
  readonly params: Params | null;
  readonly value: number | null;
  readonly returns: Float64Array | null;
}

/**
 * Tests the search itself: before each test it is made on the rows before, and its winner trades the test. The tests are
 * one run: positions are handed over, every change is paid for, indicators are warm. A search that learns is made anew for
 * each test; it never sees the rows that judge it.
 * @returns null when the tests would be too short
 * @throws what a search and a backtest throw
 */
export async function walkForwardTest(
  plan: SearchPlan,
  book: TrialBook,
  bench: TrialBench,
  options: { readonly config: OptimizeConfig['walkForward']; readonly given: Params; readonly seed: number },
): Promise<WalkForward | null> {
  const { strategy, history, from, account } = bench;
  const { objective } = plan.config;
  const { config, given, seed } = options;
  const folds = foldsOf(history.length - from, config);
  if (folds.length === 0) return null;
  const chosen: Chosen[] = [];
  for (const { train } of folds) {
    const { entries } = await runSearch(plan, book, train);
    const best = bestEntry(entries, train, objective);
    const winner = best === null ? undefined : entries[best]!;
    chosen.push({
      params: winner?.params ?? null,
      value: winner === undefined ? null : valueOn(winner.outcome, train, objective),
      returns: winner === undefined ? null : returnsOn(winner.outcome, train),
    });
  }
  const { symbol, time } = history;
  const start = from + folds[0]!.test.from;
  const [first, ...later] = chosen.map(({ params }) => params ?? given);
  const run = runFrames({
    legs: [{ symbol, bars: history, from: start, strategy, params: first }],
    account: flatCapital(account),
    decisions: later.map((params, k) => ({
      at: time[from + folds[k + 1]!.test.from - 1]!,
      perSymbol: { [symbol]: { strategy, params } },
    })),
    probe: false,
    checkInvariants: false,
  });
  const returns = returnsOf(run);
  const offset = folds[0]!.test.from;
  const window = (rows: Rows) => ({
    from: time[from + rows.from]!,
    to: time[from + rows.to - 1]!,
    bars: rows.to - rows.from,
  });
  const interval = bootstrapSharpe(returns, { periods: 1, seed });
  return {
    scheme: config.anchored ? 'anchored' : 'rolling',
    folds: folds.map(({ train, test }, k): Fold => {
      const part = returns.subarray(test.from - offset, test.to - offset);
      return {
        train: window(train),
        test: window(test),
        params: chosen[k]!.params ?? given,
        inSample: chosen[k]!.value,
        outOfSample: objectiveOf(part, objective),
      };
    }),
    bars: returns.length,
    totalReturn: run.account.equity / run.capital - 1,
    sharpe: sharpe(returns, { periods: 1, minimum: minimumRows }),
    sharpeInterval: interval === null ? null : [interval.lower, interval.upper],
    closedTrades: run.trades.filter(({ exitTime }) => exitTime !== null).length,
    ...efficiencyOf(chosen, mean(returns)),
  };
}

/** Mean return out of sample ÷ in sample, only where the latter is above 0 and its mean t-statistic above 1. */
function efficiencyOf(
  chosen: readonly Chosen[],
  outside: number | null,
): Pick<WalkForward, 'efficiency' | 'efficiencyNote'> {
  const samples = chosen.flatMap(({ returns }) => (returns === null ? [] : [returns]));
  const inside = mean(samples.map((each) => mean(each) ?? 0));
  const t = mean(samples.map((each) => tStatistic(each) ?? 0));
  const none = (efficiencyNote: string) => ({ efficiency: null, efficiencyNote });
  if (inside === null || t === null || outside === null) return none('no test had a choice');
  if (inside <= 0) return none('the choices lost money in sample too');
  if (t <= clearlyPositive) return none(`in sample they are not clearly above 0 (t ${t.toFixed(1)})`);
  return { efficiency: outside / inside, efficiencyNote: null };
}
