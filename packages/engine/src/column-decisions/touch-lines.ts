/** Rows of a column in a line of the processor's cache. */
const lineRows = 8;

/**
 * Reads a value of each line that holds rows `row` … `end` − 1 of a column that is read for the first time: the processor has
 * the next lines ready then, where it would wait for those that are read here and there.
 * @returns their sum, to be kept: what nobody asks for is not read
 */
export function touchLines(column: Float64Array, row: number, end: number): number {
  let sum = 0;
  for (let i = row | 0; i < end; i = (i + lineRows) | 0) sum += column[i]!;
  return sum;
}
