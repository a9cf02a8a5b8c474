import * as statistics from '@bot-v2/quant/statistics';
import type { Stats, Trade } from '@bot-v2/sdk';
import { sharpeIntervals } from './sharpe-interval.js';

/** What statistics are made of. */
export interface StatsInput {
  /** Equity at the close of every evaluation bar, flat ones too. */
  readonly equity: Float64Array;
  /** Bar times, epoch ms UTC. */
  readonly time: Float64Array;
  /** Equity before the first bar: the first return starts there. */
  readonly capital: number;
  /** Time at which `capital` stood: the last history bar; the first bar when there is no history. */
  readonly startTime: number;
  /** Bars in a year. */
  readonly periodsPerYear: number;
  /** Annual risk-free rate, a fraction. */
  readonly riskFree: number;
  readonly trades: readonly Trade[];
  readonly timeInMarket: number | null;
  readonly averageExposure: number | null;
  /** Money paid in commission, spread and slippage. */
  readonly costs: number;
  readonly seed: number;
  /** Bootstrap draws for the Sharpe interval (default 2,000; 0 for none). */
  readonly draws?: number;
  /** The Sharpe interval, when it has been computed already. */
  readonly sharpeInterval?: readonly [number, number] | null;
}

/** Bootstrap draws unless another number is asked for. */
export const defaultDraws = 2_000;

const millisecondsPerYear = 365.25 * 86_400_000;

/** Per-bar simple returns, one a value of `equity`, the first from `capital`. */
export function barReturns(equity: Float64Array, capital: number): Float64Array {
  const returns = new Float64Array(equity.length);
  let before = capital;
  for (let i = 0; i < equity.length; i++) {
    returns[i] = equity[i]! / before - 1;
    before = equity[i]!;
  }
  return returns;
}

/** Per-bar simple returns as in `barReturns`; none when equity was ever not positive. */
export function solventReturns(equity: Float64Array, capital: number): Float64Array {
  for (const value of equity) {
    if (!(value > 0)) return new Float64Array(0);
  }
  return barReturns(equity, capital);
}

/**
 * Statistics of an equity curve and its trades: fractions, annual where the name says so, null where undefined. Sharpe
 * and its bootstrap interval on excess returns over the risk-free rate, annualised by √periods; growth on calendar years
 * of 365.25 days; trade figures over closed round trips, net of costs.
 */
export function statsOf(input: StatsInput): Stats {
  const { equity, time, capital, periodsPerYear: periods, trades } = input;
  const bars = equity.length;
  const finalEquity = bars === 0 ? capital : equity[bars - 1]!;
  const years = bars === 0 ? 0 : (time[bars - 1]! - input.startTime) / millisecondsPerYear;
  const returns = solventReturns(equity, capital);
  const solvent = returns.length === bars;
  const riskFree = input.riskFree / periods;
  const drawdown = bars === 0 ? null : lowestFall(capital, equity);
  const cagr = solvent && years > 0 ? statistics.cagr(capital, finalEquity, years) : null;
  const sharpe = statistics.sharpe(returns, { periods, riskFree });
  const { draws = defaultDraws, seed } = input;
  const interval =
    sharpe === null
      ? null
      : input.sharpeInterval !== undefined
        ? input.sharpeInterval
        : sharpeIntervals([returns], { periods, riskFree, draws, seed })[0]!;
  const closed = trades.filter((trade) => trade.exitTime !== null);
  return {
    bars,
    years,
    initialEquity: capital,
    finalEquity,
    totalReturn: finalEquity / capital - 1,
    cagr,
    annualizedVolatility: bars < 2 ? null : statistics.annualisedVolatility(returns, periods),
    sharpe,
    sharpeInterval: interval === null ? null : [...interval],
    sortino: statistics.sortino(returns, { periods, target: riskFree }),
    calmar: cagr === null || drawdown === null || drawdown === 0 ? null : cagr / -drawdown,
    maxDrawdown: drawdown,
    timeInMarket: input.timeInMarket,
    averageExposure: input.averageExposure,
    closedTrades: closed.length,
    openTrades: trades.length - closed.length,
    winRate: closed.length === 0 ? null : closed.filter((trade) => trade.pnl > 0).length / closed.length,
    profitFactor: profitFactor(closed),
    averageTradeReturn:
      closed.length === 0 ? null : closed.reduce((sum, trade) => sum + trade.return, 0) / closed.length,
    costs: input.costs,
    ...trackRecord(sharpe, returns, periods, riskFree),
  };
}

/** Worst fall from a running peak, ≤ 0; below −1 when equity turned negative. */
function lowestFall(capital: number, equity: Float64Array): number {
  let peak = capital;
  let worst = 0;
  for (const value of equity) {
    if (value > peak) peak = value;
    const fall = value / peak - 1;
    if (fall < worst) worst = fall;
  }
  return worst;
}

/** Money won ÷ money lost; null without a losing trade. */
function profitFactor(closed: readonly Trade[]): number | null {
  const won = closed.reduce((sum, trade) => sum + Math.max(0, trade.pnl), 0);
  const lost = closed.reduce((sum, trade) => sum - Math.min(0, trade.pnl), 0);
  return lost === 0 ? null : won / lost;
}

/** P(Sharpe > 0) and the years needed to say so at 95 % (Bailey and López de Prado), from per-bar returns. */
function trackRecord(sharpe: number | null, returns: Float64Array, periods: number, riskFree: number) {
  const none = { probabilisticSharpe: null, minimumTrackRecordYears: null };
  if (sharpe === null) return none;
  const excess = riskFree === 0 ? returns : returns.map((r) => r - riskFree);
  const skewness = statistics.skewness(excess);
  const kurtosis = statistics.kurtosis(excess);
  if (skewness === null || kurtosis === null) return none;
  const perBar = sharpe / Math.sqrt(periods);
  const needed = statistics.minimumTrackRecordLength({ sharpe: perBar, skewness, kurtosis });
  return {
    probabilisticSharpe: statistics.probabilisticSharpe({ sharpe: perBar, n: returns.length, skewness, kurtosis }),
    minimumTrackRecordYears: needed === null ? null : needed / periods,
  };
}
