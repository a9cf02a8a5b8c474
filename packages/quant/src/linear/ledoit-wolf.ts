import { centred } from './covariance.js';
import type { Matrix } from './matrix.js';
import { gram } from './product.js';

/** A shrunk covariance matrix. */
export interface ShrunkCovariance {
  readonly covariance: Matrix;
  /** Weight of the target, 0…1. */
  readonly shrinkage: number;
}

/**
 * Covariance shrunk towards a multiple of the identity with the mean variance (Ledoit and Wolf 2004, as scikit-learn
 * does it): divisor rows, not rows − 1.
 * @param samples observations in rows, variables in columns
 * @throws RangeError for fewer than two rows, no columns, or a sample that is not finite
 */
export function ledoitWolf(samples: Matrix): ShrunkCovariance {
  const { rows: n, cols: p } = samples;
  if (n < 2 || p < 1) throw new RangeError(`ledoitWolf: needs two rows and a column, got ${n} × ${p}`);
  if (!samples.data.every(Number.isFinite)) throw new RangeError('ledoitWolf: every sample must be a finite number');
  const x = centred(samples);
  const cov = gram(x);
  for (let i = 0; i < cov.data.length; i++) cov.data[i]! /= n;
  let trace = 0;
  for (let i = 0; i < p; i++) trace += cov.data[i * p + i]!;
  const target = trace / p;

  let squared = 0;
  for (const value of cov.data) squared += value * value;
  let fourth = 0;
  for (let r = 0; r < n; r++) {
    let length = 0;
    for (let j = 0; j < p; j++) length += x.data[r * p + j]! * x.data[r * p + j]!;
    fourth += length * length;
  }
  const distance = squared - target * trace;
  const noise = Math.max(0, (fourth / n - squared) / n);
  // Of one column, or of samples that already are the target, every shrinkage is the same; scikit-learn says none.
  const shrinkage = distance > 0 ? Math.min(1, noise / distance) : 0;

  for (let i = 0; i < cov.data.length; i++) cov.data[i]! *= 1 - shrinkage;
  for (let i = 0; i < p; i++) cov.data[i * p + i]! += shrinkage * target;
  return { covariance: cov, shrinkage };
}
