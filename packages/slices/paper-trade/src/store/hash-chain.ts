import { createHash } from 'node:crypto';
import type { NewEvent, StoredEvent, Tail } from './event.js';

/** The hash before the first event. */
export const genesisHash = '0'.repeat(64);

/** sha256 (hex) of an event in its place: of `[prevHash, seq, ts, type, key, body]` as JSON, so that no field can run into another. */
export function eventHash(event: NewEvent, seq: number, prevHash: string): string {
  const text = JSON.stringify([prevHash, seq, event.ts, event.type, event.key, event.body]);
  return createHash('sha256').update(text).digest('hex');
}

/** The event that follows `tail`. */
export function chained(event: NewEvent, tail: Tail): StoredEvent {
  const seq = tail.seq + 1;
  const { ts, type, key, body } = event;
  return { seq, ts, type, key, body, prevHash: tail.hash, hash: eventHash(event, seq, tail.hash) };
}

/** What is wrong with `event` as the one after `tail`; undefined when it fits. */
export function chainFault(event: StoredEvent, tail: Tail): string | undefined {
  if (event.seq !== tail.seq + 1) return `event ${tail.seq + 1} is missing, the next is ${event.seq}`;
  if (event.prevHash !== tail.hash) return `event ${event.seq} does not follow event ${tail.seq}`;
  if (event.hash !== eventHash(event, event.seq, event.prevHash)) return `event ${event.seq} was changed`;
  return undefined;
}
