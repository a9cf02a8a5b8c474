/** Side of a column its text leans to. */
export type Alignment = 'left' | 'right';

/** How many columns a text takes: every character we print is one column wide. */
export function textWidth(text: string): number {
  return [...text.replace(/\u001b\[\d+m/g, '')].length;
}

/** A text padded to a width. */
export function pad(text: string, width: number, alignment: Alignment = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return alignment === 'left' ? text + space : space + text;
}

/**
 * Rows as aligned columns without borders, two spaces apart; lines end without trailing space. The last left-aligned
 * column is not padded, so that it may be as long as it likes.
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  gap = 2,
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, textWidth(cell))));
  }
  return rows.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, alignments[i] ?? 'left'))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}
