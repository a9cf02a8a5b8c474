import { resolveParams } from '@bot-v2/sdk';
import type { Bars, Columns } from '@bot-v2/sdk';
import { copyState, StrategyRuntime } from '../loop/index.js';
import type { LegChoice } from '../loop/index.js';
import { wishOf } from './probe-capture.js';
import type { Capture, Wish } from './probe-capture.js';

/** What a fresh instance made of a bar. */
export interface Answer {
  readonly columns: Columns;
  readonly wish: Wish;
}

/** Makes fresh instances of the strategies of a run: nothing is shared between two of them but code. */
export class FreshInstances {
  private readonly resolved = new Map<LegChoice, unknown>();

  /** Asks a fresh instance at a captured bar, on prices of its own, with the account and state it had there. */
  ask(capture: Capture, view: Bars, inputs: Columns | undefined, factor = 1): Answer {
    const { choice, symbol } = capture.desk;
    const { strategy } = choice;
    const runtime = new StrategyRuntime({ symbol, strategy, resolved: this.params(choice), inputs });
    runtime.bindView(view);
    const { account } = runtime;
    const seen = capture.account;
    account.equity = seen.equity * factor;
    account.cash = seen.cash * factor;
    account.quantity = seen.quantity;
    account.entryPrice = seen.entryPrice * factor;
    account.barsHeld = seen.barsHeld;
    account.openOrders = seen.openOrders;
    runtime.state = copyState(capture.state);
    runtime.out.nextId = capture.nextId;
    if (strategy.scope === 'portfolio') {
      // What it decides depends on all symbols at once; here the columns of one are made again.
      runtime.seek(capture.row);
      return { columns: runtime.current!.columns, wish: capture.wish };
    }
    runtime.run(capture.row);
    return { columns: runtime.current!.columns, wish: wishOf(runtime.out) };
  }

  /** Parameters of its own for an instance: the schema runs once for each choice when what it makes can be copied. */
  private params(choice: LegChoice): unknown {
    const { strategy, params } = choice;
    if (!this.resolved.has(choice)) this.resolved.set(choice, resolveParams(strategy, copyState(params ?? {})));
    const resolved = this.resolved.get(choice);
    return isPlain(resolved) ? copyState(resolved) : resolveParams(strategy, params ?? {});
  }
}

/** Whether a value is made of primitives, arrays and plain objects alone. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.values(value).every(isPlain);
}
