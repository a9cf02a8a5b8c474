import { sampleMoments } from '@bot-v2/quant/statistics';
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
 * Reads curves of one length side by side, three times, without arrays of their returns.
 * @param target what a return falls short of
 * @param above taken off every return
 */
export function readCurves(
  curves: readonly Stretches[],
  capital: number,
  target: number,
  above = 0,
): readonly CurveReading[] {
  const n = curves[0]?.length ?? 0;
  const first = curves.map(() => Float64Array.of(capital, capital, capital, 0, 1, 0, 0));
  forEachStretch(curves, (stretch, k) => readFalls(stretch, target, above, first[k]!));
  const rough = first.map((state) => state[5]! / n);
  const second = curves.map(() => Float64Array.of(capital, 0));
  forEachStretch(curves, (stretch, k) => addDeviations(stretch, above, rough[k]!, second[k]!));
  const means = second.map((state, k) => rough[k]! + state[1]! / n);
  const third = curves.map(() => Float64Array.of(capital, 0, 0, 0));
  forEachStretch(curves, (stretch, k) => addPowers(stretch, above, means[k]!, third[k]!));
  return first.map(([last, peak, trough, deepest, positive, , short], k) => {
    const solvent = positive === 1;
    const [m2, m3, m4] = [third[k]![1]! / n, third[k]![2]! / n, third[k]![3]! / n];
    const moments = { n, mean: means[k]!, m2, m3, m4, shortfall: short! / 4 / n };
    return {
      last: last!,
      worst: Math.min(deepest!, trough! / peak! - 1),
      solvent,
      moments: solvent ? moments : sampleMoments(new Float64Array(0), target),
    };
  });
}

/** Returns of a curve, read without an array of them. */
export function returnsAlong(equity: Stretches, capital: number): Stretches {
  const read = () => {
    const next = equity.read();
    let returns = new Float64Array(0);
    let before = capital;
    return (count: number) => {
      const values = next(count);
      if (returns.length < count) returns = new Float64Array(count);
      before = writeReturns(values, before, returns);
      return returns.subarray(0, count);
    };
  };
  return { length: equity.length, read };
}

function writeReturns(equity: Float64Array, capital: number, returns: Float64Array): number {
  let before = capital;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    returns[i] = value / before - 1;
    before = value;
  }
  return before;
}

/**
 * Rows of the first reading. `state`: the equity before, its peak, the lowest since, the worst fall, 1 when solvent, the sum of
 * the returns, and four times that of their squared shortfalls.
 */
function readFalls(equity: Float64Array, target: number, above: number, state: Float64Array): void {
  let before = state[0]!;
  let peak = state[1]!;
  let trough = state[2]!;
  let worst = state[3]!;
  let solvent = state[4]!;
  let total = state[5]!;
  let short = state[6]!;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    const gained = value / before - 1 - above;
    before = value;
    total += gained;
    // Twice the shortfall, or 0: without a branch, which half of the values would take.
    const beyond = gained - target;
    const twice = beyond - Math.abs(beyond);
    short += twice * twice;
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
  state[0] = before;
  state[1] = peak;
  state[2] = trough;
  state[3] = worst;
  state[4] = solvent;
  state[5] = total;
  state[6] = short;
}

/** Rows of the second reading. `state`: the equity before, and the sum of the deviations from a centre. */
function addDeviations(equity: Float64Array, above: number, centre: number, state: Float64Array): void {
  let before = state[0]!;
  let rest = state[1]!;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    rest += value / before - 1 - above - centre;
    before = value;
  }
  state[0] = before;
  state[1] = rest;
}

/** Rows of the third. `state`: the equity before, and the sums of the second, third and fourth powers of the deviations. */
function addPowers(equity: Float64Array, above: number, centre: number, state: Float64Array): void {
  let before = state[0]!;
  let second = state[1]!;
  let third = state[2]!;
  let fourth = state[3]!;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    const d = value / before - 1 - above - centre;
    before = value;
    const square = d * d;
    second += square;
    third += square * d;
    fourth += square * square;
  }
  state[0] = before;
  state[1] = second;
  state[2] = third;
  state[3] = fourth;
}
