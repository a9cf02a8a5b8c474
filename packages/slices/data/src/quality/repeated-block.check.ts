import type { QualityCheck } from './quality-check.js';
import { isSameBar } from './repeated-bar.check.js';
import { findByYear } from './year-rows.js';

const name = 'repeated_block';
const shortest = 3;
const reach = 260;

/**
 * Three or more bars in a row that repeat as many earlier ones, within about a year: a block pasted twice under other
 * dates. Copies of the bar directly before are `repeated_bar`.
 */
export const repeatedBlock: QualityCheck = {
  name,
  title: 'three or more bars in a row that repeat earlier ones of the last 260',
  remedy: 'load those days again from another source',
  check({ columns, interval }) {
    const { time, open, high, low, close, volume } = columns;
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      reach,
      search({ start, end, first }) {
        const seen: { row: number; text: string }[] = [];
        // Of the last rows within reach, so that it stays small.
        const lastSeen = new Map<number, number>();
        const keys = new Float64Array(reach);
        let length = 0;
        let distance = 0;
        for (let row = first; row < end; row++) {
          const key = volume[row]! + open[row]! * 1.7 + high[row]! * 3.1 + low[row]! * 5.3 + close[row]! * 7.9;
          const before = lastSeen.get(key);
          const oldest = keys[row % reach]!;
          if (lastSeen.get(oldest) === row - reach) lastSeen.delete(oldest);
          keys[row % reach] = key;
          lastSeen.set(key, row);
          const gap = before === undefined ? 0 : row - before;
          if (before === undefined || gap < 2 || gap > reach || !isSameBar(columns, row, before)) {
            length = 0;
            continue;
          }
          length = gap === distance ? length + 1 : 1;
          distance = gap;
          if (length < shortest) continue;
          const from = length === shortest ? row - shortest + 1 : row;
          for (let i = Math.max(from, start); i <= row; i++) seen.push({ row: i, text: `as ${distance} bars before` });
        }
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars repeat a block of earlier ones: ${where}`,
    });
  },
};
