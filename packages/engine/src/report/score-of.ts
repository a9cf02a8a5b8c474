import type { FrameRun } from '../frame-driver/index.js';
import { readCurves } from './curve-reading.js';
import { barReturns, sharpeOf } from './stats-of.js';

/** Per-bar simple returns over every evaluation bar, flat ones too, the first from capital. */
export function returnsOf(run: Pick<FrameRun, 'equity' | 'capital'>): Float64Array {
  return barReturns(run.equity, run.capital);
}

/** The few figures a search compares, without bootstrap, benchmark or report. */
export interface Score {
  readonly totalReturn: number;
  /** Annualised, of raw returns; null with fewer than 20 of them, without variation, or when equity was ever not positive. */
  readonly sharpe: number | null;
  /** A negative fraction or 0. */
  readonly maxDrawdown: number;
  readonly closedTrades: number;
  readonly bars: number;
}

/** Scores a run. `periodsPerYear` defaults to that of the first symbol. */
export function scoreOf(run: FrameRun, periodsPerYear = run.legs[0]!.bars.quality.periodsPerYear): Score {
  const { curve, capital } = run;
  const { last, worst, moments } = readCurves([curve], capital, 0)[0]!;
  return {
    totalReturn: last / capital - 1,
    sharpe: sharpeOf(moments, 0, periodsPerYear),
    maxDrawdown: worst,
    closedTrades: run.tally.closed,
    bars: curve.length,
  };
}
