import { requireInteger } from '../parameters.js';
import type { GarchFit } from './fit-garch.js';

/**
 * Variances expected 1 … `horizon` returns ahead: σ²[1] is known, then σ²[h] = omega + (alpha + beta)·σ²[h−1]; they
 * approach the unconditional variance, or grow by omega a return where there is none.
 * @throws RangeError when the horizon is not an integer ≥ 1
 */
export function forecastGarch(
  { parameters: { omega, alpha, beta }, nextVariance }: Pick<GarchFit, 'parameters' | 'nextVariance'>,
  horizon: number,
): Float64Array {
  requireInteger('forecastGarch', 'horizon', horizon, 1);
  const out = new Float64Array(horizon);
  let value = nextVariance;
  for (let h = 0; h < horizon; h++) {
    out[h] = value;
    value = omega + (alpha + beta) * value;
  }
  return out;
}
