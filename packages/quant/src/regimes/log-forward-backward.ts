import { log } from '../elementary/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import type { ForwardBackward } from './forward-backward.js';

/** Probabilities below this lose digits, and soon become zero. */
const LEAST = 1e-300;

/**
 * Has the scaled forward pass lost a state that it cannot find again? A state whose probability became zero though it can
 * be reached comes back with the next move, unless moves to it are impossible.
 */
export function losesStates({ n, k, filtered }: ForwardBackward, transition: Float64Array): boolean {
  if (filtered.subarray(0, k).some((p) => !(p <= 2))) return true;
  if (n === 0 || transition.every((p) => p >= LEAST)) return false;
  for (let t = 1; t < n; t++) {
    const row = t * k;
    for (let j = 0; j < k; j++) {
      if (filtered[row + j]! >= LEAST && filtered[row + j]! <= 2) continue;
      for (let i = 0; i < k; i++) if (filtered[row - k + i]! > 0 && transition[i * k + j]! > 0) return true;
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
      if (t === 0) work[j] = log(initial[j]!);
      else work[j] = logOfSum(k, (i) => joint[row - k + i]! + moves[i * k + j]!);
      joint[row + j] = work[j]! + density[row + j]!;
    }
    logLikelihood = logOfSum(k, (j) => joint[row + j]!);
    if (logLikelihood === -Infinity) return -Infinity;
    for (let j = 0; j < k; j++) filtered[row + j] = expOfNonpositive(Math.min(0, joint[row + j]! - logLikelihood));
  }
  return logLikelihood;
}

/** The backward pass after {@link forwardInLogs}: writes `smoothed` and `moves`. */
export function backwardInLogs(buffers: ForwardBackward, transition: Float64Array, logLikelihood: number): void {
  const { n, k, density, smoothed, moves, work } = buffers;
  const logs = transition.map(log);
  moves.fill(0);
  work.fill(0);
  const probability = (value: number) => expOfNonpositive(Math.min(0, value - logLikelihood));
  for (let t = n - 1; t >= 0; t--) {
    const row = t * k;
    if (t < n - 1) {
      for (let j = 0; j < k; j++) work[k + j] = work[j]! + density[row + k + j]!;
      for (let i = 0; i < k; i++) {
        work[i] = logOfSum(k, (j) => logs[i * k + j]! + work[k + j]!);
        for (let j = 0; j < k; j++) {
          moves[i * k + j]! += probability(smoothed[row + i]! + logs[i * k + j]! + work[k + j]!);
        }
      }
    }
    // The row above is finished: until here this one holds the logarithms of the forward pass.
    for (let i = 0; i < k; i++) smoothed[row + i] = probability(smoothed[row + i]! + work[i]!);
  }
}

/** Logarithm of the sum of k numbers given by their logarithms. */
function logOfSum(k: number, term: (i: number) => number): number {
  let largest = -Infinity;
  for (let i = 0; i < k; i++) largest = Math.max(largest, term(i));
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = 0; i < k; i++) sum += expOfNonpositive(term(i) - largest);
  return largest + log(sum);
}
