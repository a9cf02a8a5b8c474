import type { CsvDates } from '../data-config.schema.js';

/** How a file's dates are read. `slashed` is day and month in an order only the whole file may tell. */
export type DateFormat = 'iso' | 'slashed' | 'yyyymmdd' | 'epoch_s' | 'epoch_ms';

/** Numbers of five digits are the days of a spreadsheet, not the first seconds of 1970. */
const forms: readonly (readonly [DateFormat, RegExp])[] = [
  ['iso', /^\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]|$)/],
  ['slashed', /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:[T ,]|$)/],
  ['yyyymmdd', /^(?:1[6-9]|2[01])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/],
  ['epoch_s', /^(?!\d{5}(?:\.|$))\d{1,10}(?:\.\d+)?$/],
  ['epoch_ms', /^\d{11,14}$/],
];

/** The form of dates configured, or the one `first` (the first date of the file) has; undefined when it has none. */
export function dateFormatOf(first: string, configured: CsvDates): DateFormat | undefined {
  if (configured === 'mdy' || configured === 'dmy') return 'slashed';
  if (configured !== 'auto') return configured;
  return forms.find(([, pattern]) => pattern.test(first))?.[0];
}
