import { MomentSums, sampleMoments } from '@bot-v2/quant/statistics';
import type { SampleMoments } from '@bot-v2/quant/statistics';
import { forEachStretch } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';

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
  forEachStretch(curves, (stretch, k) => {
    sums[k]!.addReturns(stretch, falls[k]![0]!);
    readFalls(stretch, falls[k]!);
  });
  const inexact = [...curves.keys()].filter((k) => !sums[k]!.isExact);
  for (const k of inexact) sums[k] = sums[k]!.around();
  forEachStretch(
    inexact.map((k) => returnsAlong(curves[k]!, capital)),
    (stretch, at) => sums[inexact[at]!]!.add(stretch),
  );
  return curves.map((_, k) => {
    const [last, peak, trough, deepest, positive] = falls[k]!;
    const { moments } = sums[k]!;
    // An equity that is no number has left none in the mean of the returns.
    const solvent = positive === 1 && !Number.isNaN(moments.mean);
    return {
      last: last!,
      worst: Math.min(deepest!, trough! / peak! - 1),
      solvent: solvent || curves[k]!.length === 0,
      moments: solvent ? moments : sampleMoments([], target),
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
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    if (value > peak) {
      // Of all falls from one peak the one to its lowest point is the worst: the others are not divided.
      if (trough < peak) {
        const fall = trough / peak - 1;
        if (fall < worst) worst = fall;
        if (!(trough > 0)) state[4] = 0;
      }
      peak = value;
      trough = value;
    } else if (value < trough) trough = value;
  }
  state[0] = equity.at(-1) ?? state[0]!;
  state[1] = peak;
  state[2] = trough;
  state[3] = worst;
  if (!(trough > 0)) state[4] = 0;
}
