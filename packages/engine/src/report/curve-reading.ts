import { MomentSums, sampleMoments } from '@bot-v2/quant/statistics';
import type { SampleMoments } from '@bot-v2/quant/statistics';
import { forEachStretch } from './stretches.js';
import type { Stretches } from './stretches.js';

/** What a curve of equity says of itself. */
export interface CurveReading {
  /** The last value; `capital` without one. */
  readonly last: number;
  /** The worst fall from a running peak, ≤ 0. */
  readonly worst: number;
  /** Whether equity was always positive. */
  readonly solvent: boolean;
  /**
   * Of the simple returns of its bars, the first from `capital`, to the last bit what `sampleMoments` of quant says of an array
   * of them; of no returns when equity was ever not positive.
   */
  readonly moments: SampleMoments;
}

/**
 * Reads curves of one length side by side, without arrays of their returns: once, and again those whose mean return is not
 * small against its deviation.
 * @param target what a return falls short of
 */
export function readCurves(curves: readonly Stretches[], capital: number, target: number): readonly CurveReading[] {
  const falls = curves.map(() => Float64Array.of(capital, capital, capital, 0, 1));
  const sums = curves.map(() => new MomentSums(target));
  const returns = curves.map(() => returnsFrom(capital));
  forEachStretch(curves, (stretch, k) => {
    readFalls(stretch, falls[k]!);
    sums[k]!.add(returns[k]!(stretch));
  });
  const inexact = [...curves.keys()].filter((k) => !sums[k]!.isExact);
  for (const k of inexact) sums[k] = sums[k]!.around();
  forEachStretch(
    inexact.map((k) => returnsAlong(curves[k]!, capital)),
    (stretch, at) => sums[inexact[at]!]!.add(stretch),
  );
  return curves.map((_, k) => {
    const [last, peak, trough, deepest, positive] = falls[k]!;
    const solvent = positive === 1;
    return {
      last: last!,
      worst: Math.min(deepest!, trough! / peak! - 1),
      solvent,
      moments: solvent ? sums[k]!.moments : sampleMoments([], target),
    };
  });
}

/** Returns of a curve, read without an array of them. */
export function returnsAlong({ length, read }: Stretches, capital: number): Stretches {
  return {
    length,
    read: () => {
      const [next, returns] = [read(), returnsFrom(capital)];
      return (count) => returns(next(count));
    },
  };
}

/** Turns one stretch of equity after the other into simple returns, the first from `capital`; they hold until the next call. */
function returnsFrom(capital: number): (equity: Float64Array) => Float64Array {
  let returns = new Float64Array(0);
  let before = capital;
  return (equity) => {
    const { length } = equity;
    if (returns.length < length) returns = new Float64Array(length);
    before = writeReturns(equity, before, returns);
    return returns.length === length ? returns : returns.subarray(0, length);
  };
}

/** The last equity; `capital` without one. */
function writeReturns(equity: Float64Array, capital: number, returns: Float64Array): number {
  let before = capital;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    returns[i] = value / before - 1;
    before = value;
  }
  return before;
}

/** `state`: the last equity, its peak, the lowest since, the worst fall, and 1 when equity was always positive. */
function readFalls(equity: Float64Array, state: Float64Array): void {
  let peak = state[1]!;
  let trough = state[2]!;
  let worst = state[3]!;
  let solvent = state[4]!;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
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
  state[0] = equity.at(-1) ?? state[0]!;
  state[1] = peak;
  state[2] = trough;
  state[3] = worst;
  state[4] = solvent;
}
