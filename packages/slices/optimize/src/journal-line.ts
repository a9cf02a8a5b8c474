import { createHash } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A line of an append-only file: JSON behind the first 16 digits of its sha256, so that a torn or changed one shows. */
export function journalLine(value: unknown): string {
  const text = JSON.stringify(value);
  return `${digest(text)} ${text}\n`;
}

/** The values of the lines that are whole; the others (a torn last one, a changed one) are left out. */
export function journalValues(text: string): unknown[] {
  return text.split('\n').flatMap((line) => {
    const json = line.slice(17);
    return line[16] === ' ' && digest(json) === line.slice(0, 16) ? [JSON.parse(json) as unknown] : [];
  });
}

/** Numbers as text, bit for bit. */
export function packColumn({ buffer, byteOffset, byteLength }: Float64Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** What {@link packColumn} packed. */
export function unpackColumn(text: string): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float64Array(bytes.buffer);
}
