import { log } from '../elementary/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import type { ForwardBackward } from './forward-backward.js';

const TINY = 1e-100;

/** The forward pass of two states: `forward` with its sums in registers. */
export function forwardTwo(buffers: ForwardBackward, initial: Float64Array, transition: Float64Array): number {
  const { n, density, filtered, scale } = buffers;
  const a00 = transition[0]!;
  const a01 = transition[1]!;
  const a10 = transition[2]!;
  const a11 = transition[3]!;
  let p0 = initial[0]!;
  let p1 = initial[1]!;
  let logLikelihood = 0;
  let product = 1;
  for (let t = 0, row = 0; t < n; t++, row += 2) {
    const l0 = density[row]!;
    const l1 = density[row + 1]!;
    let shift = p0 > 0 ? l0 : -Infinity;
    if (l1 > shift && p1 > 0) shift = l1;
    const b0 = p0 > 0 ? expOfNonpositive(l0 - shift) : 0;
    const b1 = p1 > 0 ? expOfNonpositive(l1 - shift) : 0;
    const w0 = p0 * b0;
    const w1 = p1 * b1;
    const total = w0 + w1;
    if (!(total > 0)) return -Infinity;
    const inverse = 1 / total;
    const f0 = w0 * inverse;
    const f1 = w1 * inverse;
    density[row] = b0;
    filtered[row] = f0;
    density[row + 1] = b1;
    filtered[row + 1] = f1;
    scale[t] = inverse;
    p0 = f0 * a00 + f1 * a10;
    p1 = f0 * a01 + f1 * a11;
    logLikelihood += shift;
    product *= total;
    if (product < TINY) {
      logLikelihood += log(product);
      product = 1;
    }
  }
  return logLikelihood + log(product);
}

/** The backward pass of two states: `backward` with its sums in registers. */
export function backwardTwo(buffers: ForwardBackward, transition: Float64Array): void {
  const { n, density, filtered, scale, smoothed, moves } = buffers;
  const a00 = transition[0]!;
  const a01 = transition[1]!;
  const a10 = transition[2]!;
  const a11 = transition[3]!;
  let m00 = 0;
  let m01 = 0;
  let m10 = 0;
  let m11 = 0;
  let beta0 = 1;
  let beta1 = 1;
  const last = 2 * (n - 1);
  smoothed[last] = filtered[last]!;
  smoothed[last + 1] = filtered[last + 1]!;
  for (let t = n - 2, row = last - 2; t >= 0; t--, row -= 2) {
    const inverse = scale[t + 1]!;
    const w0 = beta0 * density[row + 2]! * inverse;
    const w1 = beta1 * density[row + 3]! * inverse;
    const f0 = filtered[row]!;
    const f1 = filtered[row + 1]!;
    m00 += f0 * w0;
    m01 += f0 * w1;
    m10 += f1 * w0;
    m11 += f1 * w1;
    beta0 = a00 * w0 + a01 * w1;
    beta1 = a10 * w0 + a11 * w1;
    smoothed[row] = f0 * beta0;
    smoothed[row + 1] = f1 * beta1;
  }
  moves[0] = m00 * a00;
  moves[1] = m01 * a01;
  moves[2] = m10 * a10;
  moves[3] = m11 * a11;
}
