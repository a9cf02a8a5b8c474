import { faultAt, fieldOf } from './csv-fault.js';
import type { CsvSource } from './csv-fault.js';
import { csvRoles } from './csv-layout.js';
import { oddCell } from '../odd-cell.js';
import type { ParsedRows } from './parse-rows.js';

const dateText = (time: number): string => new Date(time).toISOString().replace('T00:00:00.000Z', '');
const priceHint = 'Correct or remove the row: bot-v2 repairs nothing in silence.';

function checkOrder(source: CsvSource, time: Float64Array, newestFirst: boolean): void {
  const sign = newestFirst ? -1 : 1;
  for (let row = 1; row < time.length; row++) {
    const step = (time[row]! - time[row - 1]!) * sign;
    if (step > 0) continue;
    const field = fieldOf(source.layout, 'time');
    if (step === 0) {
      throw faultAt(
        source,
        row,
        field,
        () => `two rows for ${dateText(time[row]!)}`,
        'Keep one of them. If the rows are shorter than a day, ask for their interval: --interval 1h.',
      );
    }
    const reversed = time.every((value, i) => i === 0 || (time[i - 1]! - value) * sign > 0);
    const other = newestFirst ? 'oldest_first' : 'newest_first';
    throw faultAt(
      source,
      row,
      field,
      () =>
        `${dateText(time[row]!)} comes after ${dateText(time[row - 1]!)}: rows must be ${newestFirst ? 'newest' : 'oldest'} first`,
      reversed ? `The whole file is in the other order: --set data.csv.order=${other}.` : 'Sort the rows by date.',
    );
  }
}

function checkPrices(source: CsvSource, { rows, columns }: ParsedRows): void {
  const [, open, high, low, close, volume] = columns as readonly Float64Array[];
  const found = oddCell({ open: open!, high: high!, low: low!, close: close!, volume: volume! }, rows);
  if (found === null) return;
  throw faultAt(source, found.row, fieldOf(source.layout, found.column), () => found.what, priceHint);
}

/**
 * Checks every cell: dates in the stated order and unique, prices positive and finite, low ≤ open, close ≤ high,
 * volume not negative, an adjusted close (when there is one) positive.
 * @throws BOT_DATA_MALFORMED with line and column of the first offence
 */
export function checkRows(source: CsvSource, parsed: ParsedRows, order: 'oldest_first' | 'newest_first'): void {
  checkOrder(source, parsed.columns[0]!, order === 'newest_first');
  checkPrices(source, parsed);
  const adjusted = parsed.columns[csvRoles.indexOf('adjustedClose')]!;
  const bad = adjusted.findIndex((price) => !(price > 0 && price < Infinity));
  if (bad >= 0) {
    const what = `adjusted close is ${adjusted[bad]}, not a positive price`;
    throw faultAt(source, bad, fieldOf(source.layout, 'adjustedClose'), () => what, priceHint);
  }
}
