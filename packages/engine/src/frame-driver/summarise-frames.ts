import { checkedInput } from './check-input.js';
import { FastWalk } from './fast-walk.js';
import type { FrameInput } from './frame-input.js';
import { runFrames } from './run-frames.js';
import { loopFor } from './walk.js';

/** The end of a run and the way there in a few figures, without curve, trades, orders or probe. */
export interface RunSummary {
  readonly capital: number;
  readonly finalEquity: number;
  /** A fraction. */
  readonly totalReturn: number;
  /** Worst fall from a running peak that starts at the capital: a negative fraction, or 0. */
  readonly maxDrawdown: number;
  /** Round trips completed. */
  readonly closedTrades: number;
  readonly orders: number;
  /** Evaluation bars. */
  readonly bars: number;
}

/**
 * The figures of `runFrames` alone, to the last bit: for searches that throw nearly every run away. It is not probed. While a
 * strategy of one symbol sends market orders and targets, nothing is written down; when it sends more, the run is made anew
 * in full.
 * @throws what `runFrames` throws, but for the probe
 */
export function summariseFrames(given: FrameInput): RunSummary {
  const input = checkedInput(given);
  if ((input.decisions ?? []).length === 0 && loopFor(input) === 'fast') {
    const summary = new FastWalk(input, undefined, false).summarise();
    if (summary !== null) return summary;
  }
  const run = runFrames({ ...input, probe: false });
  const { capital, equity } = run;
  let peak = capital;
  let worst = 0;
  for (const value of equity) {
    if (value > peak) peak = value;
    else if (value / peak - 1 < worst) worst = value / peak - 1;
  }
  const finalEquity = run.account.equity;
  return {
    capital,
    finalEquity,
    totalReturn: finalEquity / capital - 1,
    maxDrawdown: worst,
    closedTrades: run.trades.filter((trade) => trade.exitTime !== null).length,
    orders: run.orders.length,
    bars: equity.length,
  };
}
