import { isDated } from '../quality/year-rows.js';
import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'timestamp_granularity';

/**
 * Dates and times in one column: rows with a time of day among rows with a date alone (or at midnight), and daily rows
 * at several times of day. The kind most rows are of is taken as the right one. An hour's difference is summer time.
 */
export const timestampGranularity: RowCheck = {
  name,
  title: 'rows with a time of day among rows with a date alone, or daily rows at several times of day',
  remedy: 'split the file by interval, or write all rows with the same precision',
  check(given) {
    const { clock, interval } = given;
    if (!isDated(interval)) {
      const dates = [...clock.keys()].filter((row) => Number.isNaN(clock[row]));
      return dates.length === 0 || dates.length === clock.length
        ? []
        : findInFile(
            name,
            'warning',
            given,
            dates.map((row) => ({ row })),
            (count) => `${count} rows have a date without a time of day`,
          );
    }
    const hour = 3_600_000;
    const counts = new Map<number, number>();
    const kind = (row: number): number => (Number.isNaN(clock[row]) ? 0 : clock[row]!);
    for (const row of clock.keys()) counts.set(kind(row), (counts.get(kind(row)) ?? 0) + 1);
    if (counts.size <= 1) return [];
    const usual = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
    const seen = [...clock.keys()].filter((row) => {
      const away = Math.abs(kind(row) - usual);
      return away > 0 && !(Math.abs(Math.min(away, 24 * hour - away) - hour) < 1000);
    });
    return findInFile(
      name,
      'warning',
      given,
      seen.map((row) => ({ row, text: new Date(kind(row)).toISOString().slice(11, 16) })),
      (count) =>
        `${count} rows are at another time of day than the most (${new Date(usual).toISOString().slice(11, 16)})`,
    );
  },
};
