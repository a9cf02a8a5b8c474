import type { Interval } from '@bot-v2/sdk';
import type { CsvConfig } from '../data-config.schema.js';
import type { CsvSource } from '../csv/csv-fault.js';
import { csvRoles, firstEventRole } from '../csv/csv-layout.js';
import type { DateFormat } from '../csv/date-format.js';
import { byte, endsField, fieldEnd, fieldText } from '../csv/field.js';
import { readNumber } from '../csv/read-number.js';
import { dayMs, epochDay, readTime, unpackSlashed } from '../csv/read-time.js';
import { isDated } from '../quality/year-rows.js';
import type { GivenRows, OddField } from './given-rows.js';

const missingValue = /^(?:|-|nan|null|none|na|n\/a|#n\/a|[+-]?inf(?:inity)?|\.)$/i;
const writtenClock = /[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?[^+\-Z]*(?:(Z)|([+-])(\d{2}):?(\d{2}))?/;

/** How day and month stand in dates of the form 1/2/2015: as configured, as some row shows, or unknown. */
function orderOf(packed: readonly number[], configured: CsvConfig['dates']): 'mdy' | 'dmy' | undefined {
  if (configured === 'mdy' || configured === 'dmy') return configured;
  for (const value of packed) {
    const { first, second } = unpackSlashed(value);
    if (second > 12) return 'mdy';
    if (first > 12) return 'dmy';
  }
  return undefined;
}

/**
 * Reads every row without refusing any: a field that holds no number or date becomes NaN and is noted, a row with
 * another number of fields is read as far as it goes. `source.bytes` must end in a newline.
 */
export function readGivenRows(
  source: CsvSource,
  format: DateFormat,
  interval: Interval,
  { dates, order }: Pick<CsvConfig, 'dates' | 'order'>,
): GivenRows {
  const { bytes, layout } = source;
  const { delimiter, roles, names } = layout;
  const how = { format, delimiter, dateOnly: isDated(interval) };
  const values: number[][] = csvRoles.map(() => []);
  const line: number[] = [];
  const clock: number[] = [];
  const offset: number[] = [];
  const odd = { missing: [] as OddField[], unreadable: [] as OddField[], miscounted: [] as OddField[] };
  const cell = new Float64Array(1);
  let row = 0;
  let lineNumber = layout.dataLine - 1;
  for (let p = layout.dataStart; p < bytes.length;) {
    lineNumber++;
    if (bytes[p] === byte.newline || (bytes[p] === byte.return && bytes[p + 1] === byte.newline)) {
      p += bytes[p] === byte.newline ? 1 : 2;
      continue;
    }
    for (const role of values.keys()) if (roles.includes(role)) values[role]!.push(NaN);
    line.push(lineNumber);
    clock.push(NaN);
    offset.push(NaN);
    let field = 0;
    for (;;) {
      const role = roles[field] ?? -1;
      const end = fieldEnd(bytes, p, delimiter);
      if (role >= 0) {
        const text = fieldText(bytes, p, delimiter);
        cell[0] = NaN;
        const read = role === 0 ? readTime(bytes, p, cell, 0, how) : readNumber(bytes, p, delimiter, cell, 0);
        if (read >= 0) values[role]![row] = cell[0];
        else if (role >= firstEventRole && missingValue.test(text)) values[role]![row] = 0;
        else (missingValue.test(text) ? odd.missing : odd.unreadable).push({ row, column: names[field] ?? '', text });
        if (role === 0 && read >= 0) [clock[row], offset[row]] = clockOf(text, format, cell[0]!) as [number, number];
      }
      field++;
      p = end;
      if (!endsField(bytes[p]!, delimiter) || bytes[p] !== delimiter) break;
      p++;
    }
    if (field !== roles.length) odd.miscounted.push({ row, column: '', text: `${field} fields, not ${roles.length}` });
    p = bytes.indexOf(byte.newline, p) + 1;
    row++;
  }
  const columns = values.map((column) => Float64Array.from(column));
  if (format === 'slashed') resolve(columns[0]!, dates, odd.unreadable, names[roles.indexOf(0)] ?? 'date');
  return {
    interval,
    newestFirst: order === 'newest_first',
    columns,
    line: Uint32Array.from(line),
    clock: Float64Array.from(clock),
    offset: Float64Array.from(offset),
    ...odd,
  };
}

/** Written time of day (ms) and offset (minutes), NaN where not written. */
function clockOf(text: string, format: DateFormat, time: number): [number, number] {
  if (format === 'epoch_s' || format === 'epoch_ms') {
    const value = Number(text) * (format === 'epoch_s' ? 1000 : 1);
    return [Number.isFinite(value) ? ((value % dayMs) + dayMs) % dayMs : time % dayMs, NaN];
  }
  const parts = writtenClock.exec(text);
  if (parts === null) return [NaN, NaN];
  const [, h, m, s = '0', zulu, sign, hours = '0', minutes = '0'] = parts;
  const ms = ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000;
  const away = Number(hours) * 60 + Number(minutes);
  return [ms, zulu === undefined && sign === undefined ? NaN : sign === '-' ? -away : away];
}

/** Dates of the form 1/2/2015 as instants, in place; those that are none in the file's order become NaN and are noted. */
function resolve(time: Float64Array, dates: CsvConfig['dates'], unreadable: OddField[], column: string): void {
  const order = orderOf(
    [...time].filter((value) => value === value),
    dates,
  );
  for (let row = 0; row < time.length; row++) {
    if (Number.isNaN(time[row])) continue;
    const { first, second, year, ms } = unpackSlashed(time[row]!);
    const day = order === 'dmy' ? epochDay(year, second, first) : order === 'mdy' ? epochDay(year, first, second) : NaN;
    time[row] = day * dayMs + ms;
    if (Number.isNaN(day))
      unreadable.push({
        row,
        column,
        text: `${first}/${second}/${year}${order === undefined ? ', day or month first' : ''}`,
      });
  }
}
