import { csvRoles, firstEventRole } from './csv-layout.js';
import { faultAt } from './csv-fault.js';
import type { CsvSource } from './csv-fault.js';
import { byte, endsField, fieldEnd } from './field.js';
import { readNumber } from './read-number.js';
import { readTime } from './read-time.js';
import type { TimeReading } from './read-time.js';

/** Columns as they stand in the file, in the order of its rows, without any check of the values. */
export interface ParsedRows {
  readonly rows: number;
  /** By index of `csvRoles`; an absent column is empty. */
  readonly columns: readonly Float64Array[];
}

/** Rows the file can hold at most, from the length of its first one. */
function capacityOf(bytes: Uint8Array, start: number): number {
  const first = bytes.indexOf(byte.newline, start) - start;
  return Math.max(16, Math.ceil(((bytes.length - start) / Math.max(first, 12)) * 1.1));
}

function grown(column: Float64Array, capacity: number): Float64Array {
  const wider = new Float64Array(column.length === 0 ? 0 : capacity);
  wider.set(column);
  return wider;
}

/** What to do about a field that is no number. */
function numberHint(text: string, role: number): string {
  if (/^[+-]?\d[\d.,'\s]*$/.test(text))
    return 'Write numbers with a decimal point and nothing between thousands: 1234.5.';
  if (text === '' && csvRoles[role] === 'volume') return 'Write 0 where no volume was recorded.';
  return 'Correct or remove the row: a missing price is a missing bar, bot-v2 never fills one in.';
}

/**
 * One pass over the bytes, straight into columns. Blank lines are passed over. `source.bytes` must end in a newline.
 * @throws BOT_DATA_MALFORMED with line and column for a field that is not a number or date, and for a row with too few
 *   or too many fields
 */
export function parseRows(source: CsvSource, how: TimeReading): ParsedRows {
  const { bytes, layout } = source;
  const { delimiter, roles, dataStart } = layout;
  const fields = roles.length;
  const end = bytes.length;
  let capacity = capacityOf(bytes, dataStart);
  const columns: Float64Array[] = csvRoles.map((_, role) => new Float64Array(roles.includes(role) ? capacity : 0));
  let row = 0;
  let p = dataStart;
  while (p < end) {
    const c = bytes[p];
    if (c === byte.newline) {
      p++;
      continue;
    }
    if (c === byte.return && bytes[p + 1] === byte.newline) {
      p += 2;
      continue;
    }
    if (row === capacity) {
      capacity *= 2;
      columns.forEach((column, role) => (columns[role] = grown(column, capacity)));
    }
    for (let field = 0; field < fields; field++) {
      const role = roles[field]!;
      let next: number;
      if (role >= firstEventRole && endsField(bytes[p]!, delimiter)) {
        columns[role]![row] = 0;
        next = p;
      } else if (role > 0) next = readNumber(bytes, p, delimiter, columns[role]!, row);
      else if (role === 0) next = readTime(bytes, p, columns[0]!, row, how);
      else next = fieldEnd(bytes, p, delimiter);
      if (next < 0) throw notReadable(source, row, field, role);
      p = next;
      if (bytes[p] === delimiter) {
        if (field === fields - 1) throw wrongCount(source, row, field, 'more');
        p++;
      } else if (field < fields - 1) {
        throw wrongCount(source, row, field, 'fewer');
      }
    }
    if (bytes[p] === byte.return) p++;
    if (bytes[p] !== byte.newline) throw wrongCount(source, row, fields - 1, 'more');
    p++;
    row++;
  }
  return { rows: row, columns: columns.map((column) => (column.length === 0 ? column : column.slice(0, row))) };
}

function notReadable(source: CsvSource, row: number, field: number, role: number): Error {
  const isTime = role === 0;
  return faultAt(
    source,
    row,
    field,
    ({ name, text }) =>
      `${name} is ${text === '' ? 'blank' : `"${text.slice(0, 40)}"`}, not a ${isTime ? 'date of the form of the first row' : 'number'}`,
    isTime
      ? 'Write all dates as YYYY-MM-DD, or set data.csv.dates to iso, mdy, dmy, yyyymmdd, epoch_s or epoch_ms.'
      : ({ text }) => numberHint(text, role),
  );
}

function wrongCount(source: CsvSource, row: number, field: number, than: 'more' | 'fewer'): Error {
  const { names } = source.layout;
  return faultAt(
    source,
    row,
    field,
    () => `the row has ${than} fields than the ${names.length} of the header`,
    'Quote fields that contain the delimiter; write decimals with a point.',
  );
}
