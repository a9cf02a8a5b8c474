import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { annualisedReturn } from './annualised.statistic.js';
import { defined } from './mean.statistic.js';

/**
 * Capture ratio: annualised return over the benchmark's, on the same bars.
 * @returns null when the benchmark's is 0 or undefined
 * @throws RangeError on unequal lengths
 */
export function capture(r: Series, benchmark: Series, periods = 252): number | null {
  return captureWhere(r, benchmark, periods, () => true);
}

/** {@link capture} over the bars on which the benchmark rose. */
export function upCapture(r: Series, benchmark: Series, periods = 252): number | null {
  return captureWhere(r, benchmark, periods, (value) => value > 0);
}

/** {@link capture} over the bars on which the benchmark fell. */
export function downCapture(r: Series, benchmark: Series, periods = 252): number | null {
  return captureWhere(r, benchmark, periods, (value) => value < 0);
}

function captureWhere(
  r: Series,
  benchmark: Series,
  periods: number,
  wanted: (value: number) => boolean,
): number | null {
  requireEqualLengths('capture', r, benchmark);
  const market = toColumn(benchmark);
  const own = annualisedReturn(
    toColumn(r).filter((_, i) => wanted(market[i]!)),
    periods,
  );
  const reference = annualisedReturn(market.filter(wanted), periods);
  return own === null || reference === null || reference === 0 ? null : defined(own / reference);
}
