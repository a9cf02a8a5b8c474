import { firstDefined } from '../series.js';
import { wholeRuns } from '../whole-runs.js';
import type { IndicatorResult } from './indicator-spec.js';

/**
 * Holds a batch form to the rule of the catalogue for undefined inputs: a row in which a column is NaN is NaN, and after
 * it the indicator starts anew, as if the series began there.
 *
 * It costs nothing where nothing is missing, because `compute` tells: given a NaN in a row after the first whole one, it
 * must leave one in its last row. Recursions do so by themselves; windows, which forget, by {@link markGap}.
 * @param columns inputs, all of one length
 * @param compute the indicator of columns that begin together, of their length; called again for each whole stretch
 */
export function perRun<const Columns extends readonly Float64Array[], Result extends IndicatorResult>(
  columns: Columns,
  compute: (...columns: Columns) => Result,
): Result {
  const length = columns[0]?.length ?? 0;
  const start = columns.length === 1 || beginTogether(columns) ? 0 : length;
  const result = compute(...columns);
  const outputs = columnsOf(result);
  const last = length - 1;
  if (start === 0 && ![...columns, ...outputs].some((column) => Number.isNaN(column[last]))) return result;
  const runs = wholeRuns(columns);
  const [only] = runs;
  if (start === 0 && runs.length === 1 && only!.to === length) return result;
  for (const output of outputs) output.fill(Number.NaN);
  for (const { from, to } of runs) {
    const part = columns.map((column) => column.subarray(from, to)) as readonly Float64Array[] as Columns;
    columnsOf(compute(...part)).forEach((column, k) => outputs[k]!.set(column, from));
  }
  return result;
}

/**
 * Leaves NaN in the last row of `out` when a column has one after its first number. For kernels that forget.
 * @param suspected whether the kernel met a NaN; nothing is looked at when it did not
 */
export function markGap(out: Float64Array, suspected: boolean, ...columns: readonly Float64Array[]): void {
  if (!suspected) return;
  const broken = columns.some((column) => column.subarray(firstDefined(column)).some((value) => Number.isNaN(value)));
  if (broken) out[out.length - 1] = Number.NaN;
}

function beginTogether(columns: readonly Float64Array[]): boolean {
  const start = firstDefined(columns[0]!);
  return columns.every((column) => firstDefined(column) === start);
}

function columnsOf(result: IndicatorResult): readonly Float64Array[] {
  return 'BYTES_PER_ELEMENT' in result
    ? [result as Float64Array]
    : Object.values(result as Record<string, Float64Array>);
}
