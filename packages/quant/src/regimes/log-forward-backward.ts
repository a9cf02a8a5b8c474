import { log } from '../elementary/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import type { ForwardBackward } from './forward-backward.js';

/** Probabilities below this lose digits, and soon become zero. */
const LEAST = 1e-300;
/** What a state of less than {@link LEAST} leads to with at least this probability from others has lost nothing by it. */
const COMMON = 1e-200;

/**
 * Has the scaled forward pass lost what it cannot find again: a state whose probability became zero though it can be
 * reached, and from which the chain moves to where it hardly comes from the states that are left?
 */
export function losesStates(
  { n, k, filtered }: ForwardBackward,
  initial: Float64Array,
  transition: Float64Array,
): boolean {
  if (n === 0 || transition.every((p) => p >= COMMON)) return !filtered.subarray(0, k).every((p) => p <= 2);
  const into = (t: number, j: number) => {
    let p = 0;
    for (let i = 0; i < k; i++) p += filtered[t * k + i]! * transition[i * k + j]!;
    return p;
  };
  const reached = (t: number, j: number) => {
    if (t === 0) return initial[j]! > 0;
    for (let i = 0; i < k; i++) if (filtered[(t - 1) * k + i]! > 0 && transition[i * k + j]! > 0) return true;
    return false;
  };
  for (let t = 0; t < n; t++) {
    for (let j = 0; j < k; j++) {
      const p = filtered[t * k + j]!;
      if (p >= LEAST && p <= 2) continue;
      if (!(p <= 2)) return true;
      if (t === n - 1 || !reached(t, j)) continue;
      for (let m = 0; m < k; m++) if (transition[j * k + m]! > 0 && into(t, m) < COMMON) return true;
    }
  }
  return false;
}

/**
 * The forward pass in logarithms: no state is lost however improbable it becomes, at several times the cost.
 * Reads `density`; writes `filtered`, and into `smoothed` what {@link backwardInLogs} starts from.
 * @returns the log-likelihood; −Infinity when an observation cannot follow the ones before it
 */
export function forwardInLogs(buffers: ForwardBackward, initial: Float64Array, transition: Float64Array): number {
  const { n, k, density, filtered, smoothed: joint, work } = buffers;
  const moves = transition.map(log);
  let logLikelihood = 0;
  for (let t = 0; t < n; t++) {
    const row = t * k;
    for (let j = 0; j < k; j++) {
      if (t === 0) joint[j] = log(initial[j]!) + density[j]!;
      else {
        for (let i = 0; i < k; i++) work[i] = joint[row - k + i]! + moves[i * k + j]!;
        joint[row + j] = logOfSum(work, k) + density[row + j]!;
      }
    }
    for (let j = 0; j < k; j++) work[j] = joint[row + j]!;
    logLikelihood = logOfSum(work, k);
    if (logLikelihood === -Infinity) return -Infinity;
    for (let j = 0; j < k; j++) filtered[row + j] = probability(joint[row + j]! - logLikelihood);
  }
  return logLikelihood;
}

/** The backward pass after {@link forwardInLogs}: writes `smoothed` and `moves`. */
export function backwardInLogs(buffers: ForwardBackward, transition: Float64Array, logLikelihood: number): void {
  const { n, k, density, smoothed, moves } = buffers;
  const logs = transition.map(log);
  const after = new Float64Array(k);
  const term = new Float64Array(k);
  const rest = new Float64Array(k);
  moves.fill(0);
  for (let t = n - 1; t >= 0; t--) {
    const row = t * k;
    if (t < n - 1) {
      for (let j = 0; j < k; j++) after[j] = rest[j]! + density[row + k + j]!;
      for (let i = 0; i < k; i++) {
        const here = smoothed[row + i]! - logLikelihood;
        for (let j = 0; j < k; j++) {
          term[j] = logs[i * k + j]! + after[j]!;
          moves[i * k + j]! += probability(here + term[j]!);
        }
        rest[i] = logOfSum(term, k);
      }
    }
    // The row above is finished: until here this one holds the logarithms of the forward pass.
    for (let i = 0; i < k; i++) smoothed[row + i] = probability(smoothed[row + i]! + rest[i]! - logLikelihood);
  }
}

/** The number of a logarithm that rounding may have brought above 0. */
function probability(value: number): number {
  return value < -750 ? 0 : expOfNonpositive(value < 0 ? value : 0);
}

/** Logarithm of the sum of the first k numbers given by their logarithms. */
function logOfSum(terms: Float64Array, k: number): number {
  let largest = terms[0]!;
  for (let i = 1; i < k; i++) if (terms[i]! > largest) largest = terms[i]!;
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = 0; i < k; i++) if (terms[i]! > largest - 50) sum += expOfNonpositive(terms[i]! - largest);
  return sum === 1 ? largest : largest + log(sum);
}
