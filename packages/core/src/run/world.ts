import { invariant, splitAt, truncate, rowsUpTo } from '@bot-v2/sdk';
import type { Account, Bars, BarsRequest, StrategyChoice, StrategyRef } from '@bot-v2/sdk';
import type { ProducedValue } from '../workflow/produced-value.js';
import { hashBars } from './hash-bars.js';

/** Outputs of one step, by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What the run itself offers to steps. */
export interface RunPorts {
  readonly account: Account;
  readonly requests: ReadonlyMap<string, BarsRequest>;
  /** The strategy the user named, per symbol; empty unless exactly one was. */
  readonly choices: ReadonlyMap<string, StrategyChoice>;
  /** The strategies the user named. */
  readonly strategies: readonly StrategyRef[];
}

/** Everything produced so far: per step, and per symbol for symbol steps. Symbols that failed have left it. */
export class World {
  private readonly perSymbol = new Map<string, Map<string, Outputs>>();
  private readonly portfolio = new Map<string, Outputs>();
  /** Symbols still in the run. */
  symbols: readonly string[];
  /** Open time of the last bar known at the decision; null before there was one. */
  decideAt: number | null = null;

  constructor(
    readonly ports: RunPorts,
    symbols: readonly string[],
  ) {
    this.symbols = symbols;
  }

  put(step: string, symbol: string | null, outputs: Outputs): void {
    if (symbol === null) {
      this.portfolio.set(step, outputs);
      return;
    }
    const own = this.perSymbol.get(step) ?? new Map<string, Outputs>();
    this.perSymbol.set(step, own.set(symbol, outputs));
  }

  outputs(step: string, symbol: string | null): Outputs | undefined {
    return symbol === null ? this.portfolio.get(step) : this.perSymbol.get(step)?.get(symbol);
  }

  /** The value for one symbol (or of a portfolio step); undefined when the step did not produce it. */
  get(value: ProducedValue, symbol: string | null): unknown {
    return this.outputs(value.step.id, value.scope === 'symbol' ? symbol : null)?.[value.output];
  }

  /** Splits the bars a step produced at the decision: adds `history` and `evaluation` to its outputs. */
  split(step: string, output: string): void {
    const { decideAt } = this;
    invariant(decideAt !== null, 'bars are split before the decision is known');
    for (const symbol of this.symbols) {
      const outputs = this.outputs(step, symbol);
      if (outputs?.[output] === undefined) continue;
      this.put(step, symbol, { ...outputs, ...splitAt(outputs[output] as Bars, decideAt, hashBars) });
    }
  }

  /** This world as it was known at `at`, with another account: the same bars, cut there, and nothing decided yet. */
  at(at: number, account: Account, barSteps: readonly { readonly step: string; readonly output: string }[]): World {
    const past = new World({ ...this.ports, account }, this.symbols);
    past.decideAt = at;
    for (const { step, output } of barSteps) {
      for (const symbol of this.symbols) {
        const bars = this.outputs(step, symbol)?.[output] as Bars | undefined;
        if (bars === undefined) continue;
        past.put(step, symbol, { history: truncate(bars, rowsUpTo(bars.time, at), hashBars) });
      }
    }
    return past;
  }
}
