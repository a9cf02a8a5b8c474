import { createHash } from 'node:crypto';
import { contentParts } from '@bot-v2/sdk';

/** What identifies a frame: its columns and actions. */
export type HashedBars = Parameters<typeof contentParts>[0];

/** sha256 (hex) of a frame's rows and actions. */
export function contentHash(bars: HashedBars): string {
  const hash = createHash('sha256');
  for (const part of contentParts(bars)) hash.update(part);
  return hash.digest('hex');
}
