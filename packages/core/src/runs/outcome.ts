import { createHash } from 'node:crypto';
import type { RunResult } from '@bot-v2/sdk';

/** Keys whose values say how long something took. */
const timings = new Set(['durationMs']);

/**
 * What a run decided and did, as JSON text: the result without its identity, its timings and its manifest. A replay must
 * give the same bytes.
 */
export function outcomeText({ runId: _, manifest: __, ...outcome }: RunResult): string {
  return JSON.stringify(outcome, (key, value: unknown) => (timings.has(key) ? undefined : value));
}

/** sha256 (hex) of `outcomeText`. */
export function outcomeHash(result: RunResult): string {
  return createHash('sha256').update(outcomeText(result)).digest('hex');
}
