import type { QualityCheck } from './quality-check.js';
import { medianOf } from './robust-scale.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'volume_outlier';
const fewestRows = 20;

/**
 * Volumes 50 times or more the median of the year (or a fiftieth of it), and beyond twelve times the usual spread on a
 * logarithmic scale. Another unit (lots, thousands), a split, a typing error; news rarely reaches thirty times.
 */
export const volumeOutlier: QualityCheck = {
  name,
  title: 'a volume 50 times (or a fiftieth of) the median of its year, beyond twelve times the usual spread',
  remedy: 'compare the bar with another source; limits by share of volume would go by it',
  check({ columns: { time, volume }, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 60,
      search({ start, end, first }) {
        const logs: number[] = [];
        for (let row = first; row < end; row++) if (volume[row]! > 0) logs.push(Math.log(volume[row]!));
        if (logs.length < fewestRows) return [];
        const middle = medianOf(logs);
        const spread = 1.4826 * medianOf(logs.map((x) => Math.abs(x - middle)));
        const limit = Math.max(Math.log(50), 12 * spread);
        const seen: Sighting[] = [];
        for (let row = start; row < end; row++) {
          const off = volume[row]! > 0 ? Math.log(volume[row]!) - middle : 0;
          if (Math.abs(off) > limit) seen.push({ row, text: off > 0 ? `${Math.exp(off).toFixed(0)} ×` : `1/${Math.exp(-off).toFixed(0)}` });
        }
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars with a volume far from the usual: ${where}`,
    });
  },
};
