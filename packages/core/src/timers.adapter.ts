/**
 * Settles like `work`, unless it takes longer than `ms` (null: no limit) or `signal` aborts: then rejects with what
 * `onTimeout` or `onAbort` makes. The work itself cannot be stopped, only no longer waited for.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  limits: {
    readonly ms: number | null;
    readonly onTimeout: () => Error;
    readonly signal?: AbortSignal;
    readonly onAbort?: () => Error;
  },
): Promise<T> {
  const { ms, signal } = limits;
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const broken = new Promise<never>((_, reject) => {
    if (ms !== null) timer = setTimeout(() => reject(limits.onTimeout()), ms);
    if (!signal || !limits.onAbort) return;
    abort = () => reject(limits.onAbort!());
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, broken]);
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
  }
}

/** Waits; returns early when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Lets pending events (a signal, a timer) be handled before going on with computing. */
export async function yieldToEvents(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
