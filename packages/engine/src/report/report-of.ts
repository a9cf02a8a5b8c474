import type { BacktestReport, BacktestResult, Bars, EquityCurve, Passport, Trade, Window } from '@bot-v2/sdk';
import { madeOnce, stretchesOf, valuesOf } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';
import type { FrameRun, LegRun } from '../frame-driver/index.js';
import { TradeTally } from '../ledger/index.js';
import { holding, stretchesAtExposure } from './buy-and-hold.js';
import type { Holding } from './buy-and-hold.js';
import { executionsOf } from './executions-of.js';
import { rememberedBlocks } from './resample-blocks.js';
import { sameTimes } from './same-times.js';
import type { drawBlocks } from './resample-blocks.js';
import { longestResampled, sharpeIntervals } from './sharpe-interval.js';
import { readCurves } from './curve-reading.js';
import { curveStats, defaultDraws, solventReturns } from './stats-of.js';
import { verdictOf } from './verdict-of.js';

/** How a report is made. */
export interface ReportOptions {
  /** Seed of the bootstrap (default 1). */
  readonly seed?: number;
  /** Bootstrap draws (default 2,000; 0 for no interval). */
  readonly draws?: number;
}

/** Options of a report, and who draws the blocks of its bootstrap. */
interface JudgeOptions extends ReportOptions {
  readonly blocks: typeof drawBlocks;
}

/** Fewer bars than these make every annualised figure insufficient. */
const historyNeeded = 252;
const evaluationNeeded = 126;

/** One curve to judge: the account, or a symbol's contribution to it. */
interface Judged {
  readonly scope: BacktestReport['scope'];
  readonly legs: readonly LegRun[];
  readonly equity: Stretches;
  readonly trades: () => readonly Trade[];
  readonly tally: TradeTally;
  readonly costs: number;
  readonly timeInMarket: number | null;
  readonly averageExposure: number | null;
  readonly orders: number;
  readonly fills: number;
}

/**
 * The report of a run: the account, and what each symbol added to it in the same run (capital plus the symbol's profit;
 * with one symbol the two agree). Benchmarks cover the same bars on the same price basis at the same costs. Trades,
 * executions and the arrays of the curves are made when they are first read.
 */
export function reportOf(run: FrameRun, options: ReportOptions = {}): BacktestResult {
  const settings = { ...options, blocks: rememberedBlocks() };
  const portfolio = judge(
    run,
    {
      scope: 'portfolio',
      legs: run.legs,
      equity: run.curve,
      trades: () => run.trades,
      tally: run.tally,
      costs: run.costs.total,
      timeInMarket: run.timeInMarket,
      averageExposure: run.averageExposure,
      // Counted, not made: the orders themselves are written down only for who asks for them.
      orders: run.legs.reduce((sum, leg) => sum + leg.orders, 0),
      fills: run.fills.length,
    },
    settings,
  );
  const bySymbol: Record<string, BacktestReport> = {};
  for (const leg of run.legs) {
    bySymbol[leg.symbol] =
      run.legs.length === 1
        ? ofScope(portfolio, 'contribution')
        : judge(
            run,
            {
              scope: 'contribution',
              legs: [leg],
              equity: stretchesOf(leg.pnl.map((profit) => run.capital + profit)),
              trades: () => leg.trades,
              tally: leg.tally,
              costs: leg.costs,
              timeInMarket: leg.timeInMarket,
              averageExposure: leg.averageExposure,
              orders: leg.orders,
              fills: leg.fills,
            },
            settings,
          );
  }
  return { portfolio, bySymbol };
}

/** The same report of another scope; what is made when it is first read stays so. */
function ofScope(report: BacktestReport, scope: BacktestReport['scope']): BacktestReport {
  const same = Object.defineProperties({}, Object.getOwnPropertyDescriptors(report)) as BacktestReport;
  return Object.assign(same, { scope });
}

function judge(run: FrameRun, judged: Judged, options: JudgeOptions): BacktestReport {
  const { legs, equity } = judged;
  const given = holding(legs, run.account);
  const held = { ...given, stretches: madeOnce(given.stretches) };
  const exposure = judged.averageExposure ?? 0;
  const aligned = alignedTo(run.time, held, run.capital);
  const exposed = stretchesAtExposure(aligned, run.capital, exposure);
  const windows = windowsOf(run, legs);
  const common = {
    capital: run.capital,
    startTime: windows.history?.to ?? run.time[0] ?? 0,
    periodsPerYear: Math.max(...legs.map((leg) => leg.bars.quality.periodsPerYear)),
    riskFree: run.account.terms.riskFree,
    seed: options.seed ?? 1,
    blocks: options.blocks,
    ...(options.draws === undefined ? {} : { draws: options.draws }),
  };
  const benchmark = { ...common, tally: new TradeTally() };
  // Of long curves each interval is made with its statistics; of others all together, on the same draws.
  const together = equity.length <= longestResampled;
  // Holding a constant fraction multiplies returns by a constant, which leaves a Sharpe ratio without a risk-free rate as it is.
  const shared = common.riskFree === 0 && held.time.length === run.time.length;
  const curves = [equity, held.stretches, exposed] as const;
  const read = (some: readonly Stretches[]) => readCurves(some, run.capital, common.riskFree / common.periodsPerYear);
  const [own, ofHeld, ofExposed] =
    held.time.length === run.time.length ? read(curves) : curves.flatMap((curve) => read([curve]));
  const intervals = together ? intervalsOf(curves, shared, common) : [];
  const interval = (k: number) => (together ? { sharpeInterval: intervals[k]! } : {});
  const buyAndHold = curveStats({
    ...benchmark,
    equity: held.stretches,
    reading: ofHeld!,
    time: held.time,
    timeInMarket: 1,
    averageExposure: 1,
    costs: held.costs,
    ...interval(1),
  });
  const sameExposure = curveStats({
    ...benchmark,
    equity: exposed,
    reading: ofExposed!,
    time: run.time,
    timeInMarket: exposure === 0 ? 0 : 1,
    averageExposure: exposure,
    costs: held.costs * exposure,
    ...(together ? interval(2) : shared ? { sharpeInterval: buyAndHold.sharpeInterval } : {}),
  });
  const stats = curveStats({ ...common, ...judged, equity: curves[0], reading: own!, time: run.time, ...interval(0) });
  const time = once(() => plain(run.time));
  const heldTime = sameTimes(held.time, run.time) ? time : once(() => plain(held.time));
  const trades = once(() => judged.trades().slice());
  const executions = once(() => executionsOf(run, legs));
  const reasons = insufficient(windows);
  const { inSample } = run;
  return {
    scope: judged.scope,
    symbols: legs.map((leg) => leg.symbol),
    stats,
    get trades() {
      return trades();
    },
    equity: curveOf(
      time,
      once(() => plain(valuesOf(equity))),
    ),
    benchmark: {
      basis: held.basis,
      buyAndHold,
      sameExposure,
      equity: curveOf(
        heldTime,
        once(() => plain(valuesOf(held.stretches))),
      ),
    },
    windows,
    insufficient: reasons,
    inSample,
    orderHash: run.orderHash,
    orders: judged.orders,
    fills: judged.fills,
    get executions() {
      return executions();
    },
    lookAhead: run.probe,
    strategies: Object.fromEntries(legs.map((leg) => [leg.symbol, leg.strategy])),
    conventions: { ...run.conventions, ...longSeries(run.time.length) },
    provenance: legs.map((leg) => passportOf(leg.bars)),
    warnings: [...run.warnings, ...countsOf(run)],
    verdict: verdictOf({ inSample, insufficient: reasons, stats, benchmark: { buyAndHold, sameExposure } }),
  };
}

/** Sharpe intervals of the account, of buy and hold and of the same at the account's exposure, the third the second if `shared`. */
function intervalsOf(
  curves: readonly [Stretches, Stretches, Stretches],
  shared: boolean,
  settings: {
    readonly capital: number;
    readonly periodsPerYear: number;
    readonly riskFree: number;
    readonly seed: number;
    readonly draws?: number;
    readonly blocks: typeof drawBlocks;
  },
): readonly (readonly [number, number] | null)[] {
  const { capital, periodsPerYear: periods, seed, blocks, draws = defaultDraws } = settings;
  const options = { periods, riskFree: settings.riskFree / periods, draws, seed, blocks };
  const returns = (shared ? curves.slice(0, 2) : curves).map((equity) => solventReturns(valuesOf(equity), capital));
  const together = returns.every(({ length }) => length === returns[0]!.length);
  const intervals = together
    ? sharpeIntervals(returns, options)
    : returns.map((series) => sharpeIntervals([series], options)[0]!);
  return shared ? [intervals[0]!, intervals[1]!, intervals[1]!] : intervals;
}

/** What is different about the statistics of a long series. */
function longSeries(bars: number): Record<string, string> {
  return bars > longestResampled
    ? { sharpeInterval: `normal limit of the stationary bootstrap: more than ${longestResampled} bars` }
    : {};
}

/** A curve whose arrays are made when they are first read: of a long run many readers want none. */
function curveOf(time: () => number[], value: () => number[]): EquityCurve {
  return {
    get time() {
      return time();
    },
    get value() {
      return value();
    },
  };
}

/** What `make` makes, at the first call. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function plain(column: Float64Array): number[] {
  const values = new Array<number>(column.length);
  for (let i = 0; i < column.length; i++) values[i] = column[i]!;
  return values;
}

/** The curve of a benchmark at other times: the last value known, `before` until the first. */
function alignedTo(at: Float64Array, { time, stretches }: Holding, before: number): Stretches {
  if (sameTimes(time, at)) return stretches;
  const value = valuesOf(stretches);
  const result = new Float64Array(at.length);
  let k = -1;
  for (let i = 0; i < at.length; i++) {
    while (k + 1 < time.length && time[k + 1]! <= at[i]!) k++;
    result[i] = k < 0 ? before : value[k]!;
  }
  return stretchesOf(result);
}

/** What was judged on, and before it the history of the symbol that has least: what all of them had is no longer. */
function windowsOf(run: FrameRun, legs: readonly LegRun[]): { history: Window | null; evaluation: Window } {
  const evaluation = { from: run.time[0]!, to: run.time[run.time.length - 1]!, bars: run.time.length };
  const known = legs.filter((leg) => leg.from > 0);
  if (known.length === 0) return { history: null, evaluation };
  const least = known.reduce((a, b) => (b.from < a.from ? b : a));
  const to = Math.max(...known.map((leg) => leg.bars.time[leg.from - 1]!));
  return { history: { from: least.bars.time[0]!, to, bars: least.from }, evaluation };
}

function insufficient({ history, evaluation }: { history: Window | null; evaluation: Window }): string[] {
  const reasons: string[] = [];
  if (history !== null && history.bars < historyNeeded)
    reasons.push(`history has ${history.bars} bars of ${historyNeeded} needed`);
  if (evaluation.bars < evaluationNeeded)
    reasons.push(`evaluation has ${evaluation.bars} bars of ${evaluationNeeded} needed`);
  return reasons;
}

/** Where a frame comes from and what is known of it. */
export function passportOf(bars: Bars): Passport {
  return {
    symbol: bars.symbol,
    interval: bars.interval,
    bars: bars.length,
    basis: bars.basis,
    actions: bars.actions,
    provenance: bars.provenance,
    quality: bars.quality,
  };
}

/** Things that happened and should be known, counted. */
function countsOf(run: FrameRun): string[] {
  const lines: string[] = [];
  if (run.ambiguousBars > 0)
    lines.push(
      `${run.ambiguousBars} bars were ambiguous: the order of prices inside them decided a fill, the worse one was taken`,
    );
  if (run.cashLimited > 0) lines.push(`${run.cashLimited} orders were cash-limited`);
  if (run.expired > 0) lines.push(`${run.expired} orders expired at the end of the data`);
  for (const [reason, count] of Object.entries(run.denialCounts))
    lines.push(`${count} intents were refused: ${reason}`);
  return lines;
}
