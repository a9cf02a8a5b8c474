import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'mixed_offset';

/** Offsets from UTC that differ by more than the hour of summer time, or are missing on some rows. */
export const mixedOffset: RowCheck = {
  name,
  title: 'rows with another offset from UTC than the most, beyond the hour of summer time',
  remedy: 'write all times in the exchange’s time zone, or in UTC',
  check(given) {
    const { offset } = given;
    const counts = new Map<number, number>();
    for (const minutes of offset) counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
    if (counts.size <= 1) return [];
    const usual = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
    const seen: { row: number; text: string }[] = [];
    offset.forEach((minutes, row) => {
      if (Object.is(minutes, usual) || Math.abs(minutes - usual) <= 60) return;
      seen.push({ row, text: Number.isNaN(minutes) ? 'none' : `${minutes / 60} h` });
    });
    const most = Number.isNaN(usual) ? 'none' : `${usual / 60} h`;
    return findInFile(
      name,
      'warning',
      given,
      seen,
      (count) => `${count} rows have another offset from UTC than the most (${most})`,
    );
  },
};
