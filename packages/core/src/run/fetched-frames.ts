import { createHash } from 'node:crypto';
import { isFloat64Array } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

/** Bars that slices fetched themselves during a run, beside those its steps made. */
export class FetchedFrames {
  private readonly hashes = new Map<string, Set<string>>();

  /** Notes the frames among the outputs a slice got of another. */
  note(slice: string, outputs: Readonly<Record<string, unknown>>): void {
    for (const value of Object.values(outputs)) {
      const { time, close, symbol, provenance } = (value ?? {}) as Partial<Bars>;
      if (!isFloat64Array(time) || !isFloat64Array(close) || !symbol || !provenance) continue;
      const key = `${symbol} for ${slice}`;
      this.hashes.set(key, (this.hashes.get(key) ?? new Set<string>()).add(provenance.contentHash));
    }
  }

  /**
   * `SYMBOL for slice` → content hash, keys in order; of several different frames (fetched for several decisions) the
   * sha256 (hex) over their hashes, in whatever order they were fetched. Undefined when nothing was.
   */
  summary(): Readonly<Record<string, string>> | undefined {
    if (this.hashes.size === 0) return undefined;
    const entries = [...this.hashes].map(([key, hashes]) => [key, one([...hashes].sort())] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function one(hashes: readonly string[]): string {
  return hashes.length === 1 ? hashes[0]! : createHash('sha256').update(hashes.join('\n')).digest('hex');
}
