import { BotError } from '@bot-v2/sdk';
import type { BarColumn, Interval } from '@bot-v2/sdk';
import type { CsvConfig } from '../data-config.schema.js';
import { checkRows } from './check-rows.js';
import { readLayout } from './csv-layout.js';
import { faultAt, fieldOf } from './csv-fault.js';
import type { CsvSource } from './csv-fault.js';
import { dateFormatOf } from './date-format.js';
import { fieldEnd, fieldText, byte } from './field.js';
import { parseRows } from './parse-rows.js';
import { resolveSlashedDates } from './resolve-dates.js';
import { checkSpacing } from './bar-spacing.js';
import type { StatedEvents } from '../provider.js';

/** A file as columns: oldest bar first, every cell checked. */
export interface ParsedCsv {
  readonly columns: Readonly<Record<BarColumn, Float64Array>>;
  readonly adjustedClose: Float64Array | undefined;
  /** What the file states of dividends, splits and capital gains; undefined when it has no such column. */
  readonly stated: StatedEvents | undefined;
}

/** Text of the first date of the file; undefined when there is no row. */
export function firstDate({ bytes, layout }: CsvSource): string | undefined {
  let p = layout.dataStart;
  while (bytes[p] === byte.newline || bytes[p] === byte.return) p++;
  if (p >= bytes.length) return undefined;
  for (let passed = fieldOf(layout, 'time'); passed > 0; passed--) p = fieldEnd(bytes, p, layout.delimiter) + 1;
  return fieldText(bytes, p, layout.delimiter);
}

/**
 * Parses a CSV of bars: one pass over the bytes into columns, then checks column by column. Understands comma,
 * semicolon and tab, quotes, BOM, CRLF, and the dates of `data.csv.dates`. For daily and longer bars the date as
 * written is the session date, whatever time or offset follows it; intraday times without an offset count as UTC.
 * Costs about as much as reading each byte twice; `bytes` is kept only until it returns.
 * @throws BOT_DATA_EMPTY when there is no row; BOT_DATA_MALFORMED (line and column) for anything that is not bars
 */
export function parseCsv(
  given: Uint8Array,
  path: string,
  interval: Interval,
  options: Pick<CsvConfig, 'dates' | 'order'>,
): ParsedCsv {
  const bytes = given.at(-1) === byte.newline ? given : Buffer.concat([given, Uint8Array.of(byte.newline)]);
  const source: CsvSource = { bytes, path, layout: readLayout(bytes, path) };
  const first = firstDate(source);
  if (first === undefined) {
    throw new BotError('BOT_DATA_EMPTY', `${path} has a header but no rows`, {
      details: { path },
      hint: 'It needs one line a bar under the header.',
    });
  }
  const format = dateFormatOf(first, options.dates);
  if (format === undefined) {
    throw faultAt(
      source,
      0,
      fieldOf(source.layout, 'time'),
      ({ name, text }) => `${name} is ${text === '' ? 'blank' : `"${text.slice(0, 40)}"`}, not a date that can be read`,
      'Write dates as YYYY-MM-DD, YYYYMMDD, month/day/year, day/month/year, or seconds or milliseconds since 1970 (day numbers of a spreadsheet are none).',
    );
  }
  const dateOnly = interval === '1d' || interval === '1w' || interval === '1M';
  const parsed = parseRows(source, { format, delimiter: source.layout.delimiter, dateOnly });
  const time = parsed.columns[0]!;
  if (format === 'slashed') resolveSlashedDates(time, options.dates, source);
  checkRows(source, parsed, options.order);
  if (options.order === 'newest_first') for (const column of parsed.columns) column.reverse();
  checkSpacing(time, interval, path);
  return namedColumns(parsed.columns);
}

/** Columns in the order of `csvRoles` (empty where the file has none), by name. */
export function namedColumns(inOrder: readonly Float64Array[]): ParsedCsv {
  const [time, open, high, low, close, volume, adjusted, dividend, split, gain] = inOrder;
  const given = (column: Float64Array | undefined): Float64Array | undefined =>
    column?.length === 0 ? undefined : column;
  const [dividends, splits, capitalGains] = [given(dividend), given(split), given(gain)];
  return {
    columns: { time: time!, open: open!, high: high!, low: low!, close: close!, volume: volume! },
    adjustedClose: given(adjusted),
    stated: (dividends ?? splits ?? capitalGains) ? { dividends, splits, capitalGains } : undefined,
  };
}
