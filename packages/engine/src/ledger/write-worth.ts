/** Writes cash and what shares are worth at rows `row` and on, as values `from … to − 1`. */
export function writeWorth(
  values: Float64Array,
  from: number,
  to: number,
  close: Float64Array,
  row: number,
  shares: number,
  cash: number,
): void {
  if (shares === 0) {
    for (let i = from; i < to; i++) values[i] = cash;
    return;
  }
  const offset = row - from;
  for (let i = from; i < to; i++) values[i] = cash + shares * close[i + offset]!;
}
