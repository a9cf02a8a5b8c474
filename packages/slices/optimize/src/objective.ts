import { cumulativeReturn, sharpe } from '@bot-v2/quant/statistics';
import type { Objective } from './optimize.config.js';

/** Fewest returns that have a Sharpe ratio. */
export const minimumRows = 20;

/**
 * What per-bar returns are worth: their Sharpe ratio per bar (ddof 1, not annualised), or their compounded total. Null
 * below 20 returns or without variation: doing nothing is not the best of anything.
 */
export function objectiveOf(returns: Float64Array, objective: Objective): number | null {
  const ratio = sharpe(returns, { periods: 1, minimum: minimumRows });
  if (ratio === null || objective === 'sharpe') return ratio;
  return cumulativeReturn(returns);
}
