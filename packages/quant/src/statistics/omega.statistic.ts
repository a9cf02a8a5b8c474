import { toColumn, type Series } from '../series.js';
import { defined } from './mean.statistic.js';

/**
 * Omega ratio: sum of returns above the threshold over sum of shortfalls below it.
 * @param threshold return per bar, as a fraction; default 0
 * @returns null without shortfalls. Keating and Shadwick (2002).
 */
export function omega(r: Series, threshold = 0): number | null {
  const column = toColumn(r);
  let above = 0;
  let below = 0;
  for (const value of column) {
    const excess = value - threshold;
    if (excess > 0) above += excess;
    else below -= excess;
  }
  return below > 0 ? defined(above / below) : null;
}
