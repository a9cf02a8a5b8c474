import { dividendEvidence } from './dividend-evidence.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'capital_gain_counted_twice';

/** Funds whose capital gain is part of the stated dividend and was taken out of the adjusted close a second time. */
export const capitalGainCountedTwice: QualityCheck = {
  name,
  title: 'an adjusted close that steps by dividend plus capital gain although the dividend contains the gain',
  remedy: 'repair it (data.repair: capital_gain_counted_twice), or compute the adjusted close from the dividends alone',
  check(bars) {
    if (bars.stated?.dividends === undefined) return [];
    return findByYear({
      check: name,
      severity: 'error',
      time: bars.columns.time,
      interval: bars.interval,
      search: ({ start, end, first }) =>
        dividendEvidence(bars, first, end).flatMap(({ row, fault, amount, implied }) =>
          row >= start && fault === 'gain_counted_twice'
            ? [{ row, text: `stated ${+amount.toPrecision(6)}, adjusted by ${+implied.toPrecision(6)}` }]
            : [],
        ),
      message: (seen, where, year) =>
        `${year}: ${seen.length} ${seen.length === 1 ? 'dividend' : 'dividends'} with the capital gain counted twice: ${where}`,
    });
  },
};
