import { createHash } from 'node:crypto';
import { barColumns } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

/** sha256 (hex) over the six columns, in their order, and the actions as JSON: the identity of a frame. */
export function hashBars(bars: Bars): string {
  const hash = createHash('sha256');
  for (const column of barColumns) {
    const { buffer, byteOffset, byteLength } = bars[column];
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.update(JSON.stringify(bars.actions)).digest('hex');
}
