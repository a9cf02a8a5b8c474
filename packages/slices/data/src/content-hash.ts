import { barColumns } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { createHash } from 'node:crypto';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function littleEndianBytes(column: Float64Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = column;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (isLittleEndian) return bytes;
  return Buffer.from(bytes).swap64();
}

/** What identifies a frame: its columns and actions. */
export type HashedBars = Pick<Bars, (typeof barColumns)[number] | 'actions'>;

/**
 * sha256 (hex) of a frame: the columns time, open, high, low, close, volume as little-endian float64, then the actions
 * as JSON. Two frames have the same hash exactly when they have the same rows and actions.
 */
export function contentHash(bars: HashedBars): string {
  const hash = createHash('sha256');
  for (const column of barColumns) hash.update(littleEndianBytes(bars[column]));
  return hash.update(JSON.stringify(bars.actions)).digest('hex');
}
