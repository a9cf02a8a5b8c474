import { exp, expm1, log, pow } from '@bot-v2/quant/elementary';
import type { FrameRun } from '../frame-driver/index.js';
import { runStatistics } from '../report/index.js';
import { defined, largest, mean, smallest, variance } from '../report/list-figures.js';
import { tradeAnalysis } from './backtrader.trades.js';
import type { NamedStatistics } from './named-statistics.js';
import { returnsByYear, rowsOpeningPeriods } from './years-and-days.js';

/**
 * The figures of a run under the names of backtrader's analyzers: percent in `drawdown.drawdown`, `timedrawdown.maxdrawdown`,
 * `returns.rnorm100` and `vwr`, else fractions and money. Each with the settings its analyzer has when none are given, but
 * `sharperatio`: of daily returns, a year of 252, no risk-free rate, annualised, sample deviation.
 */
export function backtraderStatistics(run: FrameRun): NamedStatistics {
  const { finalEquity, sharpe } = runStatistics(run);
  const trades = tradeAnalysis(run);
  const years = returnsByYear(run);
  return {
    'broker.value': finalEquity,
    'broker.cash': brokerCash(run),
    ...drawdown(run.equity),
    ...timeDrawdown(run.equity),
    sqn: systemQuality(run),
    sharperatio: sharpe,
    'sharperatio.years': sharpeOfYears([...years.values()]),
    ...returnsAnalysis(run),
    ...periodStatistics([...years.values()]),
    ...Object.fromEntries([...years].map(([year, value]) => [`timereturn.${year}`, value])),
    ...trades,
  };
}

/** Cash with what is lent for purchases, of which the initial margin alone is paid, and without what shorts bind. */
function brokerCash({ account, policies }: FrameRun): number {
  const { margin, instruments } = account.terms;
  const { initial } = margin ?? { initial: 1 };
  const short = policies.loop.buyingPower === 'cash-less-shorts' ? 1 + initial : 0;
  let { cash } = account;
  for (const { symbol, quantity, averagePrice } of account.positions) {
    if (instruments?.[symbol]?.contractMargin !== undefined) continue;
    cash += (quantity > 0 ? 1 - initial : short) * quantity * averagePrice;
  }
  return cash;
}

/** Whether a value is below a peak by more than the rounding of sums. */
const below = (value: number, peak: number) => peak - value > Math.abs(peak) * 1e-13;

/** DrawDown: of the last bar, and the largest; `len` in bars below the peak. */
function drawdown(equity: Float64Array): Record<string, number> {
  let [peak, len, fall, percent] = [-Infinity, 0, 0, 0];
  let [mostLen, mostFall, mostPercent] = [0, 0, 0];
  for (const value of equity) {
    peak = Math.max(peak, value);
    fall = peak - value;
    percent = (100 * fall) / peak;
    len = below(value, peak) ? len + 1 : 0;
    mostLen = Math.max(mostLen, len);
    mostFall = Math.max(mostFall, fall);
    mostPercent = Math.max(mostPercent, percent);
  }
  return {
    'drawdown.len': len,
    'drawdown.drawdown': percent,
    'drawdown.moneydown': fall,
    'drawdown.max.len': mostLen,
    'drawdown.max.drawdown': mostPercent,
    'drawdown.max.moneydown': mostFall,
  };
}

/** TimeDrawDown of every bar: its length goes on where a peak is met but not passed. */
function timeDrawdown(equity: Float64Array): Record<string, number> {
  let [peak, len, most, mostLen] = [-Infinity, 0, 0, 0];
  for (const value of equity) {
    if (value > peak) len = 0;
    peak = Math.max(peak, value);
    const percent = (100 * (peak - value)) / peak;
    if (below(value, peak)) len++;
    most = Math.max(most, percent);
    mostLen = Math.max(mostLen, len);
  }
  return { 'timedrawdown.maxdrawdown': most, 'timedrawdown.maxdrawdownperiod': mostLen };
}

/** SQN: 0 for fewer than two trades. */
function systemQuality({ tradeColumns }: FrameRun): number | null {
  const profits = [...tradeColumns.pnl.subarray(0, tradeColumns.closed)];
  return profits.length < 2 ? 0 : defined((Math.sqrt(profits.length) * mean(profits)) / deviation(profits, 0));
}

/** SharpeRatio: of calendar years, less 1 % a year, whole deviation. */
function sharpeOfYears(years: readonly number[]): number | null {
  const free = years.map((value) => value - 0.01);
  return defined(mean(free) / deviation(free, 0));
}

/** Bars of these intervals in a year; 1 of all others. */
const periods: Readonly<Record<string, number>> = { '1d': 252, '1w': 52, '1M': 12 };

/** Returns and VWR by periods of the bars' own interval; `vwr` weighs the deviation from steady growth. */
function returnsAnalysis(run: FrameRun): Record<string, number | null> {
  const { capital, equity } = run;
  const interval = run.legs[0]!.bars.interval;
  const begins = rowsOpeningPeriods(run.time, interval);
  const total = log(equity[equity.length - 1]! / capital);
  const average = total / begins.length;
  const yearly = expm1(average * (periods[interval] ?? 1));
  // A period ends with the value its successor begins with, the first bar being a period of its own.
  const ends = [...begins, equity.length - 1].filter((row, i, all) => i < all.length - 1 || row > all[i - 1]!);
  const misses = ends.map((row, i) => {
    const before = i === 0 ? capital : equity[ends[i - 1]!]!;
    return equity[row]! / (before * exp(average * (i + 1))) - 1;
  });
  return {
    'returns.rtot': defined(total),
    'returns.ravg': defined(average),
    'returns.rnorm': defined(yearly),
    'returns.rnorm100': defined(yearly * 100),
    vwr: defined(yearly * 100 * (1 - pow(deviation(misses, 1) / 2, 0.2))),
  };
}

/** PeriodStats of calendar years. */
function periodStatistics(years: readonly number[]): Record<string, number | null> {
  const count = (is: (value: number) => boolean) => years.filter(is).length;
  return {
    'periodstats.average': defined(mean(years)),
    'periodstats.stddev': defined(deviation(years, 0)),
    'periodstats.positive': count((value) => value > 0),
    'periodstats.negative': count((value) => value < 0),
    'periodstats.nochange': count((value) => value === 0),
    'periodstats.best': defined(largest(years)),
    'periodstats.worst': defined(smallest(years)),
  };
}

/** Standard deviation; NaN where there are too few. */
const deviation = (list: readonly number[], ddof: 0 | 1) => Math.sqrt(variance(list, ddof));
