import { exp, log, log1p, square } from '../elementary/index.js';
import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { sigmoid } from '../linear/logistic.js';
import { requireClasses } from './classes.js';

/** P(label = 1 | score) = 1 ÷ (1 + exp(−(slope · score + intercept))). */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
}

/** It has converged when a Newton step would lower the loss by no more than this squared a row. */
const precision = 1e-10;

/**
 * Platt's calibration (1999): the logistic function of the score with the greatest likelihood, the labels drawn in to
 * (N₁ + 1) ÷ (N₁ + 2) and 1 ÷ (N₀ + 2) so that it never becomes certain. By Newton's method with step halving (Lin, Lin and
 * Weng 2007).
 * @param labels 0 or 1, one per score
 * @returns null with labels of one kind only, or scores that do not vary
 * @throws RangeError on unequal lengths, a score that is not finite or another label
 */
export function plattScaling(scores: Series, labels: Series): PlattScaling | null {
  const n = requireEqualLengths('plattScaling', scores, labels);
  const x = toColumn(scores);
  const y = toColumn(labels);
  if (!x.every(Number.isFinite)) throw new RangeError('plattScaling: scores must be finite');
  const ones = requireClasses('plattScaling', y);
  if (ones === 0 || ones === n || x.every((value) => value === x[0])) return null;
  // Standardised, the Hessian is as well conditioned for scores of 1e-4 as for those of 1e4.
  const centre = x.reduce((a, b) => a + b, 0) / n;
  const spread = Math.sqrt(x.reduce((a, b) => a + square(b - centre), 0) / n);
  const z = x.map((value) => (value - centre) / spread);
  const high = (ones + 1) / (ones + 2);
  const low = 1 / (n - ones + 2);
  const target = y.map((label) => (label === 1 ? high : low));
  let [a, b] = [0, log((ones + 1) / (n - ones + 1))];
  let loss = crossEntropy(z, target, a, b);
  for (let step = 0; step < 100; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < n; i++) {
      const p = sigmoid(a * z[i]! + b);
      const [error, curvature] = [p - target[i]!, p * (1 - p)];
      ga += error * z[i]!;
      gb += error;
      haa += curvature * z[i]! * z[i]!;
      hab += curvature * z[i]!;
      hbb += curvature;
    }
    const determinant = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / determinant;
    const db = (haa * gb - hab * ga) / determinant;
    if (ga * da + gb * db <= square(precision) * n) break;
    // Near the optimum the loss changes by less than its rounding, and a full step is right whichever way that falls.
    const bound = loss * (1 + 1e-12);
    let size = 1;
    let next = crossEntropy(z, target, a - da, b - db);
    while (!(next <= bound) && size > 1e-10) {
      size /= 2;
      next = crossEntropy(z, target, a - size * da, b - size * db);
    }
    if (!(next <= bound)) break;
    [a, b, loss] = [a - size * da, b - size * db, next];
  }
  return { slope: a / spread, intercept: b - (a * centre) / spread };
}

function crossEntropy(z: Float64Array, target: Float64Array, a: number, b: number): number {
  let loss = 0;
  for (let i = 0; i < z.length; i++) {
    const f = a * z[i]! + b;
    loss += Math.max(f, 0) - target[i]! * f + log1p(exp(-Math.abs(f)));
  }
  return loss;
}

/** The calibrated probability of a score. */
export function plattProbability({ slope, intercept }: PlattScaling, score: number): number {
  return sigmoid(slope * score + intercept);
}
