import { log } from '../elementary/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import type { ForwardBackward } from './forward-backward.js';

const TINY = 1e-100;

/** The forward pass of three states: `forward` with its sums in registers. */
export function forwardThree(buffers: ForwardBackward, initial: Float64Array, transition: Float64Array): number {
  const { n, density, filtered, scale } = buffers;
  const a00 = transition[0]!;
  const a01 = transition[1]!;
  const a02 = transition[2]!;
  const a10 = transition[3]!;
  const a11 = transition[4]!;
  const a12 = transition[5]!;
  const a20 = transition[6]!;
  const a21 = transition[7]!;
  const a22 = transition[8]!;
  let p0 = initial[0]!;
  let p1 = initial[1]!;
  let p2 = initial[2]!;
  let logLikelihood = 0;
  let product = 1;
  for (let t = 0, row = 0; t < n; t++, row += 3) {
    const l0 = density[row]!;
    const l1 = density[row + 1]!;
    const l2 = density[row + 2]!;
    let shift = p0 > 0 ? l0 : -Infinity;
    if (l1 > shift && p1 > 0) shift = l1;
    if (l2 > shift && p2 > 0) shift = l2;
    const b0 = p0 > 0 ? expOfNonpositive(l0 - shift) : 0;
    const b1 = p1 > 0 ? expOfNonpositive(l1 - shift) : 0;
    const b2 = p2 > 0 ? expOfNonpositive(l2 - shift) : 0;
    const w0 = p0 * b0;
    const w1 = p1 * b1;
    const w2 = p2 * b2;
    const total = w0 + w1 + w2;
    if (!(total > 0)) return -Infinity;
    const inverse = 1 / total;
    const f0 = w0 * inverse;
    const f1 = w1 * inverse;
    const f2 = w2 * inverse;
    density[row] = b0;
    filtered[row] = f0;
    density[row + 1] = b1;
    filtered[row + 1] = f1;
    density[row + 2] = b2;
    filtered[row + 2] = f2;
    scale[t] = inverse;
    p0 = f0 * a00 + f1 * a10 + f2 * a20;
    p1 = f0 * a01 + f1 * a11 + f2 * a21;
    p2 = f0 * a02 + f1 * a12 + f2 * a22;
    logLikelihood += shift;
    product *= total;
    if (product < TINY) {
      logLikelihood += log(product);
      product = 1;
    }
  }
  return logLikelihood + log(product);
}

/** The backward pass of three states: `backward` with its sums in registers. */
export function backwardThree(buffers: ForwardBackward, transition: Float64Array): void {
  const { n, density, filtered, scale, smoothed, moves } = buffers;
  const a00 = transition[0]!;
  const a01 = transition[1]!;
  const a02 = transition[2]!;
  const a10 = transition[3]!;
  const a11 = transition[4]!;
  const a12 = transition[5]!;
  const a20 = transition[6]!;
  const a21 = transition[7]!;
  const a22 = transition[8]!;
  let m00 = 0;
  let m01 = 0;
  let m02 = 0;
  let m10 = 0;
  let m11 = 0;
  let m12 = 0;
  let m20 = 0;
  let m21 = 0;
  let m22 = 0;
  let beta0 = 1;
  let beta1 = 1;
  let beta2 = 1;
  const last = 3 * (n - 1);
  smoothed[last] = filtered[last]!;
  smoothed[last + 1] = filtered[last + 1]!;
  smoothed[last + 2] = filtered[last + 2]!;
  for (let t = n - 2, row = last - 3; t >= 0; t--, row -= 3) {
    const inverse = scale[t + 1]!;
    const w0 = beta0 * density[row + 3]! * inverse;
    const w1 = beta1 * density[row + 4]! * inverse;
    const w2 = beta2 * density[row + 5]! * inverse;
    const f0 = filtered[row]!;
    const f1 = filtered[row + 1]!;
    const f2 = filtered[row + 2]!;
    m00 += f0 * w0;
    m01 += f0 * w1;
    m02 += f0 * w2;
    m10 += f1 * w0;
    m11 += f1 * w1;
    m12 += f1 * w2;
    m20 += f2 * w0;
    m21 += f2 * w1;
    m22 += f2 * w2;
    beta0 = a00 * w0 + a01 * w1 + a02 * w2;
    beta1 = a10 * w0 + a11 * w1 + a12 * w2;
    beta2 = a20 * w0 + a21 * w1 + a22 * w2;
    smoothed[row] = f0 * beta0;
    smoothed[row + 1] = f1 * beta1;
    smoothed[row + 2] = f2 * beta2;
  }
  moves[0] = m00 * a00;
  moves[1] = m01 * a01;
  moves[2] = m02 * a02;
  moves[3] = m10 * a10;
  moves[4] = m11 * a11;
  moves[5] = m12 * a12;
  moves[6] = m20 * a20;
  moves[7] = m21 * a21;
  moves[8] = m22 * a22;
}
