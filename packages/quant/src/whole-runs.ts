/** Rows `from` … `to` − 1 of a table. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The stretches of rows in which no column is NaN, in order. Columns must have one length. */
export function wholeRuns(columns: readonly Float64Array[]): Run[] {
  const length = columns[0]?.length ?? 0;
  const runs: Run[] = [];
  let from = 0;
  for (let i = 0; i <= length; i++) {
    let k = i < length ? 0 : columns.length;
    while (k < columns.length && !Number.isNaN(columns[k]![i]!)) k++;
    if (i < length && k === columns.length) continue;
    if (i > from) runs.push({ from, to: i });
    from = i + 1;
  }
  return runs;
}
