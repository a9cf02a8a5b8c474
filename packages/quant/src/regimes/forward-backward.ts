import { log } from '../elementary/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import { backwardFour, forwardFour } from './forward-backward-four.js';
import { backwardThree, forwardThree } from './forward-backward-three.js';
import { backwardTwo, forwardTwo } from './forward-backward-two.js';

/**
 * Buffers of the forward and backward passes over n observations and k states, to be used again without allocation.
 * n × k buffers are row-major.
 */
export interface ForwardBackward {
  readonly n: number;
  readonly k: number;
  /** In: log densities. After `forward`: densities divided by the largest of their row. */
  readonly density: Float64Array;
  /** After `forward`: P(state at t | observations to t). */
  readonly filtered: Float64Array;
  /** After `forward`: 1 ÷ the normaliser of each row, length n. */
  readonly scale: Float64Array;
  /** After `backward`: P(state at t | all observations). */
  readonly smoothed: Float64Array;
  /** After `backward`: expected number of moves from row to column, k × k. */
  readonly moves: Float64Array;
  /** Work space, 2 k values. */
  readonly work: Float64Array;
}

/** Buffers for n observations and k states. */
export function createForwardBackward(n: number, k: number): ForwardBackward {
  const cells = (count: number): Float64Array => new Float64Array(count);
  return {
    n,
    k,
    density: cells(n * k),
    filtered: cells(n * k),
    scale: cells(n),
    smoothed: cells(n * k),
    moves: cells(k * k),
    work: cells(2 * k),
  };
}

const TINY = 1e-100;

/**
 * Forward pass (Rabiner 1989 with scaling). Each row of log densities is shifted by its largest value among states that
 * can be reached before it is exponentiated, so that no observation, however far out, underflows. Two to four
 * states have kernels of their own.
 * Reads `density`; writes `density`, `filtered` and `scale`. No allocation.
 * @returns the log-likelihood; −Infinity when an observation cannot follow the ones before it
 */
export function forward(buffers: ForwardBackward, initial: Float64Array, transition: Float64Array): number {
  const { n, k, density, filtered, scale, work: predicted } = buffers;
  if (k === 2) return forwardTwo(buffers, initial, transition);
  if (k === 3) return forwardThree(buffers, initial, transition);
  if (k === 4) return forwardFour(buffers, initial, transition);
  let logLikelihood = 0;
  let product = 1;
  for (let t = 0; t < n; t++) {
    const row = t * k;
    let shift = -Infinity;
    for (let j = 0; j < k; j++) {
      let p = 0;
      if (t === 0) p = initial[j]!;
      else for (let i = 0, from = row - k; i < k; i++) p += filtered[from + i]! * transition[i * k + j]!;
      predicted[j] = p;
      if (p > 0 && density[row + j]! > shift) shift = density[row + j]!;
    }
    let total = 0;
    for (let j = 0; j < k; j++) {
      const p = predicted[j]!;
      const level = density[row + j]!;
      const b = level === shift ? 1 : p > 0 ? expOfNonpositive(level - shift) : 0;
      density[row + j] = b;
      total += filtered[row + j] = p * b;
    }
    if (!(total > 0)) return -Infinity;
    const inverse = 1 / total;
    scale[t] = inverse;
    for (let j = 0; j < k; j++) filtered[row + j]! *= inverse;
    logLikelihood += shift;
    product *= total;
    if (product < TINY) {
      logLikelihood += log(product);
      product = 1;
    }
  }
  return logLikelihood + log(product);
}

/** Backward pass after {@link forward}: writes `smoothed` and `moves`. No allocation. */
export function backward(buffers: ForwardBackward, transition: Float64Array): void {
  const { n, k, density, filtered, scale, smoothed, moves, work } = buffers;
  moves.fill(0);
  if (n === 0) return;
  if (k === 2) return backwardTwo(buffers, transition);
  if (k === 3) return backwardThree(buffers, transition);
  if (k === 4) return backwardFour(buffers, transition);
  for (let j = 0; j < k; j++) {
    smoothed[(n - 1) * k + j] = filtered[(n - 1) * k + j]!;
    work[j] = 1;
  }
  for (let t = n - 2; t >= 0; t--) {
    const row = t * k;
    const inverse = scale[t + 1]!;
    for (let j = 0; j < k; j++) work[k + j] = work[j]! * density[row + k + j]! * inverse;
    for (let i = 0; i < k; i++) {
      const f = filtered[row + i]!;
      let beta = 0;
      for (let j = 0; j < k; j++) {
        const w = work[k + j]!;
        beta += transition[i * k + j]! * w;
        moves[i * k + j]! += f * w;
      }
      work[i] = beta;
      smoothed[row + i] = f * beta;
    }
  }
  for (let i = 0; i < k * k; i++) moves[i]! *= transition[i]!;
}
