import { barColumns } from './bars.schema.js';
import type { Bars } from './bars.schema.js';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function littleEndianBytes(column: Float64Array): Uint8Array {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  if (isLittleEndian) return bytes;
  const swapped = bytes.slice();
  for (let i = 0; i < swapped.length; i += 8) swapped.subarray(i, i + 8).reverse();
  return swapped;
}

/**
 * What identifies a frame, as bytes to be hashed in turn (sha256 gives `provenance.contentHash`): the columns in the
 * order of `barColumns` as little-endian float64, then the actions as JSON. Equal exactly for equal rows and actions.
 */
export function contentParts(bars: Pick<Bars, (typeof barColumns)[number] | 'actions'>): readonly Uint8Array[] {
  const actions = new TextEncoder().encode(JSON.stringify(bars.actions));
  return [...barColumns.map((column) => littleEndianBytes(bars[column])), actions];
}
