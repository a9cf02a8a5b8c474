import { callBounded } from '@bot-v2/sdk/bounded';

/**
 * What code of a strategy gives within `ms`; null where it does not return in that time.
 * @throws what it throws, and `aborted()` on Ctrl-C
 */
export function inTime<T extends object>(work: () => T, ms: number, aborted: () => Error): T | null {
  let late = false;
  try {
    return callBounded(work, ms, (how) => {
      late = how === 'timeout';
      return aborted();
    });
  } catch (error) {
    if (late) return null;
    throw error;
  }
}
