import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'unreadable_field';
const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

/** Fields of a price, volume or date that hold neither a number nor a missing value: words, dates of another form. */
export const unreadableField: RowCheck = {
  name,
  title: 'a field that is no number, or a date of another form than the first row’s',
  remedy: 'correct the field; write all dates in one form',
  check: (given) =>
    findInFile(
      name,
      'error',
      given,
      given.unreadable.map(({ row, column, text }) => ({ row, text: `${column} is "${short(text)}"` })),
      (count) => `${count} ${count === 1 ? 'field' : 'fields'} cannot be read`,
    ),
};
