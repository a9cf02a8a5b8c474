import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'flat_bars';
const limit = 0.5;
const fewestRows = 20;

/** Years in which open, high, low and close are one number on more than half of the bars: one price a bar is all there is. */
export const flatBars: QualityCheck = {
  name,
  title: 'open, high, low and close are one price on more than half of a year’s bars',
  remedy: 'use it for signals at the close only: ranges, stops and fills at the open mean nothing here',
  check({ columns: { time, open, high, low, close }, interval }) {
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 0,
      search({ start, end }) {
        const rows: { row: number }[] = [];
        for (let row = start; row < end; row++) {
          if (high[row] === low[row] && open[row] === close[row]) rows.push({ row });
        }
        return end - start >= fewestRows && rows.length > limit * (end - start) ? rows : [];
      },
      message: (seen, _, year) => `${year}: ${seen.length} bars have one price for open, high, low and close`,
    });
  },
};
