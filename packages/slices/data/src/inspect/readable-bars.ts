import { namedColumns } from '../csv/parse-csv.js';
import type { CheckedBars } from '../quality/index.js';
import type { GivenRows } from './given-rows.js';

/**
 * The rows that hold a date and four positive prices, oldest first and the first of each time: what the checks of bars
 * can look at in a file that would be refused. A volume that is none counts as 0; opens outside the range stay.
 */
export function readableBars(given: GivenRows): Pick<CheckedBars, 'columns' | 'adjustedClose' | 'stated'> {
  const { columns } = given;
  const [time, open, high, low, close] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const isPrice = (price: number | undefined): boolean => price !== undefined && price > 0 && price < Infinity;
  const rows = [...time.keys()].filter(
    (row) =>
      time[row] === time[row] && isPrice(open[row]) && isPrice(high[row]) && isPrice(low[row]) && isPrice(close[row]),
  );
  rows.sort((a, b) => time[a]! - time[b]! || a - b);
  const kept = rows.filter((row, i) => i === 0 || time[row] !== time[rows[i - 1]!]);
  const taken = columns.map((column) =>
    column.length === 0 ? column : Float64Array.from(kept, (row) => column[row]!),
  );
  taken[5]!.forEach((shares, i, volume) => {
    if (!(shares >= 0 && shares < Infinity)) volume[i] = 0;
  });
  return namedColumns(taken);
}
