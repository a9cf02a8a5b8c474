import { dividendEvidence } from './dividend-evidence.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'bad_dividend';

/** Stated amounts that neither the fall of the price nor (mostly) the adjusted close bears out: pence for pounds, or per old share. */
export const badDividend: QualityCheck = {
  name,
  title: 'a stated dividend 100 times too large, or not divided by the split of its day',
  remedy: 'repair it (data.repair: bad_dividend), or correct the amount',
  check(bars) {
    if (bars.stated?.dividends === undefined) return [];
    return findByYear({
      check: name,
      severity: 'error',
      time: bars.columns.time,
      interval: bars.interval,
      search: ({ start, end, first }) =>
        dividendEvidence(bars, first, end).flatMap(({ row, fault, amount, likely }) =>
          row >= start && fault === 'wrong_amount'
            ? [{ row, text: `stated ${+amount.toPrecision(6)}, likely ${+likely.toPrecision(6)}` }]
            : [],
        ),
      message: (seen, where, year) =>
        `${year}: ${seen.length} ${seen.length === 1 ? 'dividend' : 'dividends'} of an unlikely amount: ${where}`,
    });
  },
};
