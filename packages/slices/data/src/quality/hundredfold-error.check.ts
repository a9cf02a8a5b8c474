import { log, pow } from '@bot-v2/quant/elementary';
import { hasUnitStep, permanentSwitch, trackUnits, trustedUnit } from './price-units.js';
import type { QualityCheck } from './quality-check.js';
import { splitFaults } from './split-units.js';
import { findByYear } from './year-rows.js';
import type { Sighting } from './year-rows.js';

const name = 'hundredfold_error';

/**
 * Prices 100 (10,000, 1/100 …) times those around them: pence among pounds, a lost decimal point. Single prices, single
 * rows and stretches; the unit in which most rows traded is taken as the right one. A change for good is a
 * `currency_unit_switch`.
 */
export const hundredfoldError: QualityCheck = {
  name,
  title: 'prices 100 times too large or too small against the rows around them',
  remedy: 'repair it (data.repair: hundredfold_error) or load the symbol again',
  check(bars) {
    const { columns, interval } = bars;
    const { time, volume } = columns;
    return findByYear({
      check: name,
      severity: 'error',
      time,
      interval,
      search({ start, end, first }) {
        if (!hasUnitStep(columns, first, end)) return [];
        const tracked = trackUnits(columns, first, end);
        const { units, fields } = tracked;
        const single = units.every((unit) => unit === units[0]);
        const right = single ? (units[0] ?? 0) : trustedUnit(tracked, volume);
        const switched = !single && permanentSwitch(tracked) >= 0;
        // What a stated split of 30 : 1 and more explains is `bad_split` or `missing_split_adjustment`.
        const splits = new Set(
          single
            ? []
            : splitFaults(bars, first, end).flatMap(({ rows, split }) =>
                Math.abs(log(split.ratio)) > 3.4 ? rows : [],
              ),
        );
        const seen: Sighting[] = [];
        for (let row = start; row < end; row++) {
          const at = row - first;
          const unit = units[at]!;
          const expected = switched ? unit : right;
          let odd = 0;
          for (let f = 0; f < 4; f++) if (fields[at * 4 + f] !== expected) odd++;
          if (odd === 0 || splits.has(row)) continue;
          const factor = odd === 4 ? ` × ${pow(100, unit - expected)}` : '';
          seen.push({ row, text: `${odd === 4 ? 'all prices' : `${odd} of 4 prices`}${factor}` });
        }
        return seen;
      },
      message: (seen, where, year) => `${year}: ${seen.length} bars in another unit (100 ×): ${where}`,
    });
  },
};
