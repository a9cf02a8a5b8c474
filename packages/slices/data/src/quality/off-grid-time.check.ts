import type { Interval } from '@bot-v2/sdk';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'off_grid_time';
const minuteMs = 60_000;
const steps: Readonly<Partial<Record<Interval, number>>> = {
  '1m': minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '30m': 30 * minuteMs,
  '1h': 60 * minuteMs,
  '4h': 240 * minuteMs,
};

/**
 * Intraday bars that do not begin on a multiple of their interval from the year's most usual offset (sessions that open
 * at half past are usual for hours): bars of another interval among them, or single ticks.
 */
export const offGridTime: QualityCheck = {
  name,
  title: 'intraday bars that begin off the grid of their interval',
  remedy: 'remove the bars of another interval; build this interval from shorter bars',
  check({ columns: { time }, interval }) {
    const step = steps[interval];
    if (step === undefined) return [];
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 0,
      search({ start, end }) {
        const offsets = new Map<number, number>();
        for (let row = start; row < end; row++)
          offsets.set(time[row]! % step, (offsets.get(time[row]! % step) ?? 0) + 1);
        if (offsets.size === 1) return [];
        const most = [...offsets].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
        const seen: { row: number }[] = [];
        // Hours may begin on the hour and at half past in one series (an exchange that opens at 9:30).
        const grid = interval === '1h' || interval === '4h' ? 30 * minuteMs : step;
        for (let row = start; row < end; row++) if ((time[row]! - most) % grid !== 0) seen.push({ row });
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars begin off the grid of ${interval}: ${where}`,
    });
  },
};
