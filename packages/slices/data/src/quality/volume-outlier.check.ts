import { exp, log } from '@bot-v2/quant/elementary';
import type { QualityCheck } from './quality-check.js';
import { medianOf, typicalVolume } from './robust-scale.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'volume_outlier';
const fewestRows = 20;

const nearby = 20;

/**
 * Volumes 50 times or more the median of the 20 bars on either side (or a fiftieth of it), and beyond twelve times their
 * usual spread on a logarithmic scale. Another unit (lots, thousands), a split, a typing error; news rarely reaches
 * thirty times.
 */
export const volumeOutlier: QualityCheck = {
  name,
  title: 'a volume 50 times (or a fiftieth of) the median of the 40 bars around it, beyond twelve times their spread',
  remedy: 'compare the bar with another source; limits by share of volume would go by it',
  check({ columns: { time, volume }, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 60,
      search({ start, end, first }) {
        if (end - first < fewestRows) return [];
        const usual = typicalVolume(volume, first, end);
        const seen: Sighting[] = [];
        for (let row = start; row < end; row++) {
          const shares = volume[row]!;
          if (!(shares > 0) || (shares < 10 * usual && shares > usual / 10)) continue;
          const around = volume
            .subarray(Math.max(row - nearby, first), Math.min(row + nearby + 1, end))
            .filter((v) => v > 0);
          const middle = medianOf(around);
          const spread = 1.4826 * medianOf(around.map((v) => Math.abs(log(v / middle))));
          const off = log(shares / middle);
          if (Math.abs(off) <= Math.max(log(50), 12 * spread)) continue;
          seen.push({ row, text: off > 0 ? `${exp(off).toFixed(0)} ×` : `1/${exp(-off).toFixed(0)}` });
        }
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars with a volume far from the usual: ${where}`,
    });
  },
};
