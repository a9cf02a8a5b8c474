import { pow } from '@bot-v2/quant/elementary';
import { hasUnitStep, permanentSwitch, trackUnits } from './price-units.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'currency_unit_switch';

/** One change by 100 × that lasts, with 20 rows or more on either side: the file goes over from pence to pounds. */
export const currencyUnitSwitch: QualityCheck = {
  name,
  title: 'prices change by a factor of 100 (10,000 …) for good',
  remedy: 'bring all rows to one unit: repair it (data.repair: currency_unit_switch) or load the symbol again',
  check({ columns, interval }) {
    return findByYear({
      check: name,
      severity: 'error',
      time: columns.time,
      interval,
      reach: 20,
      search({ start, end, first }) {
        if (!hasUnitStep(columns, first, end)) return [];
        const tracked = trackUnits(columns, first, end);
        const at = permanentSwitch(tracked);
        // A switch that needs this year's rows to be known; one within the rows before was told the year before.
        if (at < 0 || first + at + 20 <= start) return [];
        const factor = pow(100, tracked.units[at]! - tracked.units[at - 1]!);
        return [{ row: first + at, text: `× ${factor}` }];
      },
      message: (_, where, year) => `${year}: the prices go over to another unit for good from ${where}`,
    });
  },
};
