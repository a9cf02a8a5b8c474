import { isLikelySplit, jumpsOf } from './jump.js';
import type { QualityCheck } from './quality-check.js';
import { splitFaults } from './split-units.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'missing_split_adjustment';

/**
 * Prices that keep the old shares before a split: either a known split is not in the prices before it (counts those
 * rows), or the prices move overnight by a simple ratio that no action explains, on ordinary trading (see `jump.ts`).
 */
export const missingSplitAdjustment: QualityCheck = {
  name,
  title: 'prices before a split are not adjusted, or a split is missing from the actions',
  remedy:
    'add the split to the actions, or repair it where the split is stated (data.repair: missing_split_adjustment)',
  check(bars) {
    return findByYear({
      check: name,
      severity: 'error',
      time: bars.columns.time,
      interval: bars.interval,
      reach: 60,
      search({ start, end, first }) {
        const seen: Sighting[] = [];
        for (const { split, rows, stretch } of splitFaults(bars, Math.max(start - 1, 0), end)) {
          if (!stretch) continue;
          const text = `${split.ratio} : 1 stated, not in the price`;
          for (const row of rows) if (row >= start) seen.push({ row, text });
        }
        for (const jump of jumpsOf(bars, first, Math.max(start, 1), end)) {
          if (seen.some(({ row }) => Math.abs(row - jump.row) <= 1)) continue;
          if (isLikelySplit(jump)) seen.push({ row: jump.row, text: `like a split of ${jump.ratioText}` });
        }
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars with prices before a split as after it: ${where}`,
    });
  },
};
