import { pow } from '../elementary/index.js';
import { matrix } from '../linear/matrix.js';
import { toColumn, type Series } from '../series.js';
import { hamiltonFilter } from './hamilton-filter.js';
import { requireMarkovSwitching, type MarkovSwitchingModel, type RegimeProbabilities } from './markov-switching.js';

/**
 * Filtered probabilities of the regimes by Hamilton's filter, and smoothed ones by the recursion of Kim (1994) on the
 * joint states. Cost and memory O((n − p)·k^(p+1)).
 * @param y observations in time order; the first p are conditioned on
 * @throws RangeError when model and observations do not fit, a value is not finite, or the model excludes them
 */
export function regimeProbabilities(model: MarkovSwitchingModel, y: Series): RegimeProbabilities {
  const column = toColumn(y);
  requireMarkovSwitching('regimeProbabilities', model, column);
  const k = model.means.length;
  const p = model.ar.cols;
  const rows = column.length - p;
  const filter = hamiltonFilter(column, k, p);
  const states = pow(k, filter.digits);
  const histories = states / k;
  const predicted = new Float64Array(rows * states);
  const joint = new Float64Array(rows * states);
  const logLikelihood = filter.run(model, (row, before, after) => {
    predicted.set(before, row * states);
    joint.set(after, row * states);
  });
  if (logLikelihood === -Infinity) {
    throw new RangeError('regimeProbabilities: the model gives the observations no probability');
  }
  const filtered = matrix(rows, k, marginals(joint, rows, k, histories));
  const ratio = new Float64Array(states);
  for (let t = rows - 2; t >= 0; t--) {
    const next = (t + 1) * states;
    for (let c = 0; c < states; c++) ratio[c] = predicted[next + c]! > 0 ? joint[next + c]! / predicted[next + c]! : 0;
    for (let c = 0; c < histories; c++) {
      const latest = Math.floor((c * k) / histories);
      let sum = 0;
      for (let s = 0; s < k; s++) sum += model.transition.data[latest * k + s]! * ratio[s * histories + c]!;
      for (let l = 0; l < k; l++) joint[t * states + c * k + l]! *= sum;
    }
  }
  return { filtered, smoothed: matrix(rows, k, marginals(joint, rows, k, histories)), logLikelihood };
}

/** Probabilities of the present regime, from joint ones whose leading digit it is. */
function marginals(joint: Float64Array, rows: number, k: number, histories: number): Float64Array {
  const out = new Float64Array(rows * k);
  for (let i = 0; i < joint.length; i++) out[Math.floor(i / histories)]! += joint[i]!;
  return out;
}
