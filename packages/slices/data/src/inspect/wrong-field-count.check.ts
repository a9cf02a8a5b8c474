import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'wrong_field_count';

/** Rows that do not have as many fields as the header. */
export const wrongFieldCount: RowCheck = {
  name,
  title: 'a row with more or fewer fields than the header',
  remedy: 'quote fields that contain the delimiter; write decimals with a point',
  check: (given) =>
    findInFile(
      name,
      'error',
      given,
      given.miscounted,
      (count) => `${count} ${count === 1 ? 'row has' : 'rows have'} another number of fields`,
    ),
};
