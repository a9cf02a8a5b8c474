import { createHash } from 'node:crypto';
import { contentParts } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

/** sha256 (hex) of a frame's rows and actions: its identity. */
export function hashBars(bars: Bars): string {
  const hash = createHash('sha256');
  for (const part of contentParts(bars)) hash.update(part);
  return hash.digest('hex');
}
