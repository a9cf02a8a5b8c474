import { errorData } from '@bot-v2/sdk';
import type { Logger, RunEvent } from '@bot-v2/sdk';
import { callCapability } from '../slices/index.js';
import type { LoadedSlice } from '../slices/index.js';
import { createRunContext } from './run-context.js';
import type { RunEnvironment } from './run-environment.js';

/** The capability that records a run's events. */
export const monitorCapability = 'monitor.log_event';

/** Whether an event is worth recording; what the monitor itself says is not told to it again. */
function isRecorded(event: RunEvent, monitor: string): boolean {
  if (event.slice === monitor || event.type === 'step.progress') return false;
  return event.severity !== 'debug';
}

/**
 * Passes the events of a run to the monitor, in order, without holding the run up, also after it was
 * interrupted. Returns a wait for the last one.
 */
export function feedMonitor(env: RunEnvironment, monitor: LoadedSlice, log: Logger): () => Promise<void> {
  const entry = monitor.capabilities.get(monitorCapability);
  if (!entry) return () => Promise.resolve();
  const refuse = () => Promise.reject(new Error('the monitor decides nothing'));
  const ctx = createRunContext(env, {
    limit: null,
    slice: monitor,
    step: null,
    symbol: null,
    signal: new AbortController().signal,
    decide: refuse,
  });
  let last: Promise<unknown> = Promise.resolve();
  const off = env.bus.on((event) => {
    if (!isRecorded(event, monitor.id)) return;
    last = last
      .then(() =>
        callCapability({
          provider: monitor,
          token: entry.token,
          input: { event },
          given: new Set(),
          ctx,
          timeoutMs: 1_000,
        }),
      )
      .catch((error: unknown) => log.warn('an event could not be recorded', { type: event.type, ...errorData(error) }));
  });
  return async () => {
    off();
    await last;
  };
}
