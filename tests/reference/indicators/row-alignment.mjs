/** Our columns lined up with the rows of a file, and the rows at which they are compared. */

/** Rows after which differently seeded averages must have met. */
const settled = 350;

/** Compared at the rows that `keep` names. */
export const where = (keep, values) => ({ values, keep });

/** Compared from a row on: where our outputs of one row are defined together, or where both are defined. */
export const after = (from, values) => where((row) => row >= from, values);

/** Compared from the row where differently seeded averages have met. */
export const late = (values) => after(settled, values);

/** The values of so many rows ago. */
export const delayed = (values, rows) => values.map((_, i) => (i < rows ? NaN : values[i - rows]));

/** The values of so many rows later: what is known then and drawn here. */
export const ahead = (values, rows) => values.map((_, i) => (i + rows < values.length ? values[i + rows] : NaN));

/** The values at the rows that `keep` names, NaN elsewhere. */
export const atRows = (values, keep) => values.map((value, i) => (keep(i) ? value : NaN));

/** Signs of values. */
export const sign = (values) => values.map(Math.sign);

/** Runs `compute` on monthly bars and repeats its columns at the days of each month. */
export function byMonth(timestamps, { high, low, close }, compute) {
  const months = [...new Set(timestamps.map((day) => day.slice(0, 7)))];
  const rows = months.map((month) => [...timestamps.keys()].filter((row) => timestamps[row].startsWith(month)));
  const bars = {
    high: Float64Array.from(rows, (days) => Math.max(...days.map((day) => high[day]))),
    low: Float64Array.from(rows, (days) => Math.min(...days.map((day) => low[day]))),
    close: Float64Array.from(rows, (days) => close[days.at(-1)]),
  };
  const spread = (values) => Float64Array.from(timestamps, (day) => values[months.indexOf(day.slice(0, 7))]);
  return Object.fromEntries(Object.entries(compute(bars)).map(([name, values]) => [name, spread(values)]));
}

/** Two columns made one, row by row. */
export const combined = (a, b, of) => a.map((value, i) => of(value, b[i]));
