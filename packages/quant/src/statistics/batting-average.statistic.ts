import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/**
 * Batting average: share of bars on which the returns beat the benchmark's, 0…1.
 * @returns null without bars
 * @throws RangeError on unequal lengths
 */
export function battingAverage(r: Series, benchmark: Series): number | null {
  const bars = requireEqualLengths('battingAverage', r, benchmark);
  const market = toColumn(benchmark);
  return bars === 0 ? null : toColumn(r).filter((value, i) => value > market[i]!).length / bars;
}
