import { resolveParams } from '@bot-v2/sdk';
import type { Bars, Columns, PreparedColumns, RunnableStrategy } from '@bot-v2/sdk';
import { copyState, StrategyRuntime } from '../loop/index.js';
import type { HandedFrames, LegChoice } from '../loop/index.js';
import { wishOf } from './probe-capture.js';
import type { Capture, SeenAccount, Wish } from './probe-capture.js';

/** A fresh instance of a strategy on prices of its own. */
export class FreshInstance {
  constructor(private readonly runtime: StrategyRuntime) {}

  /** What it made of its prices. */
  get columns(): PreparedColumns {
    return this.runtime.current!.columns;
  }

  /** What it asks for at a captured bar, with the account and state of the run there; money times `factor`. */
  ask(capture: Capture, factor = 1): Wish {
    const { runtime } = this;
    const { out } = runtime;
    showAccount(runtime, capture.account, factor);
    runtime.state = copyState(capture.state);
    out.nextId = capture.nextId;
    // A frame made for the probe has the same time there, but need not make a column of times for it.
    runtime.run(capture.row, capture.time);
    const wish = wishOf(out);
    out.clear();
    return wish;
  }
}

/** Lets a runtime see the account that a run saw; money times `factor`. */
export function showAccount({ account }: StrategyRuntime, seen: SeenAccount, factor = 1): void {
  account.equity = seen.equity * factor;
  account.cash = seen.cash * factor;
  account.quantity = seen.quantity;
  account.entryPrice = seen.entryPrice * factor;
  account.barsHeld = seen.barsHeld;
  account.openOrders = seen.openOrders;
}

/** Makes fresh instances of the strategies of a run: nothing is shared between two of them but code. */
export class FreshInstances {
  private readonly resolved = new Map<LegChoice, unknown>();

  /** An instance of a choice's strategy, or of its twin, that has prepared a view. */
  on(symbol: string, choice: LegChoice, view: Bars, inputs: Columns | undefined): FreshInstance {
    return new FreshInstance(this.runtime(symbol, choice, view, inputs));
  }

  /** The same as a bare runtime of a code; with `handed`, the view counts as handed out by the run. */
  runtime(
    symbol: string,
    choice: LegChoice,
    view: Bars,
    inputs: Columns | undefined,
    handed?: HandedFrames,
    strategy: RunnableStrategy = choice.twin ?? choice.strategy,
  ): StrategyRuntime {
    const runtime = new StrategyRuntime({ symbol, strategy, resolved: this.params(choice), inputs, handed });
    runtime.bindView(view);
    return runtime;
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
