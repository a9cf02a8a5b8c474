import { dividendEvidence } from './dividend-evidence.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'missing_dividend_adjustment';

/** Dividends the adjusted close leaves out, or was computed with by another amount, where the prices bear the stated one out. */
export const missingDividendAdjustment: QualityCheck = {
  name,
  title: 'a stated dividend over which the adjusted close does not step, or steps by another amount',
  remedy:
    'repair it (data.repair: missing_dividend_adjustment), or compute the adjusted close from prices and dividends',
  check(bars) {
    if (bars.stated?.dividends === undefined) return [];
    return findByYear({
      check: name,
      severity: 'error',
      time: bars.columns.time,
      interval: bars.interval,
      search: ({ start, end, first }) =>
        dividendEvidence(bars, first, end).flatMap(({ row, fault, amount, implied }) =>
          row >= start && (fault === 'missing_adjustment' || fault === 'adjustment_disagrees')
            ? [{ row, text: `stated ${+amount.toPrecision(6)}, adjusted by ${+implied.toPrecision(6)}` }]
            : [],
        ),
      message: (seen, where, year) =>
        `${year}: ${seen.length} ${seen.length === 1 ? 'dividend' : 'dividends'} not in the adjusted close as stated: ${where}`,
    });
  },
};
