import { exp, log } from '@bot-v2/quant/elementary';
import type { QualityCheck } from './quality-check.js';
import { returnScale } from './robust-scale.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'extreme_range';
const least = 0.15;
const leastRatio = exp(least);
const scales = 10;

/**
 * A high above, or a low below, both this close and the one before by ten typical moves (at least 15 %): the price went
 * there and came back within one bar. A wrong high, low or open, or a very rough day (2010-05-06).
 */
export const extremeRange: QualityCheck = {
  name,
  title: 'a high or low beyond both closes by ten typical moves (at least 15 %)',
  remedy: 'compare the bar with another source: stops and limits would fill at such a price',
  check({ columns: { time, high, low, close, open }, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 60,
      search({ start, end, first }) {
        let limit = NaN;
        let most = Infinity;
        const seen: Sighting[] = [];
        for (let row = start; row < end; row++) {
          const beside = row > first ? close[row - 1]! : close[row]!;
          const lowest = Math.min(open[row]!, beside, close[row]!);
          const highest = Math.max(open[row]!, beside, close[row]!);
          if (high[row]! <= leastRatio * lowest && highest <= leastRatio * low[row]!) continue;
          if (limit !== limit) {
            limit = Math.max(least, scales * returnScale(close, first, end));
            most = exp(limit);
          }
          const before = row > first ? close[row - 1]! : open[row]!;
          // A gap overnight (a split, news) is not a range: the open stands for the close before when it is far off.
          const reference =
            Math.abs(log(open[row]! / before)) > limit && inside(close[row]!, open[row]!, limit) ? open[row]! : before;
          const up = high[row]! / Math.max(close[row]!, reference);
          const down = Math.min(close[row]!, reference) / low[row]!;
          if (up <= most && down <= most) continue;
          if (row - first > 20 && log(Math.max(up, down)) <= scales * returnScale(close, row - 20, row)) continue;
          seen.push({
            row,
            text: up > down ? `high +${((up - 1) * 100).toFixed(0)} %` : `low ${((1 / down - 1) * 100).toFixed(0)} %`,
          });
        }
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars with an extreme range: ${where}`,
    });
  },
};

function inside(close: number, open: number, limit: number): boolean {
  return Math.abs(log(close / open)) <= limit;
}
