import { square } from '@bot-v2/quant/elementary';
import type { BacktestReport, EquityCurve } from '@bot-v2/sdk';

/** Bars of the rolling Sharpe ratio: a quarter of daily ones. */
const window = 63;
/** Bars of the return histogram. */
const bins = 41;

/** What the charts show beside the record itself, made from it. Columns have one value a bar of the equity. */
export interface DerivedSeries {
  /** Holding at the run's average exposure, the rest in cash; null where the curve of holding has other bars. */
  readonly sameExposure: readonly number[] | null;
  /** Fall from the running high, ≤ 0. */
  readonly drawdown: readonly number[];
  readonly rolling: { readonly window: number; readonly sharpe: readonly (number | null)[] };
  /** Returns a bar by size: `counts[i]` lie in `from + i × width` and the next. Null for fewer than twenty. */
  readonly histogram: { readonly from: number; readonly width: number; readonly counts: readonly number[] } | null;
}

function returnsOf({ value }: EquityCurve, capital: number): number[] {
  return value.map((equity, i) => equity / (i === 0 ? capital : value[i - 1]!) - 1);
}

/** Makes the series of one report. */
export function derivedSeries(report: BacktestReport): DerivedSeries {
  const { equity, benchmark, stats, provenance } = report;
  const capital = stats.initialEquity;
  const periods = Math.max(...provenance.map(({ quality }) => quality.periodsPerYear));
  const returns = returnsOf(equity, capital);
  let peak = capital;
  return {
    sameExposure: sameExposure(report),
    drawdown: equity.value.map((value) => {
      peak = Math.max(peak, value);
      return value / peak - 1;
    }),
    rolling: { window, sharpe: rollingSharpe(returns, periods) },
    histogram: benchmark.equity.value.length > 0 ? histogramOf(returns) : null,
  };
}

function sameExposure({ equity, benchmark, stats }: BacktestReport): number[] | null {
  const exposure = stats.averageExposure;
  if (exposure === null || benchmark.equity.value.length !== equity.value.length) return null;
  let value = stats.initialEquity;
  return returnsOf(benchmark.equity, stats.initialEquity).map((r) => (value *= 1 + exposure * r));
}

/** mean ÷ sd (ddof 1) × √periods of the last `window` returns; null before there are so many, or where none moved. */
function rollingSharpe(returns: readonly number[], periods: number): (number | null)[] {
  return returns.map((_, i) => {
    if (i + 1 < window) return null;
    const part = returns.slice(i + 1 - window, i + 1);
    const mean = part.reduce((sum, r) => sum + r, 0) / window;
    const deviation = Math.sqrt(part.reduce((sum, r) => sum + square(r - mean), 0) / (window - 1));
    return deviation < 1e-12 ? null : (mean / deviation) * Math.sqrt(periods);
  });
}

function histogramOf(returns: readonly number[]): DerivedSeries['histogram'] {
  if (returns.length < 20) return null;
  const reach = returns.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
  if (reach === 0) return null;
  const width = (2 * reach) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const r of returns) counts[Math.min(bins - 1, Math.floor((r + reach) / width))]!++;
  return { from: -reach, width, counts };
}
