import { exit } from './exit.adapter.js';

/** Exit code of a process ended by Ctrl-C. */
const interrupted = 130;

/** A signal that the first Ctrl-C (or SIGTERM) aborts; the second ends the process at once. */
export function interruptSignal(notice: () => void): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) exit(interrupted);
    notice();
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}
