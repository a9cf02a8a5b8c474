import { requireInteger } from '../parameters.js';
import { requireSquare } from './cholesky.js';
import { matrix, type Matrix } from './matrix.js';
import { gram } from './product.js';

/**
 * Covariance matrix of observations in rows and variables in columns, divisor rows − ddof (default 1).
 * @throws RangeError with ddof rows or fewer
 */
export function covariance(samples: Matrix, ddof = 1): Matrix {
  requireInteger('covariance', 'ddof', ddof, 0);
  if (samples.rows <= ddof) throw new RangeError(`covariance: needs more than ${ddof} rows, got ${samples.rows}`);
  const out = gram(centred(samples));
  const divisor = samples.rows - ddof;
  for (let i = 0; i < out.data.length; i++) out.data[i]! /= divisor;
  return out;
}

/** Correlation matrix of observations in rows; a variable that does not vary has correlation 0 with the others. */
export function correlation(samples: Matrix): Matrix {
  return covarianceToCorrelation(covariance(samples, 0));
}

/** Correlation matrix of a covariance matrix: unit diagonal, entries within −1…1. */
export function covarianceToCorrelation(cov: Matrix): Matrix {
  const n = requireSquare('covarianceToCorrelation', cov);
  const out = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const scale = Math.sqrt(cov.data[i * n + i]!) * Math.sqrt(cov.data[j * n + j]!);
      const value = scale > 0 ? cov.data[i * n + j]! / scale : 0;
      out.data[i * n + j] = i === j ? 1 : Math.max(-1, Math.min(1, value));
    }
  }
  return out;
}

/** The samples less their column means, as a copy. */
export function centred(samples: Matrix): Matrix {
  const { rows, cols, data } = samples;
  const out = matrix(rows, cols, Float64Array.from(data));
  for (let j = 0; j < cols; j++) {
    let total = 0;
    for (let i = 0; i < rows; i++) total += data[i * cols + j]!;
    const rough = total / rows;
    let rest = 0;
    for (let i = 0; i < rows; i++) rest += data[i * cols + j]! - rough;
    const mean = rough + rest / rows;
    for (let i = 0; i < rows; i++) out.data[i * cols + j]! -= mean;
  }
  return out;
}
