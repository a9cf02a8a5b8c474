import { forwardAdjusted } from '@bot-v2/engine';
import { log, square } from '@bot-v2/quant/elementary';
import type { Bars } from '@bot-v2/sdk';

/**
 * Closes with splits taken out, anchored at the first bar: a later split changes no earlier value, bit for bit.
 * Dividends stay in (price returns), so that an index, which has none, is measured like a stock.
 * A frame that is not raw is taken as it is.
 */
export function priceCloses(bars: Bars): Float64Array {
  const splits = bars.actions.filter((action) => action.type === 'split');
  return forwardAdjusted({ ...bars, actions: splits }).bars.close;
}

/** log(close ÷ previous close) of every bar; 0 at the first, which has none. */
export function logReturns(close: Float64Array): Float64Array {
  const returns = new Float64Array(close.length);
  for (let t = 1; t < close.length; t++) returns[t] = log(close[t]! / close[t - 1]!);
  return returns;
}

/** What the rules look at, at one bar. Rates are annual fractions. */
export interface Measures {
  /** sd (ddof 1) of the window's log returns × √periods. */
  readonly volatility: number;
  /** Sum of the window's log returns × periods ÷ window. */
  readonly trend: number;
  /** Sum ÷ (sd × √window): the trend in its own standard errors. Null when the returns do not vary. */
  readonly trendT: number | null;
  /** Close ÷ highest close of the last `highBars` bars (or of those there are) − 1: a negative fraction or 0. */
  readonly drawdown: number;
}

/** Below this the returns of a window count as equal: what is left is rounding. */
const noVariation = 1e-12;

/** Measures at bar `t` from the `window` returns that end there; `t` must be at least `window`. Costs O(window + highBars). */
export function measureAt(
  t: number,
  close: Float64Array,
  returns: Float64Array,
  window: number,
  highBars: number,
  periodsPerYear: number,
): Measures {
  let sum = 0;
  for (let i = t - window + 1; i <= t; i++) sum += returns[i]!;
  const mean = sum / window;
  let squares = 0;
  for (let i = t - window + 1; i <= t; i++) squares += square(returns[i]! - mean);
  const deviation = Math.sqrt(squares / (window - 1));
  const sd = deviation < noVariation ? 0 : deviation;
  let high = 0;
  for (let i = Math.max(0, t - highBars + 1); i <= t; i++) if (close[i]! > high) high = close[i]!;
  return {
    volatility: sd * Math.sqrt(periodsPerYear),
    trend: (sum * periodsPerYear) / window,
    trendT: sd === 0 ? null : sum / (sd * Math.sqrt(window)),
    drawdown: close[t]! / high - 1,
  };
}
