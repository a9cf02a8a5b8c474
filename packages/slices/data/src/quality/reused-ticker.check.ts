import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'reused_ticker';
const gapDays = 90;
const dayMs = 86_400_000;

/**
 * Ninety days and more without a bar: what trades under the name afterwards may be another company (FB 2003 and 2012,
 * WM 2008 and 2009). Returns over the gap mean nothing. Where a change to this name is stated within the gap, it is certain:
 * the security had another name before, so the rows before the gap are not its own.
 */
export const reusedTicker: QualityCheck = {
  name,
  title: 'ninety days or more without a bar: another company may have taken the ticker',
  remedy: 'use the rows after the gap only (--from), unless the listing is known to be the same',
  check({ columns: { time, close }, interval, actions }) {
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      search({ start, end }) {
        const seen: Sighting[] = [];
        for (let row = Math.max(start, 1); row < end; row++) {
          const days = (time[row]! - time[row - 1]!) / dayMs;
          if (days < gapDays) continue;
          const change = actions.find(
            (action) =>
              action.type === 'symbol_change' && action.exDate > time[row - 1]! && action.exDate <= time[row]!,
          );
          const before = change?.type === 'symbol_change' ? `, called ${change.from} until then` : '';
          seen.push({ row, text: `after ${days.toFixed(0)} days, close ${close[row - 1]} → ${close[row]}${before}` });
        }
        return seen;
      },
      message: (_, where, year) => `${year}: perhaps another company from ${where}`,
    });
  },
};
