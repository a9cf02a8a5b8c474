import type { Leg } from '../loop/index.js';
import { sweptSummary } from '../sweep/swept-summary.js';
import { checkedInput } from './check-input.js';
import { FastWalk } from './fast-walk.js';
import type { FrameInput } from './frame-input.js';
import { breathe } from './pace.js';
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
 * strategy of one symbol sends market orders and targets, nothing is written down, and one whose decision columns make is
 * swept; when it sends more, the run is made anew in full.
 * @throws what `runFrames` throws, but for the probe
 */
export function summariseFrames(given: FrameInput): RunSummary {
  const input = checkedInput(given);
  const swept = sweptFigures(input);
  if (swept !== null) return swept;
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
    closedTrades: run.tally.closed,
    orders: run.legs.reduce((sum, leg) => sum + leg.orders, 0),
    bars: equity.length,
  };
}

/** The summary of a run that a sweep gives; null when the loop must make it. */
function sweptFigures(input: FrameInput): RunSummary | null {
  const [leg, ...more] = input.legs;
  if (leg === undefined || more.length > 0 || !isPlain(input, leg)) return null;
  const { strategy, bars, from, params = {} } = leg;
  const ticks = bars.length - from;
  breathe(input, 0, ticks);
  const found = sweptSummary({ strategy, bars, from, account: input.account }, params);
  if (found === null) return null;
  breathe(input, ticks, ticks);
  const { capital } = input.account;
  return { capital, ...found, totalReturn: found.finalEquity / capital - 1, bars: ticks };
}

/** Whether a run has nothing of what a sweep does not know of: it knows a strategy, its parameters, bars and an account. */
function isPlain({ decisions = [], models, risk = {}, policies }: FrameInput, leg: Leg): boolean {
  const { size = null, allocation = null, knownThrough = null, inputs = {} } = leg;
  return (
    decisions.length === 0 &&
    models === undefined &&
    policies === undefined &&
    Object.keys(risk).length === 0 &&
    size === null &&
    allocation === null &&
    knownThrough === null &&
    Object.keys(inputs).length === 0
  );
}
