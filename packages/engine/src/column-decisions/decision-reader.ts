import { isInt8Array } from '@bot-v2/sdk';
import type { ColumnDecision, PreparedColumn, PreparedColumns } from '@bot-v2/sdk';
import { ComparisonReader } from './comparison-reader.js';
import { SignalReader } from './signal-reader.js';
import { ValueReader } from './value-reader.js';

/** A decision that columns make, read stretch by stretch. */
export interface DecisionReader {
  /** Whether all it decides are ones and zeros. */
  readonly binary: boolean;
  /** What is decided at a row; NaN for nothing. */
  valueAt(row: number): number;
  /** While flat: the first row, from `row` on, that asks for a position; `end` if none does. */
  firstWanted(row: number, end: number): number;
  /** While held: the first row, from `row` on, that decides something else than `same`; `end` if none does. */
  firstOther(row: number, end: number, same: number): number;
}

/** Reads a decision from prepared columns. */
export function readerOf({ by, columns }: ColumnDecision, cols: PreparedColumns): DecisionReader {
  const one = cols[columns[0]!]!;
  if (by !== 'value') return new ComparisonReader(numbersOf(one), numbersOf(cols[columns[1]!]!), by === 'above');
  return isInt8Array(one) && lowestByteFirst ? new SignalReader(one) : new ValueReader(numbersOf(one));
}

/** As on every processor but a few; where it is not, signals are read one by one. */
const lowestByteFirst = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const numbersOf = (column: PreparedColumn) => (isInt8Array(column) ? Float64Array.from(column) : column);
