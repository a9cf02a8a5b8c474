import type { DateFormat } from './date-format.js';
import { byte, endsField, fieldEnd, fieldText } from './field.js';
import { readNumber } from './read-number.js';

export const dayMs = 86_400_000;

/** How the time column of a file is read. */
export interface TimeReading {
  readonly format: DateFormat;
  readonly delimiter: number;
  /** Daily and longer bars: the session date as written counts, whatever time of day or offset follows it. */
  readonly dateOnly: boolean;
}

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar; NaN when there is no such day. */
export function epochDay(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1)) return NaN;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > days) return NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

const clockTime =
  /^(?:[T ]|, )\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?$/;

/** Milliseconds after midnight UTC of the written date; without an offset the time counts as UTC. NaN when malformed. */
function clockMs(text: string): number {
  const parts = clockTime.exec(text);
  if (parts === null) return NaN;
  const [, h, m, s = '0', fraction = '', , sign, offsetHours = '0', offsetMinutes = '0'] = parts;
  if (Number(h) > 23 || Number(m) > 59 || Number(s) > 59) return NaN;
  const ms =
    (Number(h) * 60 + Number(m)) * 60_000 + Number(s) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return ms - (sign === '-' ? -offset : offset);
}

/**
 * A time of day of the forms that long files have, without making a text of it: `T09:30`, ` 09:30:15`, then `Z`, an offset
 * `+02:00` or nothing. Writes as `finish` does; -1 for any other form.
 */
function readClock(
  bytes: Uint8Array,
  at: number,
  day: number,
  out: Float64Array,
  row: number,
  how: TimeReading,
): number {
  if ((bytes[at] !== byte.t && bytes[at] !== byte.space) || bytes[at + 3] !== byte.colon) return -1;
  const hour = two(bytes, at + 1);
  const minute = two(bytes, at + 4);
  let second = 0;
  let offset = 0;
  let p = at + 6;
  if (bytes[p] === byte.colon) {
    second = two(bytes, p + 1);
    p += 3;
  }
  const sign = bytes[p];
  if (sign === byte.z) p++;
  else if ((sign === byte.plus || sign === byte.minus) && bytes[p + 3] === byte.colon) {
    offset = (two(bytes, p + 1) * 60 + two(bytes, p + 4)) * (sign === byte.plus ? 1 : -1);
    p += 6;
  }
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && offset === offset;
  if (!isTime || !endsField(bytes[p]!, how.delimiter)) return -1;
  out[row] = day * dayMs + (how.dateOnly ? 0 : (hour * 60 + minute - offset) * 60_000 + second * 1000);
  return p;
}

/** The rest of a field after its date, which a quote may end where one began it. Writes `day` plus the time of day; -1 when the rest is no time of day. */
function finish(
  bytes: Uint8Array,
  at: number,
  day: number,
  out: Float64Array,
  row: number,
  how: TimeReading,
  quoted: boolean,
): number {
  const p = quoted && bytes[at] === byte.quote ? at + 1 : at;
  if (endsField(bytes[p]!, how.delimiter) && p > at === quoted) {
    out[row] = day * dayMs;
    return p;
  }
  const plain = quoted ? -1 : readClock(bytes, at, day, out, row, how);
  if (plain >= 0) return plain;
  const end = fieldEnd(bytes, at, how.delimiter);
  const rest = new TextDecoder('latin1').decode(bytes.subarray(at, end)).trimEnd();
  if (rest.endsWith('"') !== quoted) return -1;
  const text = rest.replace(/"$/, '').trimEnd();
  const ms = text === '' ? 0 : clockMs(text);
  if (Number.isNaN(ms)) return -1;
  out[row] = day * dayMs + (how.dateOnly ? 0 : ms);
  return end;
}

function two(bytes: Uint8Array, at: number): number {
  const high = bytes[at]! - 48;
  const low = bytes[at + 1]! - 48;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : NaN;
}

function readIso(bytes: Uint8Array, start: number, out: Float64Array, row: number, how: TimeReading): number {
  const quoted = bytes[start] === byte.quote;
  const at = quoted ? start + 1 : start;
  const mark = bytes[at + 4];
  if ((mark !== byte.minus && mark !== byte.slash) || bytes[at + 7] !== mark) return -1;
  const day = epochDay(two(bytes, at) * 100 + two(bytes, at + 2), two(bytes, at + 5), two(bytes, at + 8));
  return day === day ? finish(bytes, at + 10, day, out, row, how, quoted) : -1;
}

/** Packs a date whose order of day and month is not known yet; see `unpackSlashed`. Keeps a time of day without offset. */
function readSlashed(bytes: Uint8Array, at: number, out: Float64Array, row: number, how: TimeReading): number {
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(.*)$/.exec(fieldText(bytes, at, how.delimiter));
  if (parts === null) return -1;
  const [, first, , second, year, rest] = parts;
  const ms = rest === '' ? 0 : clockMs(rest!);
  if (!(ms >= 0 && ms < dayMs)) return -1;
  const packed = (Number(year) * 100 + Number(first)) * 100 + Number(second);
  out[row] = packed * dayMs + (how.dateOnly ? 0 : ms);
  return fieldEnd(bytes, at, how.delimiter);
}

/** First, second number and year of a packed date, and the milliseconds after its midnight. */
export function unpackSlashed(packed: number): { first: number; second: number; year: number; ms: number } {
  const date = Math.floor(packed / dayMs);
  return {
    year: Math.floor(date / 10_000),
    first: Math.floor(date / 100) % 100,
    second: date % 100,
    ms: packed % dayMs,
  };
}

function readCompact(bytes: Uint8Array, at: number, out: Float64Array, row: number, how: TimeReading): number {
  const end = readNumber(bytes, at, how.delimiter, out, row);
  if (end < 0) return -1;
  const date = out[row]!;
  const day = epochDay(Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100);
  out[row] = day * dayMs;
  return day === day ? end : -1;
}

function readEpoch(bytes: Uint8Array, at: number, out: Float64Array, row: number, how: TimeReading): number {
  const end = readNumber(bytes, at, how.delimiter, out, row);
  if (end < 0) return -1;
  const ms = out[row]! * (how.format === 'epoch_s' ? 1000 : 1);
  out[row] = how.dateOnly ? Math.floor(ms / dayMs) * dayMs : Math.round(ms);
  return Math.abs(ms) <= 8.64e15 ? end : -1;
}

/**
 * Reads the time of the field at `at` into `out[row]` as epoch ms UTC (packed for `slashed`).
 * Returns the offset of the byte that ends the field, or -1 when it holds no date of that form.
 */
export function readTime(bytes: Uint8Array, at: number, out: Float64Array, row: number, how: TimeReading): number {
  switch (how.format) {
    case 'iso':
      return readIso(bytes, at, out, row, how);
    case 'slashed':
      return readSlashed(bytes, at, out, row, how);
    case 'yyyymmdd':
      return readCompact(bytes, at, out, row, how);
    default:
      return readEpoch(bytes, at, out, row, how);
  }
}
