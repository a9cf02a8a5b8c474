import { BotError } from '@bot-v2/sdk';
import type { CsvDates } from '../data-config.schema.js';
import { faultAt, fieldOf } from './csv-fault.js';
import type { CsvSource } from './csv-fault.js';
import { dayMs, epochDay, unpackSlashed } from './read-time.js';

/** Order of day and month, from the configuration or from the rows: a number over 12 is a day. */
function orderOf(packed: Float64Array, configured: CsvDates, source: CsvSource): 'mdy' | 'dmy' {
  if (configured === 'mdy' || configured === 'dmy') return configured;
  for (const value of packed) {
    const { first, second } = unpackSlashed(value);
    if (second > 12) return 'mdy';
    if (first > 12) return 'dmy';
  }
  throw new BotError('BOT_DATA_MALFORMED', `${source.path}: every date can be read as month/day and as day/month`, {
    details: { path: source.path },
    hint: 'Say which: --set data.csv.dates=mdy or --set data.csv.dates=dmy.',
  });
}

/**
 * Turns packed dates into epoch ms UTC, in place.
 * @throws BOT_DATA_MALFORMED when the order of day and month cannot be told, or a row has no such day
 */
export function resolveSlashedDates(packed: Float64Array, configured: CsvDates, source: CsvSource): void {
  const order = orderOf(packed, configured, source);
  for (let row = 0; row < packed.length; row++) {
    const { first, second, year, ms } = unpackSlashed(packed[row]!);
    const day = order === 'mdy' ? epochDay(year, first, second) : epochDay(year, second, first);
    if (Number.isNaN(day)) {
      throw faultAt(
        source,
        row,
        fieldOf(source.layout, 'time'),
        ({ text }) => `"${text}" is no date as ${order === 'mdy' ? 'month/day/year' : 'day/month/year'}`,
        'Write all dates of a file in one form; YYYY-MM-DD cannot be mistaken.',
      );
    }
    packed[row] = day * dayMs + ms;
  }
}
