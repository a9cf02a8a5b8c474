import { dividendEvidence } from './dividend-evidence.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'phantom_dividend';

/** One dividend stated twice within a week; the one the price did not fall by is named. */
export const phantomDividend: QualityCheck = {
  name,
  title: 'two dividends of about the same amount within a week, one without a fall of the price',
  remedy: 'repair it (data.repair: phantom_dividend), or remove the one that was not paid',
  check(bars) {
    if (bars.stated?.dividends === undefined) return [];
    return findByYear({
      check: name,
      severity: 'error',
      time: bars.columns.time,
      interval: bars.interval,
      search: ({ start, end, first }) =>
        dividendEvidence(bars, first, end).flatMap(({ row, fault, amount, likely }) =>
          row >= start && fault === 'phantom'
            ? [{ row, text: `stated ${+amount.toPrecision(6)}, likely ${+likely.toPrecision(6)}` }]
            : [],
        ),
      message: (seen, where, year) =>
        `${year}: ${seen.length} ${seen.length === 1 ? 'dividend' : 'dividends'} stated twice: ${where}`,
    });
  },
};
