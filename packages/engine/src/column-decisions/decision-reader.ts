import type { ColumnDecision, Columns } from '@bot-v2/sdk';
import { ComparisonReader } from './comparison-reader.js';
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
export function readerOf({ by, columns }: ColumnDecision, cols: Columns): DecisionReader {
  const one = cols[columns[0]!]!;
  return by === 'value' ? new ValueReader(one) : new ComparisonReader(one, cols[columns[1]!]!, by === 'above');
}
