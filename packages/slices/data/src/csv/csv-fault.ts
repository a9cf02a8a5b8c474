import { BotError } from '@bot-v2/sdk';
import type { CsvLayout } from './csv-layout.js';
import { csvRoles } from './csv-layout.js';
import { byte, fieldEnd, fieldText } from './field.js';

/** A file being read, for messages. */
export interface CsvSource {
  readonly bytes: Uint8Array;
  readonly path: string;
  readonly layout: CsvLayout;
}

/** Where a field stands: line and column (in bytes) from 1, its text and the name of its column. */
interface Position {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly name: string;
}

/** Finds row `row` again, counting lines from the start: only ever done to report a fault. */
function positionOf({ bytes, layout }: CsvSource, row: number, field: number): Position {
  let p = layout.dataStart;
  let line = layout.dataLine;
  let left = row;
  for (;;) {
    const blank = bytes[p] === byte.newline || (bytes[p] === byte.return && bytes[p + 1] === byte.newline);
    if (!blank && left-- === 0) break;
    p = bytes.indexOf(byte.newline, p) + 1;
    line++;
  }
  const start = p;
  for (let passed = 0; passed < field; passed++) p = fieldEnd(bytes, p, layout.delimiter) + 1;
  const text = fieldText(bytes, p, layout.delimiter);
  return { line, column: p - start + 1, text, name: layout.names[field] ?? '' };
}

/** The field that holds a column. */
export function fieldOf(layout: CsvLayout, role: (typeof csvRoles)[number]): number {
  return layout.roles.indexOf(csvRoles.indexOf(role));
}

/** `BOT_DATA_MALFORMED` at a field of a row: `path:line:column: <what>`. */
export function faultAt(
  source: CsvSource,
  row: number,
  field: number,
  what: (position: Position) => string,
  hint: string | ((position: Position) => string),
): BotError {
  const position = positionOf(source, row, field);
  const { line, column } = position;
  return new BotError('BOT_DATA_MALFORMED', `${source.path}:${line}:${column}: ${what(position)}`, {
    details: { path: source.path, line, column, row, text: position.text },
    hint: typeof hint === 'string' ? hint : hint(position),
  });
}
