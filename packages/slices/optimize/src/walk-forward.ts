import { returnsOf, runFrames } from '@bot-v2/engine';
import { walkForward } from '@bot-v2/quant/validation';
import type { RowRange, WalkForwardSplit } from '@bot-v2/quant/validation';
import type { Fold, WalkForward } from '@bot-v2/sdk';
import { callStrategies } from '@bot-v2/sdk/bounded';
import { minimumRows, objectiveOf } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { outOfSample } from './out-of-sample.js';
import { bestEntry, returnsOn, runSearch } from './search-run.js';
import type { SearchPlan } from './search-run.js';
import type { Params } from './search-grid.js';
import type { TrialBook } from './trial-book.js';
import { flatCapital } from './trial-run.js';
import type { TrialBench } from './trial-run.js';

/** Tests of rows 0 … n − 1 of the trials' returns; none when they would be too short to have a Sharpe ratio. */
export function foldsOf(n: number, config: OptimizeConfig['validation']): readonly WalkForwardSplit[] {
  if (config.folds === 0) return [];
  const train = Math.floor(n * config.train);
  const test = Math.floor((n - train) / config.folds);
  if (train < minimumRows || test < minimumRows) return [];
  // What does not fill a test goes to the first training window: the newest rows are always tested.
  return walkForward(n, { train: n - test * config.folds, test, anchored: config.anchored });
}

interface Chosen {
  readonly params: Params;
  /** Null where no trial had a value, and the given parameters trade. */
  readonly value: number | null;
  readonly returns: Float64Array | null;
}

/** What a walk-forward test is made with. */
export interface WalkForwardOptions {
  readonly config: OptimizeConfig['validation'];
  readonly given: Params;
  readonly seed: number;
  /** Called before each search with how many there will be, this one included. */
  readonly onSearch: (left: number) => void;
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
  { config, given, seed, onSearch }: WalkForwardOptions,
): Promise<WalkForward | null> {
  const { strategy, history, from, account } = bench;
  const { objective } = plan.config;
  const folds = foldsOf(history.length - from, config);
  if (folds.length === 0) return null;
  const chosen: Chosen[] = [];
  for (const [k, { train }] of folds.entries()) {
    onSearch(folds.length - k);
    const { entries } = await runSearch(plan, book, train);
    const best = bestEntry(entries, train, objective);
    chosen.push(
      best === null
        ? { params: given, value: null, returns: null }
        : { params: best.entry.params, value: best.value, returns: returnsOn(best.entry.outcome, train) },
    );
  }
  const { symbol, time } = history;
  const start = from + folds[0]!.test.from;
  const [first, ...later] = chosen.map(({ params }) => params);
  const input = {
    legs: [{ symbol, bars: history, from: start, strategy, params: first }],
    account: flatCapital(account),
    decisions: later.map((params, k) => ({
      at: time[from + folds[k + 1]!.test.from - 1]!,
      perSymbol: { [symbol]: { strategy, params } },
    })),
    probe: false,
    checkInvariants: false,
  };
  const run = callStrategies(input.legs, () => runFrames(input));
  const returns = returnsOf(run);
  const offset = folds[0]!.test.from;
  const window = (rows: RowRange) => ({
    from: time[from + rows.from]!,
    to: time[from + rows.to - 1]!,
    bars: rows.to - rows.from,
  });
  return {
    method: 'walk_forward',
    anchored: config.anchored,
    folds: folds.map(({ train, test }, k): Fold => {
      const part = returns.subarray(test.from - offset, test.to - offset);
      return {
        train: window(train),
        test: window(test),
        params: chosen[k]!.params,
        inSample: chosen[k]!.value,
        outOfSample: objectiveOf(part, objective),
      };
    }),
    totalReturn: run.account.equity / run.capital - 1,
    closedTrades: run.trades.filter(({ exitTime }) => exitTime !== null).length,
    ...outOfSample(
      returns,
      chosen.flatMap((each) => each.returns ?? []),
      seed,
    ),
  };
}
