import { expm1 } from '@bot-v2/quant/elementary';
import { isConfirmed, isLikelySplit, jumpsOf } from './jump.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'large_jump';

/**
 * Closes that moved by a log return beyond ±0.3 which no known action explains and that are no likely split. A warning
 * where nothing speaks for it; information where three times the usual volume does: that is how news looks.
 */
export const largeJump: QualityCheck = {
  name,
  title: 'a close-to-close log return beyond ±0.3 that no action explains; information when volume confirms it',
  remedy: 'compare the day with another source; add the action if there was one',
  check(bars) {
    return findByYear({
      check: name,
      severity: 'warning',
      time: bars.columns.time,
      interval: bars.interval,
      reach: 60,
      search: ({ start, end, first }) =>
        jumpsOf(bars, first, Math.max(start, 1), end)
          .filter((jump) => !isLikelySplit(jump))
          .map((jump) => ({
            row: jump.row,
            text: `${jump.move >= 0 ? '+' : ''}${(expm1(jump.move) * 100).toFixed(0)} %`,
            severity: isConfirmed(jump) ? ('info' as const) : undefined,
          })),
      message: (seen, where, year) =>
        `${year}: ${seen.length} ${seen.length === 1 ? 'move' : 'moves'} without an action: ${where}` +
        (seen[0]!.severity === 'info' ? '; high volume confirms that it traded there' : ''),
    });
  },
};
