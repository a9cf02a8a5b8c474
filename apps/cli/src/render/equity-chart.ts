import type { EquityCurve } from '@bot-v2/sdk';
import { pad } from './columns.js';
import { compact, day } from './format-number.js';

/** Columns of the axis: ` 118k |`. */
const axisWidth = 7;

/**
 * An equity curve as stars: `height` rows, one column for an equal share of the bars (its last value), months below.
 * A curve of fewer than two points is no chart: nothing is returned.
 */
export function renderEquityChart(curve: EquityCurve, width: number, height = 4): string[] {
  const length = curve.value.length;
  const columns = Math.min(width - axisWidth, length);
  if (length < 2 || columns < 2) return [];
  const at = (column: number) => Math.round((column * (length - 1)) / (columns - 1));
  const values = Array.from({ length: columns }, (_, column) => curve.value[at(column)]!);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const row = (value: number) => (high === low ? 0 : Math.round(((value - low) / (high - low)) * (height - 1)));
  const rows = high === low ? 1 : height;
  const lines: string[] = [];
  for (let level = rows - 1; level >= 0; level--) {
    const label = compact(rows === 1 ? low : low + ((high - low) * level) / (rows - 1));
    const stars = values.map((value) => (row(value) === level ? '*' : ' ')).join('');
    lines.push(`${pad(label, axisWidth - 2, 'right')} |${stars}`.trimEnd());
  }
  return [...lines, ' '.repeat(axisWidth) + months(curve, columns, at)];
}

/** First, middle and last month under their columns; as many of them as fit. */
function months(curve: EquityCurve, columns: number, at: (column: number) => number): string {
  const month = (column: number) => day(curve.time[at(column)]!).slice(0, 7);
  if (columns < 16) return month(0);
  const first = month(0);
  const last = month(columns - 1);
  if (columns < 27) return pad(first, columns - last.length) + last;
  const middle = Math.floor(columns / 2);
  return pad(pad(first, middle - 3) + month(middle), columns - last.length) + last;
}
