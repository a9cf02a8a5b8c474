import { alignColumns, textWidth } from './columns.js';
import type { Alignment } from './columns.js';
import { wrapText } from './wrap-text.js';

/** Narrowest last column worth breaking; where less is left, lines are as long as they are. */
const narrowest = 12;

/**
 * Rows as `alignColumns` has them, their last column broken at spaces so that lines are at most `width` wide: what does not
 * fit goes on below, under its column. One list of lines a row.
 */
export function hangingColumns(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  width: number,
  gap = 2,
): string[][] {
  const last = Math.max(0, ...rows.map((row) => row.length - 1));
  const before = Array.from({ length: last }, (_, i) => Math.max(...rows.map((row) => textWidth(row[i] ?? ''))));
  const margin = before.reduce((sum, each) => sum + each + gap, 0);
  const room = width - margin;
  const parts = rows.map((row) => {
    const text = row[last] ?? '';
    return room < narrowest || textWidth(text) <= room ? [text] : wrapText(text, room);
  });
  const lines = alignColumns(
    rows.map((row, i) => [...row.slice(0, last), parts[i]![0] ?? '']),
    alignments,
    gap,
  );
  return lines.map((line, i) => [line, ...parts[i]!.slice(1).map((part) => ' '.repeat(margin) + part)]);
}
