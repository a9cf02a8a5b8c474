import { covarianceToCorrelation, matrix, type Matrix } from '../linear/index.js';
import { clusterBy, leafOrder, type Linkage } from './linkage.js';
import { requireCovariance } from './requirements.js';

/** How assets are put side by side. */
export interface HierarchyOptions {
  /** Default `single`, as in the paper. */
  readonly linkage?: Linkage;
  /** Correlations to cluster by, when they are not those of the covariance (pairs over different rows). */
  readonly correlation?: Matrix;
}

/** Weights, and the order in which the assets were split. */
export interface HierarchicalWeights {
  /** Sum 1, all positive. */
  readonly weights: Float64Array;
  /** Assets from left to right in the tree. */
  readonly order: readonly number[];
}

/**
 * Hierarchical risk parity: assets are clustered by √((1 − ρ) ÷ 2), taken as the distance itself (not as a feature whose
 * Euclidean distance is taken again, as in the paper's snippet), put in the order of the tree, and the order is halved
 * again and again, each half getting weight inverse to the variance of its inverse-variance portfolio. Needs no inverse,
 * so a singular covariance is fine.
 * @throws RangeError on a matrix that is no covariance, or a correlation that is NaN
 * @see M. López de Prado, Building diversified portfolios that outperform out of sample, JPM 42 (2016)
 */
export function hierarchicalRiskParity(cov: Matrix, options: HierarchyOptions = {}): HierarchicalWeights {
  const n = requireCovariance('hierarchicalRiskParity', cov);
  const correlation = options.correlation ?? covarianceToCorrelation(cov);
  if (correlation.rows !== n || correlation.cols !== n) {
    throw new RangeError(`hierarchicalRiskParity: correlations of ${correlation.rows} assets, covariances of ${n}`);
  }
  const distances = matrix(
    n,
    n,
    correlation.data.map((rho) => Math.sqrt(Math.min(1, Math.max(0, (1 - rho) / 2)))),
  );
  const order = leafOrder(clusterBy(distances, options.linkage ?? 'single'));
  const weights = new Float64Array(n).fill(1);
  const open = [order];
  while (open.length > 0) {
    const items = open.pop()!;
    if (items.length < 2) continue;
    const half = Math.floor(items.length / 2);
    const [left, right] = [items.slice(0, half), items.slice(half)];
    const [onLeft, onRight] = [clusterVariance(cov, left), clusterVariance(cov, right)];
    const share = onRight / (onLeft + onRight);
    for (const i of left) weights[i]! *= share;
    for (const i of right) weights[i]! *= 1 - share;
    open.push(left, right);
  }
  return { weights, order };
}

/** Variance of the inverse-variance portfolio of some assets. */
function clusterVariance({ rows: n, data }: Matrix, items: readonly number[]): number {
  let inverse = 0;
  for (const i of items) inverse += 1 / data[i * n + i]!;
  let variance = 0;
  for (const i of items) for (const j of items) variance += data[i * n + j]! / (data[i * n + i]! * data[j * n + j]!);
  // A perfect hedge within a cluster leaves rounding, of either sign.
  return Math.max(variance / (inverse * inverse), Number.MIN_VALUE);
}
