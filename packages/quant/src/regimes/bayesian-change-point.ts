import { exp, log, log1p, square } from '../elementary/index.js';
import { requireNumber } from '../parameters.js';

/** What is known of a segment before it is seen, as a normal-inverse-gamma prior, and how often segments end. */
export interface ChangePointPrior {
  /** Probability that a segment ends between two observations, at least 0 and below 1: 1 ÷ the expected length. */
  readonly hazard: number;
  /** Expected mean of a segment. */
  readonly mean: number;
  /** Observations that the expected mean is worth; default 1. */
  readonly meanWeight?: number;
  /** Expected scale of a segment's variance. */
  readonly variance: number;
  /** Half the observations that the variance is worth; default 1. */
  readonly varianceWeight?: number;
}

/** What is known after an observation. */
export interface RunLength {
  /** The most probable number of observations since the last change, this one included. */
  readonly mode: number;
  /** Probability that at most `bars` observations, this one included, have come since the last change. */
  within(bars: number): number;
}

/** An online detector of changes in mean or variance. */
export interface ChangePointDetector {
  /**
   * Takes the next observation; what it answers depends on this and earlier ones only.
   * @throws RangeError when it is not finite
   */
  next(x: number): RunLength;
}

/** Run lengths less probable than this are dropped. */
const NEGLIGIBLE = 1e-9;

/**
 * Bayesian online change point detection (Adams and MacKay 2007): the distribution of the time since the last change,
 * for normal segments of unknown mean and variance and a constant hazard. Cost per observation: the number of run
 * lengths that are still possible.
 * @throws RangeError on a hazard out of range, a variance that is not positive, or a weight that is not
 */
export function createChangePointDetector(prior: ChangePointPrior): ChangePointDetector {
  const { hazard, mean, meanWeight = 1, variance, varianceWeight = 1 } = prior;
  requireNumber('createChangePointDetector', 'hazard', hazard, 0);
  if (hazard >= 1) throw new RangeError(`createChangePointDetector: hazard must be below 1, got ${hazard}`);
  requireNumber('createChangePointDetector', 'mean', mean);
  for (const [name, value] of Object.entries({ meanWeight, variance, varianceWeight })) {
    requireNumber('createChangePointDetector', name, value, Number.MIN_VALUE);
  }
  /** One hypothesis a run length, ascending. */
  let runs: Run[] = [{ length: 0, probability: 1, mean, beta: varianceWeight * variance }];
  const constants: number[] = [];
  return {
    next(x) {
      requireNumber('next', 'observation', x);
      const logs = runs.map((run) => {
        const kappa = meanWeight + run.length;
        const alpha = varianceWeight + run.length / 2;
        const scale = (run.beta * (kappa + 1)) / (alpha * kappa);
        const constant = (constants[run.length] ??= logGammaRatio(alpha) - 0.5 * log(2 * Math.PI * alpha));
        const e = x - run.mean;
        return constant - 0.5 * log(scale) - (alpha + 0.5) * log1p((e * e) / (2 * alpha * scale));
      });
      const shift = logs.reduce((a, b) => Math.max(a, b), -Infinity);
      const grown: Run[] = [];
      let ended = 0;
      let total = 0;
      runs.forEach((run, i) => {
        const weight = run.probability * exp(logs[i]! - shift);
        total += weight;
        ended += hazard * weight;
        const kappa = meanWeight + run.length;
        const e = x - run.mean;
        grown.push({
          length: run.length + 1,
          probability: (1 - hazard) * weight,
          mean: run.mean + e / (kappa + 1),
          beta: run.beta + (kappa * e * e) / (2 * (kappa + 1)),
        });
      });
      const fresh = { length: 0, probability: ended, mean, beta: varianceWeight * variance };
      runs = normalised([fresh, ...grown], total);
      return describe(runs);
    },
  };
}

interface Run {
  readonly length: number;
  readonly probability: number;
  readonly mean: number;
  /** Scale of the inverse gamma posterior of the variance. */
  readonly beta: number;
}

function normalised(runs: readonly Run[], total: number): Run[] {
  const kept = runs.filter((run) => run.length === 0 || run.probability > NEGLIGIBLE * total);
  const sum = kept.reduce((a, run) => a + run.probability, 0);
  return kept.map((run) => ({ ...run, probability: run.probability / sum }));
}

/** Run length 0 is the segment that begins with the next observation: it is no part of what has been seen. */
function describe(runs: readonly Run[]): RunLength {
  const seen = runs.filter((run) => run.length > 0);
  const total = seen.reduce((sum, run) => sum + run.probability, 0);
  const mode = seen.reduce((best, run) => (run.probability > best.probability ? run : best), seen[0]!).length;
  return {
    mode,
    within: (bars) => seen.reduce((sum, run) => (run.length <= bars ? sum + run.probability / total : sum), 0),
  };
}

/** log Γ(a + ½) − log Γ(a), by its asymptotic series after stepping a up to 10. */
function logGammaRatio(a: number): number {
  let steps = 0;
  let x = a;
  while (x < 10) {
    steps += log(x / (x + 0.5));
    x += 1;
  }
  const y = 1 / x;
  const series = y / 8 - (y * y * y) / 192 + (square(y * y) * y) / 640;
  return steps + 0.5 * log(x) - series;
}
