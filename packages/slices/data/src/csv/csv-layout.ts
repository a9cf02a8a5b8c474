import { BotError } from '@bot-v2/sdk';

/** What a field of a row means; `-1` in a layout is a field that is passed over. */
export const csvRoles = [
  'time',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'adjustedClose',
  'dividend',
  'split',
  'capitalGain',
] as const;
export type CsvRole = (typeof csvRoles)[number];

/** Index of the first role that states an event: blank there means that nothing happened. */
export const firstEventRole = 7;

/** Where things are in a file, as its header says. */
export interface CsvLayout {
  /** Byte of the delimiter: comma, semicolon or tab. */
  readonly delimiter: number;
  /** Index into `csvRoles` for each field of a row, -1 to pass over. */
  readonly roles: Int8Array;
  /** Offset of the first byte after the header line. */
  readonly dataStart: number;
  /** Line of that byte, counted from 1. */
  readonly dataLine: number;
  /** Header names, for messages. */
  readonly names: readonly string[];
}

const aliases: Readonly<Record<string, CsvRole>> = {
  date: 'time',
  time: 'time',
  datetime: 'time',
  timestamp: 'time',
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  volume: 'volume',
  vol: 'volume',
  adjclose: 'adjustedClose',
  adjustedclose: 'adjustedClose',
  adjusted: 'adjustedClose',
  dividend: 'dividend',
  dividends: 'dividend',
  split: 'split',
  splits: 'split',
  stocksplit: 'split',
  stocksplits: 'split',
  capitalgain: 'capitalGain',
  capitalgains: 'capitalGain',
};
const headerLimit = 65_536;
const newline = 10;

/** Bare name of a column: without quotes, case, blanks and a `SYMBOL.` before it. */
function bareName(cell: string): string {
  const name = cell.trim().replaceAll('"', '').toLowerCase();
  return name.slice(name.lastIndexOf('.') + 1).replaceAll(/[\s_*-]/g, '');
}

function delimiterOf(header: string): string {
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

/**
 * Reads the header line: delimiter and the field of each column. Names may be quoted, in any case and order, and carry
 * a symbol (`AAPL.Close`); columns with other names are passed over. A UTF-8 byte order mark is skipped.
 * @throws BOT_DATA_MALFORMED when it is not a header, a column is missing or named twice
 * @throws BOT_DATA_EMPTY when there is no line at all
 */
export function readLayout(bytes: Uint8Array, path: string): CsvLayout {
  const malformed = (message: string, hint: string, line = 1): BotError =>
    new BotError('BOT_DATA_MALFORMED', `${path}:${line}:1: ${message}`, { details: { path, line, column: 1 }, hint });
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw malformed('the file is UTF-16', 'Save it as UTF-8.');
  }
  if (bytes.subarray(0, 64).includes(0)) {
    throw malformed('the file holds NUL bytes: it is UTF-16, or no text', 'Save it as CSV, in UTF-8.');
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw malformed('the file is gzip-compressed', 'Decompress it first.');
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 1;
  while (bytes[start] === newline || bytes[start] === 13) {
    if (bytes[start] === newline) line++;
    start++;
  }
  if (start >= bytes.length) {
    throw new BotError('BOT_DATA_EMPTY', `${path} is empty`, {
      details: { path },
      hint: 'It needs a header line (date,open,high,low,close,volume) and one line a bar.',
    });
  }
  const lineEnd = bytes.subarray(start, start + headerLimit).indexOf(newline);
  if (lineEnd < 0 && bytes.length - start > headerLimit) {
    throw malformed('the first line is longer than 64 kB', 'Is this a CSV file of bars?', line);
  }
  const end = lineEnd < 0 ? bytes.length : start + lineEnd;
  const header = new TextDecoder('utf-8').decode(bytes.subarray(start, end)).replace(/\r$/, '');
  if (header.includes('\r')) {
    throw malformed('its lines end with a carriage return alone', 'Save it with line ends of Unix or Windows.', line);
  }
  const delimiter = delimiterOf(header);
  const names = header.split(delimiter).map((cell) => cell.trim().replaceAll('"', ''));
  const roles = names.map((name) => aliases[bareName(name)]);
  const expected = 'The header must name date, open, high, low, close and volume.';
  if (roles.every((role) => role === undefined)) {
    throw malformed(`"${header.slice(0, 60)}" is not a header line`, expected, line);
  }
  const missing = csvRoles.slice(0, 6).filter((role) => !roles.includes(role));
  if (missing.length > 0) {
    const wanted = missing.map((role) => (role === 'time' ? 'date' : role)).join(', ');
    throw malformed(
      `there is no column for ${wanted} (found: ${names.join(', ').slice(0, 200)})`,
      missing.includes('volume') ? `${expected} Write 0 where no volume was recorded.` : expected,
      line,
    );
  }
  const twice = csvRoles.find((role) => roles.filter((other) => other === role).length > 1);
  if (twice !== undefined) {
    const both = names.filter((_, field) => roles[field] === twice).join(' and ');
    throw malformed(
      `${both} both mean ${twice}`,
      'Remove or rename one of the columns; join date and time in one.',
      line,
    );
  }
  return {
    delimiter: delimiter.charCodeAt(0),
    roles: Int8Array.from(roles, (role) => (role === undefined ? -1 : csvRoles.indexOf(role))),
    dataStart: Math.min(end + 1, bytes.length),
    dataLine: line + 1,
    names,
  };
}
