import * as statistics from '@bot-v2/quant/statistics';
import type { SampleMoments } from '@bot-v2/quant/statistics';
import type { Stats, Trade } from '@bot-v2/sdk';
import { tallyOf } from '../ledger/index.js';
import type { TradeTally } from '../ledger/index.js';
import { longestStretch, stretchesOf } from './equity-stretches.js';
import type { EquityStretches } from './equity-stretches.js';
import { limitInterval, longestResampled, sharpeIntervals } from './sharpe-interval.js';

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

/** The same of a curve that is read. */
export interface CurveStatsInput extends Omit<StatsInput, 'equity' | 'trades'> {
  readonly equity: EquityStretches;
  readonly tally: TradeTally;
  /** Room for the returns of the curve, overwritten, so that statistics of several long curves share it. */
  readonly scratch?: Float64Array;
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
  return readCurve(stretchesOf(equity), capital).returns;
}

/** A curve in one pass. */
interface CurveRead {
  /** As in `solventReturns`. */
  readonly returns: Float64Array;
  /** The worst fall from a running peak, ≤ 0. */
  readonly worst: number;
  /** The last value; `capital` without one. */
  readonly last: number;
}

function readCurve(equity: EquityStretches, capital: number, scratch?: Float64Array): CurveRead {
  const n = equity.length;
  const returns = scratch !== undefined && scratch.length >= n ? scratch.subarray(0, n) : new Float64Array(n);
  const state = Float64Array.of(capital, capital, capital, 0, 1);
  const next = equity.read();
  for (let at = 0; at < n; at += longestStretch)
    readStretch(next(Math.min(longestStretch, n - at)), returns, at, state);
  return {
    returns: state[4] === 1 ? returns : new Float64Array(0),
    worst: Math.min(state[3]!, state[2]! / state[1]! - 1),
    last: state[0]!,
  };
}

/** A stretch of `readCurve` from row `at` on; `state`: the equity before, its peak, the lowest since, the worst fall, 1 when solvent. */
function readStretch(equity: Float64Array, returns: Float64Array, at: number, state: Float64Array): void {
  let before = state[0]!;
  let peak = state[1]!;
  let trough = state[2]!;
  let worst = state[3]!;
  let solvent = state[4]!;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    returns[at + i] = value / before - 1;
    before = value;
    if (value > peak) {
      // Of all falls from one peak the one to its lowest point is the worst: the others are not divided.
      if (trough < peak) {
        const fall = trough / peak - 1;
        if (fall < worst) worst = fall;
      }
      peak = value;
      trough = value;
    } else if (value < trough) trough = value;
    if (!(value > 0)) solvent = 0;
  }
  state[0] = before;
  state[1] = peak;
  state[2] = trough;
  state[3] = worst;
  state[4] = solvent;
}

/**
 * Statistics of an equity curve and its trades: fractions, annual where the name says so, null where undefined. Sharpe
 * and its bootstrap interval on excess returns over the risk-free rate, annualised by √periods; growth on calendar years
 * of 365.25 days; trade figures over closed round trips, net of costs.
 */
export function statsOf(input: StatsInput): Stats {
  return curveStats({ ...input, equity: stretchesOf(input.equity), tally: tallyOf(input.trades) });
}

/** `statsOf` a curve that is read, and of trades that have been counted. */
export function curveStats(input: CurveStatsInput): Stats {
  const { equity, time, capital, periodsPerYear: periods, tally } = input;
  const bars = equity.length;
  const years = bars === 0 ? 0 : (time[bars - 1]! - input.startTime) / millisecondsPerYear;
  const { returns, worst, last: finalEquity } = readCurve(equity, capital, input.scratch);
  const solvent = returns.length === bars;
  const riskFree = input.riskFree / periods;
  const drawdown = bars === 0 ? null : worst;
  const cagr = solvent && years > 0 ? statistics.cagr(capital, finalEquity, years) : null;
  const moments = statistics.sampleMoments(returns, riskFree);
  const deviation = deviationOf(moments);
  const sharpe = ratio(moments, deviation, riskFree, periods);
  const { draws = defaultDraws, seed } = input;
  const interval =
    sharpe === null
      ? null
      : input.sharpeInterval !== undefined
        ? input.sharpeInterval
        : bars > longestResampled && draws > 0
          ? limitInterval(returns, periods, riskFree, moments)
          : sharpeIntervals([returns], { periods, riskFree, draws, seed })[0]!;
  return {
    bars,
    years,
    initialEquity: capital,
    finalEquity,
    totalReturn: finalEquity / capital - 1,
    cagr,
    annualizedVolatility: deviation === null ? null : deviation * Math.sqrt(periods),
    sharpe,
    sharpeInterval: interval === null ? null : [...interval],
    sortino: ratio(moments, Math.sqrt(moments.shortfall), riskFree, periods),
    calmar: cagr === null || drawdown === null || drawdown === 0 ? null : cagr / -drawdown,
    maxDrawdown: drawdown,
    timeInMarket: input.timeInMarket,
    averageExposure: input.averageExposure,
    closedTrades: tally.closed,
    openTrades: tally.open,
    winRate: tally.closed === 0 ? null : tally.winners / tally.closed,
    profitFactor: tally.lost === 0 ? null : tally.won / tally.lost,
    averageTradeReturn: tally.closed === 0 ? null : tally.returns / tally.closed,
    costs: input.costs,
    ...trackRecord(sharpe, riskFree === 0 ? moments : momentsAbove(returns, riskFree), periods),
  };
}

/** Fewer returns than this have no ratio, and a deviation below `smallestDeviation` gives none. */
const fewestReturns = 20;
const smallestDeviation = 1e-12;

/** Sample standard deviation; null below two values. */
function deviationOf({ n, m2 }: SampleMoments): number | null {
  return n < 2 || !Number.isFinite(m2) ? null : Math.sqrt(m2 / (1 - 1 / n));
}

/** Mean return above the risk-free rate ÷ deviation, annualised; null where undefined. */
function ratio({ n, mean }: SampleMoments, deviation: number | null, riskFree: number, periods: number): number | null {
  if (n < fewestReturns || deviation === null || !(deviation >= smallestDeviation)) return null;
  const value = ((mean - riskFree) / deviation) * Math.sqrt(periods);
  return Number.isFinite(value) ? value : null;
}

function momentsAbove(returns: Float64Array, riskFree: number): SampleMoments {
  const excess = new Float64Array(returns.length);
  for (let i = 0; i < returns.length; i++) excess[i] = returns[i]! - riskFree;
  return statistics.sampleMoments(excess);
}

/** P(Sharpe > 0) and the years needed to say so at 95 % (Bailey and López de Prado), from excess returns. */
function trackRecord(sharpe: number | null, { n, m2, m3, m4 }: SampleMoments, periods: number) {
  if (sharpe === null || m2 < 1e-24) return { probabilisticSharpe: null, minimumTrackRecordYears: null };
  const skewness = m3 / (m2 * Math.sqrt(m2));
  const kurtosis = m4 / (m2 * m2);
  const perBar = sharpe / Math.sqrt(periods);
  const needed = statistics.minimumTrackRecordLength({ sharpe: perBar, skewness, kurtosis });
  return {
    probabilisticSharpe: statistics.probabilisticSharpe({ sharpe: perBar, n, skewness, kurtosis }),
    minimumTrackRecordYears: needed === null ? null : needed / periods,
  };
}
