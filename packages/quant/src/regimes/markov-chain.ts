import { requireSquare } from '../linear/cholesky.js';
import type { Matrix } from '../linear/matrix.js';

/**
 * Checks a vector of probabilities: each in 0…1, their sum 1 to 1e-6.
 * @throws RangeError naming the function and what it is
 */
export function requireProbabilities(where: string, what: string, p: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    if (!(p[i]! >= 0 && p[i]! <= 1 + 1e-9)) throw new RangeError(`${where}: ${what} holds ${p[i]}, no probability`);
    sum += p[i]!;
  }
  if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`${where}: ${what} must sum to 1, got ${sum}`);
}

/**
 * Checks a transition matrix: square, rows (from) of probabilities over columns (to).
 * @throws RangeError naming the function otherwise
 */
export function requireTransitions(where: string, transition: Matrix): number {
  const k = requireSquare(where, transition);
  for (let i = 0; i < k; i++) {
    requireProbabilities(where, `transition row ${i}`, transition.data.subarray(i * k, (i + 1) * k));
  }
  return k;
}

/**
 * Stationary distribution of a chain, by the elimination of Grassmann, Taksar and Heyman (1985), which subtracts
 * nothing. Of a chain that falls apart into several closed classes, the distribution of one of them.
 * @param transition row-stochastic, from row to column
 * @throws RangeError when it is not
 */
export function stationaryDistribution(transition: Matrix): Float64Array {
  const k = requireTransitions('stationaryDistribution', transition);
  const p = Float64Array.from(transition.data);
  const out = new Float64Array(k);
  let n = k - 1;
  for (; n > 0; n--) {
    let leaving = 0;
    for (let j = 0; j < n; j++) leaving += p[n * k + j]!;
    // Nothing leads to the states before: the chain does not come back to them.
    if (leaving === 0) break;
    for (let i = 0; i < n; i++) p[i * k + n]! /= leaving;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) p[i * k + j]! += p[i * k + n]! * p[n * k + j]!;
  }
  out[n] = 1;
  let total = 1;
  for (let m = n + 1; m < k; m++) {
    for (let i = n; i < m; i++) out[m]! += out[i]! * p[i * k + m]!;
    total += out[m]!;
  }
  return out.map((value) => value / total);
}

/**
 * Expected bars spent in each state once entered, 1 ÷ (1 − p(i→i)); Infinity for a state that is never left.
 * @throws RangeError when the matrix is not row-stochastic
 */
export function expectedDurations(transition: Matrix): Float64Array {
  const k = requireTransitions('expectedDurations', transition);
  return Float64Array.from({ length: k }, (_, i) => 1 / Math.max(0, 1 - transition.data[i * k + i]!));
}
