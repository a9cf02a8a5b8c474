import { pow } from '@bot-v2/quant/elementary';
import { permanentSwitch, priceColumns, trackUnits, trustedUnit } from '../quality/price-units.js';
import type { CheckedBars } from '../quality/index.js';
import type { CellEdit, Repair } from './repair-record.js';

/** Edits that bring every price to the unit expected of its row; ranges are kept around open and close. */
function rescale(bars: CheckedBars, units: ReturnType<typeof trackUnits>, expected: number): CellEdit[] {
  const edits: CellEdit[] = [];
  const { columns, adjustedClose } = bars;
  for (let row = 0; row < columns.close.length; row++) {
    const off = priceColumns.map((_, f) => expected - units.fields[row * 4 + f]!);
    if (off.every((exponent) => exponent === 0)) continue;
    const [open, high, low, close] = priceColumns.map((name, f) => scaled(columns[name][row]!, off[f]!)) as [
      number,
      number,
      number,
      number,
    ];
    const after = { open, high: Math.max(high, open, close), low: Math.min(low, open, close), close };
    for (const column of priceColumns) {
      if (after[column] !== columns[column][row])
        edits.push({ column, row, after: after[column], reason: 'in another unit (100 ×)' });
    }
    const adjusted = adjustedClose?.[row];
    if (adjusted !== undefined && off[3] !== 0) {
      edits.push({ column: 'adjustedClose', row, after: scaled(adjusted, off[3]!), reason: 'as its close' });
    }
  }
  return edits;
}

/** Multiplied or divided by a whole power of 100, so that 0.1455 becomes 14.55 and not 14.549999. */
function scaled(price: number, exponent: number): number {
  return exponent >= 0 ? price * pow(100, exponent) : price / pow(100, -exponent);
}

/** Brings prices that are 100 times off to the unit in which most rows traded. */
export const hundredfoldRepair: Repair = {
  name: 'hundredfold_error',
  title: 'multiplies or divides prices by 100 (10,000 …) to the unit in which most rows traded',
  plan(bars) {
    const units = trackUnits(bars.columns, 0, bars.columns.close.length);
    return permanentSwitch(units) >= 0 ? [] : rescale(bars, units, trustedUnit(units, bars.columns.volume));
  },
};

/** Brings rows before a lasting change of unit to the unit of the last rows. */
export const currencyUnitRepair: Repair = {
  name: 'currency_unit_switch',
  title: 'multiplies or divides the prices before a lasting change of unit, to the unit of the last rows',
  plan(bars) {
    const units = trackUnits(bars.columns, 0, bars.columns.close.length);
    return permanentSwitch(units) < 0 ? [] : rescale(bars, units, units.units[units.units.length - 1]!);
  },
};
