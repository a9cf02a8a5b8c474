import { createHash } from 'node:crypto';
import { littleEndianBytes } from './byte-order.js';
import type { SampleAction, SampleColumns } from './sample-frame.js';

/** What the hash covers. */
export interface HashedContent {
  readonly symbol: string;
  readonly length: number;
  readonly columns: SampleColumns;
  readonly actions: readonly SampleAction[];
}

/**
 * Identity of a sample: sha256 (hex) of `bot-v2-sample@1`, a newline, the JSON of
 * `{ symbol, interval, basis, length, actions }`, a newline, and the columns time, open, high, low, close, volume as
 * little-endian float64. It changes when any bar or action does, and with nothing else.
 */
export function contentHash({ symbol, length, columns, actions }: HashedContent): string {
  const head = JSON.stringify({ symbol, interval: '1d', basis: 'raw', length, actions });
  const hash = createHash('sha256').update(`bot-v2-sample@1\n${head}\n`);
  const { time, open, high, low, close, volume } = columns;
  for (const column of [time, open, high, low, close, volume]) hash.update(littleEndianBytes(column));
  return hash.digest('hex');
}
