import { performance } from 'node:perf_hooks';

/**
 * Lets pending events run before going on: a signal to abort arrives only when the event loop turns, and a study on one
 * thread never turns it by itself.
 */
export function turnEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Time that only goes forward, ms. */
export const monotonicNow = (): number => performance.now();
