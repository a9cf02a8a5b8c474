import * as statistics from '@bot-v2/quant/statistics';
import type { FrameRun } from '../frame-driver/index.js';
import { barReturns } from './stats-of.js';

/** Per-bar simple returns over every evaluation bar, flat ones too, the first from capital. */
export function returnsOf(run: Pick<FrameRun, 'equity' | 'capital'>): Float64Array {
  return barReturns(run.equity, run.capital);
}

/** The few figures a search compares, without bootstrap, benchmark or report. */
export interface Score {
  readonly totalReturn: number;
  /** Annualised, of raw returns; null with fewer than 20 of them or without variation. */
  readonly sharpe: number | null;
  /** A negative fraction or 0. */
  readonly maxDrawdown: number;
  readonly closedTrades: number;
  readonly bars: number;
}

/** Scores a run. `periodsPerYear` defaults to that of the first symbol. */
export function scoreOf(run: FrameRun, periodsPerYear = run.legs[0]!.bars.quality.periodsPerYear): Score {
  const { equity, capital } = run;
  let peak = capital;
  let worst = 0;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    if (value > peak) peak = value;
    else if (value / peak - 1 < worst) worst = value / peak - 1;
  }
  return {
    totalReturn: equity.length === 0 ? 0 : equity[equity.length - 1]! / capital - 1,
    sharpe: statistics.sharpe(returnsOf(run), { periods: periodsPerYear }),
    maxDrawdown: worst,
    closedTrades: run.trades.filter((trade) => trade.exitTime !== null).length,
    bars: equity.length,
  };
}
