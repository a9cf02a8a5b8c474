import type { ColumnDecision, Columns } from '@bot-v2/sdk';
import type { ColumnBlocks } from './column-blocks.js';
import { ComparisonReader } from './comparison-reader.js';
import { ValueReader } from './value-reader.js';

/** A decision of a parameter set, read stretch by stretch. */
export interface DecisionReader {
  /** What is decided at a row; NaN for nothing. */
  valueAt(row: number): number;
  /** While flat: the first row, from `row` on, that asks for a position; `end` if none does. */
  firstWanted(row: number, end: number): number;
  /** While held: the first row, from `row` on, that decides something else than `same`; `end` if none does. */
  firstOther(row: number, end: number, same: number): number;
}

/**
 * Reads a decision from the columns of a parameter set.
 * @param blocksOf extremes of a column that other sets share; null for any other
 */
export function readerOf(
  { by, columns }: ColumnDecision,
  cols: Columns,
  blocksOf: (column: Float64Array) => ColumnBlocks | null,
): DecisionReader {
  const one = cols[columns[0]!]!;
  if (by === 'value') return new ValueReader(one);
  const other = cols[columns[1]!]!;
  return new ComparisonReader(one, other, by === 'above', blocksOf(one), blocksOf(other));
}
