import { exp, log } from '../elementary/index.js';
import { sigmoid } from '../linear/logistic.js';
import type { Matrix } from '../linear/matrix.js';
import { requireInteger, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { binFeatures } from './feature-bins.js';
import { createTreeWorkspace, growTree, type TreeLimits } from './grow-tree.js';
import { addTree, type RegressionTree } from './regression-tree.js';

/** What is fitted: a mean (squared error) or the log-odds of a label of 0 or 1 (log loss). */
export type BoostingLoss = 'squared' | 'log';

/** How a model is boosted. */
export interface BoostOptions {
  /** Default `squared`. */
  readonly loss?: BoostingLoss;
  /** Trees; default 100. */
  readonly rounds?: number;
  /** Share of each tree's answer that is added, in (0, 1]; default 0.1. */
  readonly learningRate?: number;
  /** Leaves of a tree; default 31. */
  readonly maxLeaves?: number;
  /** Splits between the root and a leaf; default none. */
  readonly maxDepth?: number;
  /** Fewest rows in a leaf; default 20. */
  readonly minLeafRows?: number;
  /** Penalty on squared leaf values; default 0. */
  readonly l2?: number;
  /** Bins of a feature, missing values apart; default 255. With as many as there are distinct values splits are exact. */
  readonly maxBins?: number;
  /**
   * What splits are chosen by: `newton`, the fall of the loss to second order (Chen and Guestrin 2016), or
   * `least_squares`, that of the squared error of the gradients (Friedman 2001). Leaf values are Newton steps in both.
   * Default `newton`; the same for the squared loss.
   */
  readonly splitBy?: 'newton' | 'least_squares';
}

/** A fitted sum of trees: baseline + learningRate · Σ trees. */
export interface BoostedTrees {
  readonly loss: BoostingLoss;
  readonly features: number;
  /** Mean of the labels, or the log-odds of their mean. */
  readonly baseline: number;
  readonly learningRate: number;
  readonly trees: readonly RegressionTree[];
}

/**
 * Gradient boosting of regression trees on binned features (Friedman 2001, Annals of Statistics 29, 1189–1232; histograms
 * and leaf-wise growth as in Ke et al. 2017). Missing features (NaN) go to the side that fits better. Nothing is random.
 * A round costs about rows × features × log₂(leaves) ÷ 2.
 * @param x observations in rows, features in columns
 * @param y one value per row; 0 or 1 for the log loss
 * @returns null without rows, or for the log loss with labels of one kind only
 * @throws RangeError on unequal lengths, an option out of range, an infinite feature, or a label that is no number
 */
export function boostTrees(x: Matrix, y: Series, options: BoostOptions = {}): BoostedTrees | null {
  const { loss = 'squared', rounds = 100, learningRate = 0.1, splitBy = 'newton', maxBins = 255 } = options;
  const limits = limitsOf(options);
  requireInteger('boostTrees', 'rounds', rounds, 0);
  requireNumber('boostTrees', 'learningRate', learningRate);
  if (!(learningRate > 0 && learningRate <= 1)) {
    throw new RangeError(`boostTrees: learningRate must be in (0, 1], got ${learningRate}`);
  }
  const labels = requireLabels(x, y, loss);
  const baseline = baselineOf(labels, loss);
  if (baseline === null) return null;
  const bins = binFeatures(x, maxBins);
  const n = x.rows;
  const space = createTreeWorkspace(bins);
  const scores = new Float64Array(n).fill(baseline);
  const gradients = new Float64Array(n);
  const hessians = new Float64Array(n).fill(1);
  const ones = loss === 'log' && splitBy === 'least_squares' ? new Float64Array(n).fill(1) : hessians;
  const trees: RegressionTree[] = [];
  for (let round = 0; round < rounds; round++) {
    if (loss === 'log') logGradients(scores, labels, gradients, hessians);
    else for (let i = 0; i < n; i++) gradients[i] = scores[i]! - labels[i]!;
    const { tree, leaves } = growTree(bins, gradients, ones, limits, space);
    for (const { node, from, to } of leaves) {
      const value = newtonStep(space.rows, from, to, gradients, hessians, limits.l2);
      tree.value[node] = value;
      for (let i = from; i < to; i++) scores[space.rows[i]!]! += learningRate * value;
    }
    trees.push(tree);
  }
  return { loss, features: x.cols, baseline, learningRate, trees };
}

function limitsOf(options: BoostOptions): TreeLimits {
  const { maxLeaves = 31, maxDepth = Infinity, minLeafRows = 20, l2 = 0 } = options;
  requireInteger('boostTrees', 'maxLeaves', maxLeaves, 1);
  if (maxDepth !== Infinity) requireInteger('boostTrees', 'maxDepth', maxDepth, 1);
  requireInteger('boostTrees', 'minLeafRows', minLeafRows, 1);
  requireNumber('boostTrees', 'l2', l2, 0);
  return { maxLeaves, maxDepth, minLeafRows, l2 };
}

function requireLabels(x: Matrix, y: Series, loss: BoostingLoss): Float64Array {
  if (y.length !== x.rows) throw new RangeError(`boostTrees: ${x.rows} rows with ${y.length} labels`);
  const labels = toColumn(y);
  if (!labels.every(Number.isFinite)) throw new RangeError('boostTrees: labels must be finite');
  if (loss === 'log' && !labels.every((label) => label === 0 || label === 1)) {
    throw new RangeError('boostTrees: labels must be 0 or 1 for the log loss');
  }
  return labels;
}

function baselineOf(labels: Float64Array, loss: BoostingLoss): number | null {
  if (labels.length === 0) return null;
  const sum = labels.reduce((a, b) => a + b, 0);
  if (loss === 'squared') return sum / labels.length;
  return sum === 0 || sum === labels.length ? null : log(sum / (labels.length - sum));
}

function logGradients(
  scores: Float64Array,
  labels: Float64Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  for (let i = 0; i < scores.length; i++) {
    const p = 1 / (1 + exp(-scores[i]!));
    gradients[i] = p - labels[i]!;
    hessians[i] = p * (1 - p);
  }
}

/** −ΣG ÷ (ΣH + λ) over some rows; 0 where the curvature has vanished. */
function newtonStep(
  rows: Int32Array,
  from: number,
  to: number,
  gradients: Float64Array,
  hessians: Float64Array,
  l2: number,
): number {
  let gradient = 0;
  let hessian = l2;
  for (let i = from; i < to; i++) {
    gradient += gradients[rows[i]!]!;
    hessian += hessians[rows[i]!]!;
  }
  return hessian > 1e-150 ? -gradient / hessian : 0;
}

/**
 * What the model answers for each row: a mean, or log-odds. NaN features are allowed.
 * @param rounds trees used, the first ones; default all
 * @throws RangeError when the number of features differs
 */
export function predictBoosted(model: BoostedTrees, x: Matrix, rounds: number = model.trees.length): Float64Array {
  if (x.cols !== model.features) throw new RangeError(`predictBoosted: ${x.cols} features, not ${model.features}`);
  requireInteger('predictBoosted', 'rounds', rounds, 0);
  const out = new Float64Array(x.rows).fill(model.baseline);
  for (const tree of model.trees.slice(0, rounds)) addTree(tree, x, model.learningRate, out);
  return out;
}

/**
 * P(label = 1) of each row.
 * @throws RangeError when the model is not one of the log loss, or the number of features differs
 */
export function boostedProbability(model: BoostedTrees, x: Matrix): Float64Array {
  if (model.loss !== 'log') throw new RangeError('boostedProbability: the model predicts a mean, not a label');
  return predictBoosted(model, x).map(sigmoid);
}
