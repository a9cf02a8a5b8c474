import { log, pow } from '../elementary/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import { stationaryDistribution } from './markov-chain.js';
import type { MarkovSwitchingModel } from './markov-switching.js';

/** Is shown the joint probabilities of one row before and after its observation; the arrays are used again. */
export type JointVisitor = (row: number, predicted: Float64Array, filtered: Float64Array) => void;

/** Runs Hamilton's filter for one model after another on the same observations. */
export interface HamiltonFilter {
  /** Digits of a joint state in base k: the regime at t, then those of the max(p, 1) observations before. */
  readonly digits: number;
  /**
   * @param visit receives each row; row i is observation i + p
   * @returns the log-likelihood; −Infinity when an observation is impossible
   */
  run(model: MarkovSwitchingModel, visit?: JointVisitor): number;
}

/**
 * Filter (Hamilton 1989) over the joint states (S[t], … S[t−p]), from the stationary distribution of the chain. Joint
 * state c·k + l has the leading digits c and the oldest regime l. Cost of a run O((n − p)·k^(p+1)); it allocates nothing
 * per observation.
 */
export function hamiltonFilter(y: Float64Array, k: number, p: number): HamiltonFilter {
  const digits = Math.max(p, 1) + 1;
  const histories = pow(k, digits - 1);
  const states = histories * k;
  const past = new Float64Array(histories);
  const predicted = new Float64Array(states);
  const filtered = new Float64Array(states);
  const logs = new Float64Array(states);
  const offsets = new Float64Array(states);
  /** Regime of each history's latest observation. */
  const latest = Int32Array.from({ length: histories }, (_, c) => Math.floor((c * k) / histories));

  const run = (model: MarkovSwitchingModel, visit?: JointVisitor): number => {
    const { transition, variances, ar } = model;
    const moves = transition.data;
    historyProbabilities(model, digits - 1, past);
    stateOffsets(model, digits, offsets);
    let logLikelihood = -0.5 * (y.length - p) * log(2 * Math.PI);
    for (let t = p; t < y.length; t++) {
      let shift = -Infinity;
      for (let s = 0; s < k; s++) {
        const variance = variances[variances.length === 1 ? 0 : s]!;
        const row = ar.rows === 1 ? 0 : s * p;
        let level = y[t]!;
        for (let j = 0; j < p; j++) level -= ar.data[row + j]! * y[t - 1 - j]!;
        const constant = -0.5 * log(variance);
        const scale = -0.5 / variance;
        for (let c = 0, at = s * histories; c < histories; c++, at++) {
          const probability = moves[latest[c]! * k + s]! * past[c]!;
          predicted[at] = probability;
          const e = level - offsets[at]!;
          const density = constant + scale * e * e;
          logs[at] = density;
          if (density > shift && probability > 0) shift = density;
        }
      }
      let total = 0;
      for (let c = 0; c < states; c++) {
        const probability = predicted[c]!;
        const value = probability > 0 ? probability * expOfNonpositive(logs[c]! - shift) : 0;
        filtered[c] = value;
        total += value;
      }
      if (!(total > 0)) return -Infinity;
      const inverse = 1 / total;
      for (let c = 0; c < states; c++) filtered[c]! *= inverse;
      logLikelihood += shift + log(total);
      visit?.(t - p, predicted, filtered);
      for (let c = 0; c < histories; c++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += filtered[c * k + l]!;
        past[c] = sum;
      }
    }
    return logLikelihood;
  };
  return { digits, run };
}

/** Probabilities of the histories of regimes before the first observation, in the stationary chain. */
function historyProbabilities({ transition }: MarkovSwitchingModel, length: number, out: Float64Array): void {
  const k = transition.rows;
  const stationary = stationaryDistribution(transition);
  for (let c = 0; c < out.length; c++) {
    let rest = c;
    let later = rest % k;
    let probability = stationary[later]!;
    for (let step = 1; step < length; step++) {
      rest = Math.floor(rest / k);
      const next = rest % k;
      probability *= transition.data[later * k + next]!;
      later = next;
    }
    out[c] = probability;
  }
}

/** What the means of a joint state contribute to the expected value: mean(S[t]) − Σ ar[j]·mean(S[t−j]). */
function stateOffsets({ means, ar }: MarkovSwitchingModel, digits: number, out: Float64Array): void {
  const k = means.length;
  const p = ar.cols;
  for (let c = 0; c < out.length; c++) {
    const regime = (lag: number): number => Math.floor(c / pow(k, digits - 1 - lag)) % k;
    const present = regime(0);
    let value = means[present]!;
    for (let j = 0; j < p; j++) {
      value -= ar.data[(ar.rows === 1 ? 0 : present * p) + j]! * means[regime(j + 1)]!;
    }
    out[c] = value;
  }
}
