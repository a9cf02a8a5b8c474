import { log } from '../elementary/index.js';
import type { Matrix } from '../linear/matrix.js';
import { emissionLogDensities } from './emission-density.js';
import { requireHmm, type GaussianHmm } from './gaussian-hmm.js';

/** The most likely sequence of states. */
export interface StatePath {
  /** State of each observation. */
  readonly states: Int32Array;
  /** Log of the joint density of this path and the observations; −Infinity when none is possible. */
  readonly logProbability: number;
}

/**
 * The most likely sequence of states (Viterbi 1967), in log space; equal paths are decided for the lower state.
 * It looks at all observations: for decisions use {@link filterHmm}. Cost O(n·k²).
 * @param observations n × d
 * @throws RangeError when model and observations do not fit or a value is not finite
 */
export function viterbi(model: GaussianHmm, observations: Matrix): StatePath {
  requireHmm('viterbi', model, observations);
  const n = observations.rows;
  const k = model.initial.length;
  const states = new Int32Array(n);
  if (n === 0) return { states, logProbability: 0 };
  const density = new Float64Array(n * k);
  emissionLogDensities(model, observations, density);
  const moves = model.transition.data.map(log);
  const from = new Int32Array(n * k);
  let best = Float64Array.from({ length: k }, (_, j) => log(model.initial[j]!) + density[j]!);
  let next = new Float64Array(k);
  for (let t = 1; t < n; t++) {
    for (let j = 0; j < k; j++) {
      let top = -Infinity;
      let origin = 0;
      for (let i = 0; i < k; i++) {
        const value = best[i]! + moves[i * k + j]!;
        if (value > top) [top, origin] = [value, i];
      }
      next[j] = top + density[t * k + j]!;
      from[t * k + j] = origin;
    }
    [best, next] = [next, best];
  }
  let last = 0;
  for (let j = 1; j < k; j++) if (best[j]! > best[last]!) last = j;
  const logProbability = best[last]!;
  states[n - 1] = last;
  for (let t = n - 1; t > 0; t--) states[t - 1] = from[t * k + states[t]!]!;
  return { states, logProbability };
}
