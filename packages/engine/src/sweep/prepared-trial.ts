import { columnDecision, isFloat64Array, isInt8Array, resolveParams } from '@bot-v2/sdk';
import type { Bars, PreparedColumns, TechnicalAnalysis } from '@bot-v2/sdk';
import type { SweepInput } from './sweep-input.js';

/** A parameter set whose columns are prepared. */
export interface PreparedTrial {
  readonly columns: PreparedColumns;
  /** The first row that has the bars the strategy asks for. */
  readonly firstRow: number;
}

/**
 * Prepares the columns of a parameter set on what the strategy sees of a frame. Null when it failed, or what it gave is
 * not what it has to be: the loop calls it again and says what is wrong.
 */
export function prepareTrial(
  input: SweepInput,
  view: Bars,
  params: unknown,
  ta: TechnicalAnalysis,
): PreparedTrial | null {
  const { strategy } = input;
  let firstRow: number;
  let columns: unknown;
  try {
    const resolved = resolveParams(strategy, params) as never;
    firstRow = strategy.warmup(resolved);
    columns = strategy.prepare(view, resolved, ta, {});
  } catch {
    return null;
  }
  return areRows(firstRow, input) && areColumns(columns, input) ? { columns, firstRow } : null;
}

function areRows(firstRow: number, { bars, from }: SweepInput): boolean {
  if (!Number.isInteger(firstRow) || firstRow < 0) return false;
  return from === 0 ? firstRow < bars.length : firstRow < from;
}

function areColumns(columns: unknown, { strategy, bars }: SweepInput): columns is PreparedColumns {
  if (typeof columns !== 'object' || columns === null) return false;
  for (const name of columnDecision(strategy)!.columns) if (!(name in columns)) return false;
  for (const name in columns) {
    const column = (columns as Record<string, unknown>)[name];
    const isColumn = column instanceof Float64Array || isFloat64Array(column) || isInt8Array(column);
    if (!isColumn || column.length !== bars.length) return false;
  }
  return true;
}
