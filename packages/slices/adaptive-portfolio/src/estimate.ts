import { covariance, ledoitWolf, matrix } from '@bot-v2/quant/linear';
import type { Matrix } from '@bot-v2/quant/linear';
import { bayesSteinMeans, regularised } from '@bot-v2/quant/portfolio';
import { invariant } from '@bot-v2/sdk';
import type { CommonReturns } from './common-returns.js';

/** How the covariance is estimated. */
export const shrinkages = ['ledoit_wolf', 'none'] as const;
export type Shrinkage = (typeof shrinkages)[number];

/** Means and covariance of the returns of one interval. */
export interface Estimate {
  readonly symbols: readonly string[];
  readonly covariance: Matrix;
  /** Shrunk towards the mean of the minimum-variance portfolio (Jorion 1986). */
  readonly means: Float64Array;
  /** How they came about. */
  readonly text: string;
}

/** What common returns say of means and covariances, both shrunk because both are mostly noise. */
export function estimateFrom({ symbols, returns }: CommonReturns, shrinkage: Shrinkage): Estimate {
  const { rows, cols, data } = returns;
  const shrunk = shrinkage === 'none' ? null : ledoitWolf(returns);
  const cov = shrunk?.covariance ?? covariance(returns);
  const sample = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) sample[i % cols]! += data[i]! / rows;
  const regular = regularised(cov);
  invariant(regular !== null, 'a covariance of common returns is positive semidefinite');
  const means = bayesSteinMeans(sample, regular.covariance, rows);
  invariant(means !== null, 'a regularised covariance can be inverted');
  const how = shrunk === null ? 'not shrunk' : `Ledoit-Wolf shrinkage ${(100 * shrunk.shrinkage).toFixed(0)} %`;
  return {
    symbols,
    covariance: regular.covariance,
    means: means.means,
    text: `covariance of ${rows} common returns, ${how}`,
  };
}

/** The estimate of some of its symbols, in the given order. */
export function ofSymbols(estimate: Estimate, symbols: readonly string[]): Estimate {
  const indices = symbols.map((symbol) => estimate.symbols.indexOf(symbol));
  invariant(!indices.includes(-1), 'only symbols of the estimate are weighed');
  const n = indices.length;
  const of = estimate.covariance;
  const entries = indices.flatMap((i) => indices.map((j) => of.data[i * of.cols + j]!));
  return {
    symbols,
    covariance: matrix(n, n, Float64Array.from(entries)),
    means: Float64Array.from(indices, (i) => estimate.means[i]!),
    text: estimate.text,
  };
}
