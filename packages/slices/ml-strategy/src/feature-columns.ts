import { adjusted } from '@bot-v2/engine';
import { logReturn, natr, rollingSum, rsi, sma, stddev } from '@bot-v2/quant/indicators';
import type { Analysis, Bars, Regime } from '@bot-v2/sdk';

/** Bars of returns behind volatility and trend. */
const span = 60;

/** First row at which every feature is defined. */
export const firstFeatureRow = span;

/** What the selector sees, in this order. All are scale-free and causal. */
export const featureNames = ['volatility', 'trend', 'trendT', 'rsi', 'distance', 'range'] as const;

/**
 * Features as columns of the frame's length, NaN before row 60, on split-adjusted prices:
 * `volatility` sd (ddof 1) of 60 log returns × √P; `trend` their sum × P ÷ 60; `trendT` sum ÷ (sd · √60), 0 when nothing
 * moved; `rsi` RSI(14) ÷ 100; `distance` close ÷ SMA(50) − 1; `range` ATR(14) ÷ close. P is the frame's bars a year. A frame that
 * is not raw is taken as it is.
 */
export function featureColumns(bars: Bars): Float64Array[] {
  const { high, low, close } = bars.basis === 'raw' ? adjusted(bars, 'split') : bars;
  const perYear = bars.quality.periodsPerYear;
  const returns = logReturn(close);
  const deviation = stddev(returns, span, 1);
  const sum = rollingSum(returns, span);
  const average = sma(close, 50);
  return [
    deviation.map((sd) => sd * Math.sqrt(perYear)),
    sum.map((s) => (s * perYear) / span),
    sum.map((s, t) => (deviation[t]! < 1e-12 ? 0 : s / (deviation[t]! * Math.sqrt(span)))),
    rsi(close, 14).map((x) => x / 100),
    average.map((x, t) => close[t]! / x - 1),
    natr(high, low, close, 14).map((x) => x / 100),
  ];
}

/** The features at one row. */
export function featuresAt(columns: readonly Float64Array[], row: number): Float64Array {
  return Float64Array.from(columns, (column) => column[row]!);
}

/**
 * The features at the last bar of a history. Volatility, trend and its t are taken from a regime, RSI from an analysis,
 * when these speak of the same bar: they are defined there as here, so a better provider upstream is heard. A value that
 * they leave null stays our own.
 */
export function currentFeatures(
  columns: readonly Float64Array[],
  history: Bars,
  upstream: { readonly regime?: Regime | undefined; readonly analysis?: Analysis | undefined },
): Float64Array {
  const last = history.length - 1;
  const at = history.time[last];
  const own = featuresAt(columns, last);
  const stated: (number | null | undefined)[] = [];
  if (upstream.regime?.at === at) {
    stated[0] = upstream.regime?.volatility;
    stated[1] = upstream.regime?.trend;
    stated[2] = upstream.regime?.trendT;
  }
  if (upstream.analysis?.at === at) {
    const value = upstream.analysis?.indicators['rsi14'];
    stated[3] = value === null || value === undefined ? value : value / 100;
  }
  return own.map((x, j) => stated[j] ?? x);
}
