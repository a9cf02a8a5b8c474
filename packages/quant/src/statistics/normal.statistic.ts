import { exp, log } from '../elementary/index.js';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalPdf(z: number): number {
  return exp(-0.5 * z * z) / ROOT_TWO_PI;
}

/**
 * Distribution function of the standard normal, relative error about 1e-14 also deep in the lower tail.
 * Series Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/15 + …) near 0, continued fraction of Mills' ratio beyond.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < -2.5) return upperTail(-z);
  if (z > 2.5) return 1 - upperTail(z);
  let term = z;
  let total = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(total); k += 2) {
    term *= (z * z) / k;
    total += term;
  }
  return 0.5 + normalPdf(z) * total;
}

/** P(Z > z) for z ≥ 2.5: φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))). */
function upperTail(z: number): number {
  if (z > 39) return 0;
  let fraction = z;
  for (let k = 90; k >= 1; k--) fraction = z + k / fraction;
  return normalPdf(z) / fraction;
}

/**
 * Inverse of {@link normalCdf}: Abramowitz and Stegun 26.2.23 refined by Halley steps to full precision.
 * @throws RangeError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: p must be between 0 and 1, got ${String(p)}`);
  if (p > 0.5) return -lowerQuantile(1 - p);
  return p === 0.5 ? 0 : lowerQuantile(p);
}

function lowerQuantile(p: number): number {
  const t = Math.sqrt(-2 * log(p));
  let z = -t + (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 4; step++) {
    const density = normalPdf(z);
    if (density === 0) break;
    const error = (normalCdf(z) - p) / density;
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}
