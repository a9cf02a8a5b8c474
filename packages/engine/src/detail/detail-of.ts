import * as statistics from '@bot-v2/quant/statistics';
import type { BacktestDetail, BacktestReport, DecisionEntry, DrawdownEntry } from '@bot-v2/sdk';
import type { FrameRun } from '../frame-driver/index.js';
import { defaultDraws, sameTimes, solventReturns } from '../report/index.js';
import { monthReturns, yearReturns } from './calendar-returns.js';
import { curveFigures, fallFigures, relativeFigures } from './curve-figures.js';
import { excursionsOf } from './excursions.js';
import type { Excursion } from './excursions.js';
import { moneyFigures } from './money-figures.js';
import { resampledIntervals } from './resampled-intervals.js';
import { tradeFigures } from './trade-figures.js';
import type { Trade } from '@bot-v2/sdk';

/** How a detail is made. */
export interface DetailOptions {
  /** Seed of the bootstrap (default 1): that of the report, so that all intervals come from the same. */
  readonly seed?: number;
  /** Bootstrap draws (default 2,000; 0 for no interval). */
  readonly draws?: number;
  /** What was decided when. */
  readonly decisions?: readonly DecisionEntry[];
  /** Excursions of the trades, when they have been computed already. */
  readonly excursions?: ReadonlyMap<Trade, Excursion>;
}

/** Falls that are listed; figures count all. */
const listedFalls = 10;

/**
 * Tables and further figures of a run's portfolio: what `reportOf` leaves out because a search does not need it. Same
 * returns, risk-free rate and periods as the report. Time grows with the bars, and with the bootstrap: at most some ten
 * million steps.
 */
export function detailOf(run: FrameRun, report: BacktestReport, options: DetailOptions = {}): BacktestDetail {
  const { equity, time, capital } = run;
  const periods = Math.max(...run.legs.map((leg) => leg.bars.quality.periodsPerYear));
  const riskFree = run.account.terms.riskFree / periods;
  const returns = solventReturns(equity, capital);
  const benchmark = report.benchmark.equity;
  const held = sameTimes(benchmark.time, time) ? Float64Array.from(benchmark.value) : null;
  const curve = new Float64Array(equity.length + 1);
  curve[0] = capital;
  curve.set(equity, 1);
  const falls = statistics.drawdownTable(curve, curve.length);
  const { seed = 1, draws = defaultDraws, decisions = [], excursions = excursionsOf(run) } = options;
  const { stats } = report;
  return {
    figures: {
      ...curveFigures(returns, periods, riskFree),
      ...fallFigures(curve, falls, stats.finalEquity / capital - 1),
      ...relativeFigures(
        returns,
        held === null ? new Float64Array(0) : solventReturns(held, capital),
        periods,
        riskFree,
      ),
      ...tradeFigures(run.trades, excursions),
      ...moneyFigures(run, stats),
    },
    intervals: resampledIntervals(returns, stats.sharpeInterval, { draws, seed }),
    drawdowns: falls.slice(0, listedFalls).map((fall) => entryOf(fall, time, report)),
    months: monthReturns(time, equity, capital),
    years: yearReturns(time, equity, held, capital),
    decisions: [...decisions],
  };
}

/** A fall with times instead of rows; row 0 of the curve is the capital, before the first bar. */
function entryOf(fall: statistics.DrawdownRow, time: Float64Array, report: BacktestReport): DrawdownEntry {
  const start = report.windows.history?.to ?? time[0]!;
  const at = (row: number) => (row === 0 ? start : time[row - 1]!);
  return {
    from: at(fall.peak),
    trough: at(fall.trough),
    to: fall.recovery === null ? null : at(fall.recovery),
    depth: fall.value,
    bars: fall.length,
  };
}
