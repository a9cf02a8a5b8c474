import type { QualityCheck } from './quality-check.js';
import { splitFaults } from './split-units.js';
import { findByYear } from './year-rows.js';

const name = 'bad_split';

/** Rows of their own that stand on the wrong side of a known split, while those around them are right. */
export const badSplit: QualityCheck = {
  name,
  title: 'single rows to which a known split was applied wrongly, or an ex-date that is off',
  remedy: 'repair it (data.repair: bad_split) or load the symbol again',
  check(bars) {
    return findByYear({
      check: name,
      severity: 'error',
      time: bars.columns.time,
      interval: bars.interval,
      search: ({ start, end, first }) =>
        splitFaults(bars, first, end)
          .filter(({ stretch, rows }) => !stretch && rows.length > 0)
          .flatMap(({ rows, factors, split }) =>
            rows.map((row, i) => ({
              row,
              text: `${split.ratio} : 1, price × ${+factors[i]!.toPrecision(5)} would fit`,
            })),
          )
          .filter(({ row }) => row >= start),
      message: (seen, where, year) => `${year}: ${seen.length} bars on the wrong side of a split: ${where}`,
    });
  },
};
