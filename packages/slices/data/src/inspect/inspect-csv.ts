import { BotError, isBotError } from '@bot-v2/sdk';
import type { Interval, PriceBasis } from '@bot-v2/sdk';
import { readLayout } from '../csv/csv-layout.js';
import type { CsvSource } from '../csv/csv-fault.js';
import { dateFormatOf } from '../csv/date-format.js';
import { byte } from '../csv/field.js';
import { firstDate, parseCsv } from '../csv/parse-csv.js';
import type { CsvConfig } from '../data-config.schema.js';
import { locateFindings, withRemedy } from '../quality/index.js';
import type { CheckedBars, LocatedFinding } from '../quality/index.js';
import { sessionDaysOf } from '../quality/session-days.js';
import { rowChecks } from './index.js';
import { readableBars } from './readable-bars.js';
import { readGivenRows } from './read-given-rows.js';

/** How a file is to be read for an inspection; as for the `csv` provider. */
export interface InspectOptions extends Partial<Pick<CsvConfig, 'dates' | 'order'>> {
  /** Name of the file, for messages (default `file`). */
  readonly path?: string;
  /** Bar length of the rows (default `1d`). */
  readonly interval?: Interval;
  /** What the prices are (default `as_given`). */
  readonly basis?: PriceBasis;
  /** The exchange's calendar, e.g. `XNYS`. */
  readonly calendar?: string | undefined;
}

/** All that was found in a file. */
export interface CsvInspection {
  /** Rows under the header, and those of them that hold a date and four positive prices (one a time). */
  readonly rows: number;
  readonly readable: number;
  /** Why the `csv` provider would refuse the file; undefined when it would take it. */
  readonly refusal: BotError | undefined;
  /** Of the rows as given (`rows` of a finding are rows of the file, from 0). */
  readonly rowFindings: readonly LocatedFinding[];
  /** Of the readable rows as bars (`rows` of a finding are rows of `bars`). */
  readonly barFindings: readonly LocatedFinding[];
  /** The readable rows, oldest first. */
  readonly bars: CheckedBars;
}

/**
 * Lists everything that is wrong with a CSV of bars, where `parseCsv` stops at the first fault. Changes nothing.
 * @throws BOT_CONFIG_INVALID for a calendar that does not exist; BOT_DATA_MALFORMED or BOT_DATA_EMPTY when there is no header, no row, or no date that can be read: then there
 *   is nothing to inspect
 */
export function inspectCsv(content: string | Uint8Array, options: InspectOptions = {}): CsvInspection {
  const {
    path = 'file',
    interval = '1d',
    basis = 'as_given',
    dates = 'auto',
    order = 'oldest_first',
    calendar,
  } = options;
  const given = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const bytes = given.at(-1) === byte.newline ? given : Buffer.concat([given, Uint8Array.of(byte.newline)]);
  const source: CsvSource = { bytes, path, layout: readLayout(bytes, path) };
  const first = firstDate(source);
  const format = first === undefined ? undefined : dateFormatOf(first, dates);
  let refusal: BotError | undefined;
  try {
    parseCsv(bytes, path, interval, { dates, order });
  } catch (error) {
    if (!isBotError(error)) throw error;
    refusal = error;
  }
  if (format === undefined) throw refusal ?? new BotError('BOT_INVARIANT', `${path} has no date and was not refused`);
  const rows = readGivenRows(source, format, interval, { dates, order });
  const readable = readableBars(rows);
  const sessions = calendar === undefined ? undefined : sessionDaysOf(calendar, readable.columns.time);
  const bars: CheckedBars = { ...readable, actions: [], interval, basis, sessions };
  return {
    rows: rows.line.length,
    readable: bars.columns.time.length,
    refusal,
    rowFindings: rowChecks.flatMap(({ check, remedy }) => check(rows).map((finding) => withRemedy(finding, remedy))),
    barFindings: locateFindings(bars),
    bars,
  };
}
