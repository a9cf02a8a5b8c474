import * as statistics from '@bot-v2/quant/statistics';
import type { SampleMoments } from '@bot-v2/quant/statistics';
import type { Stats, Trade } from '@bot-v2/sdk';
import { stretchesOf, valuesOf } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';
import { tallyOf } from '../ledger/index.js';
import type { TradeColumns, TradeTally } from '../ledger/index.js';
import { readCurves, returnsAlong } from './curve-reading.js';
import type { CurveReading } from './curve-reading.js';
import { limitIntervalAlong, longestResampled, sharpeIntervals } from './sharpe-interval.js';

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
  readonly trades: readonly Trade[] | TradeColumns;
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
  readonly equity: Stretches;
  /** `equity`, read: against the risk-free rate of a bar. */
  readonly reading: CurveReading;
  readonly tally: TradeTally;
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
  for (let i = 0; i < equity.length; i++) if (!(equity[i]! > 0)) return new Float64Array(0);
  return barReturns(equity, capital);
}

/**
 * Statistics of an equity curve and its trades: fractions, annual where the name says so, null where undefined. Sharpe
 * and its bootstrap interval on excess returns over the risk-free rate, annualised by √periods; growth on calendar years
 * of 365.25 days; trade figures over closed round trips, net of costs.
 */
export function statsOf(input: StatsInput): Stats {
  const equity = stretchesOf(input.equity);
  const reading = readCurves([equity], input.capital, input.riskFree / input.periodsPerYear)[0]!;
  return curveStats({ ...input, equity, reading, tally: tallyOf(input.trades) });
}

/** `statsOf` a curve that is read, and of trades that have been counted. */
export function curveStats(input: CurveStatsInput): Stats {
  const { equity, time, capital, periodsPerYear: periods, tally } = input;
  const bars = equity.length;
  const years = bars === 0 ? 0 : (time[bars - 1]! - input.startTime) / millisecondsPerYear;
  const riskFree = input.riskFree / periods;
  const { last: finalEquity, worst, solvent, moments } = input.reading;
  const drawdown = bars === 0 ? null : worst;
  const cagr = solvent && years > 0 ? statistics.cagr(capital, finalEquity, years) : null;
  const deviation = deviationOf(moments);
  const sharpe = sharpeOf(moments, riskFree, periods);
  const { draws = defaultDraws, seed } = input;
  const interval =
    sharpe === null
      ? null
      : input.sharpeInterval !== undefined
        ? input.sharpeInterval
        : bars > longestResampled && draws > 0
          ? limitIntervalAlong(returnsAlong(equity, capital), periods, riskFree, moments)
          : sharpeIntervals([solventReturns(valuesOf(equity), capital)], { periods, riskFree, draws, seed })[0]!;
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
    ...trackRecord(sharpe, moments, periods),
  };
}

/** Fewer returns than this have no ratio, and a deviation below `smallestDeviation` gives none. */
const fewestReturns = 20;
const smallestDeviation = 1e-12;

/** Sample standard deviation; null below two values. */
function deviationOf({ n, m2 }: SampleMoments): number | null {
  return n < 2 || !Number.isFinite(m2) ? null : Math.sqrt(m2 / (1 - 1 / n));
}

/** Annualised Sharpe ratio; null with fewer than 20 returns or without variation. `riskFree` is that of a bar. */
export function sharpeOf(moments: SampleMoments, riskFree: number, periods: number): number | null {
  return ratio(moments, deviationOf(moments), riskFree, periods);
}

/** Mean return above the risk-free rate ÷ deviation, annualised; null where undefined. */
function ratio({ n, mean }: SampleMoments, deviation: number | null, riskFree: number, periods: number): number | null {
  if (n < fewestReturns || deviation === null || !(deviation >= smallestDeviation)) return null;
  const value = ((mean - riskFree) / deviation) * Math.sqrt(periods);
  return Number.isFinite(value) ? value : null;
}

/**
 * P(Sharpe > 0) and the years needed to say so at 95 % (Bailey and López de Prado). The central moments of returns are those
 * of excess returns.
 */
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
