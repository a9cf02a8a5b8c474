/**
 * Lets pending events run before going on: a signal to abort arrives only when the event loop turns, and a backtest on one
 * thread never turns it by itself.
 */
export function turnEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
