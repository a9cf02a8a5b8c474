import { createContext, Script } from 'node:vm';

/** How a call was ended before it returned. */
export type EndedEarly = 'timeout' | 'interrupt';

const slot: { call?: () => void } = {};
let context: ReturnType<typeof createContext> | undefined;
const script = new Script('call()');

const causes: Readonly<Record<string, EndedEarly>> = {
  ERR_SCRIPT_EXECUTION_TIMEOUT: 'timeout',
  ERR_SCRIPT_EXECUTION_INTERRUPTED: 'interrupt',
};

/**
 * Calls synchronous code that may never return, such as a strategy's. After `ms`, or on Ctrl-C, the call is ended wherever
 * it is, in an endless loop as well, and what `ended` makes of it is thrown. Nothing it holds may be used afterwards.
 * Node's `vm` watches from another thread: the code runs as fast as otherwise. Calls do not nest.
 * @throws what `work` throws, and `ended(…)`
 */
export function callBounded<T>(work: () => T, ms: number, ended: (how: EndedEarly) => Error): T {
  let result: { readonly value: T } | undefined;
  slot.call = () => {
    result = { value: work() };
  };
  context ??= createContext(slot);
  try {
    script.runInContext(context, { timeout: ms, breakOnSigint: true });
  } catch (error) {
    const how = causes[String((error as { code?: unknown } | null)?.code)];
    throw how === undefined ? error : ended(how);
  } finally {
    delete slot.call;
  }
  return result!.value;
}
