import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'zero_volume';

/**
 * Bars without volume: nothing could be bought there. Information when a whole year has none (it was not recorded) or
 * when more than a twentieth has none (a thinly traded series).
 */
export const zeroVolume: QualityCheck = {
  name,
  title: 'bars with a volume of zero; information when it is usual in that year',
  remedy: 'do not trade on such bars, or load a source that records volume',
  check({ columns: { time, volume }, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 0,
      search({ start, end }) {
        const rows: number[] = [];
        for (let row = start; row < end; row++) if (volume[row] === 0) rows.push(row);
        const share = rows.length / (end - start);
        const text = share === 1 ? 'none recorded' : undefined;
        const severity = share > 0.05 && rows.length > 3 ? ('info' as const) : undefined;
        return rows.map((row): Sighting => ({ row, text, severity }));
      },
      message: (seen, where, year) =>
        seen[0]!.text === undefined
          ? `${year}: ${seen.length} bars without volume: ${where}`
          : `${year}: no bar has a volume; it was not recorded`,
    });
  },
};
