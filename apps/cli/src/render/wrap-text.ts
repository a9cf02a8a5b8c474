import { textWidth } from './columns.js';

/**
 * Breaks a text at spaces into lines of at most `width` columns; a longer word keeps a line of its own, and a percent sign
 * stays with its number.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+(?!%)/).filter(Boolean)) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
