import { sha256Hex } from '@bot-v2/engine';

/** A line of an append-only file: JSON behind the first 16 digits of its sha256, so that a torn or changed one shows. */
export function journalLine(value: unknown): string {
  const text = JSON.stringify(value);
  return `${sha256Hex(text).slice(0, 16)} ${text}\n`;
}

/** The values of the lines that are whole; the others (a torn last one, a changed one) are left out. */
export function journalValues(text: string): unknown[] {
  return text.split('\n').flatMap((line) => {
    const json = line.slice(17);
    if (line[16] !== ' ' || sha256Hex(json).slice(0, 16) !== line.slice(0, 16)) return [];
    return [JSON.parse(json) as unknown];
  });
}

/** Numbers as text, bit for bit. */
export function packColumn(column: Float64Array): string {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** What {@link packColumn} packed. */
export function unpackColumn(text: string): Float64Array {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return new Float64Array(bytes.buffer);
}
