import { BotError } from '@bot-v2/sdk';
import type { AnyPortfolioStrategy, Cursor } from '@bot-v2/sdk';
import type { LegDesk } from './leg-desk.js';

type Columns = Readonly<Record<string, Cursor>>;

/** A symbol's place in it. */
export type Seat = Pick<LegDesk, 'symbol' | 'time' | 'runtime'>;

/** Before the first row of a symbol there is nothing to see. */
const nothing: Cursor = Object.freeze({ now: NaN, ago: () => NaN });

/**
 * Runs a strategy that decides for all legs at once. Each leg's runtime prepares its columns and stands at its last row;
 * `onBar` gets them side by side. The state is kept with the first leg.
 */
export class PortfolioRunner {
  private readonly strategy: AnyPortfolioStrategy;
  private readonly fresh: boolean[];
  private readonly cols: Columns[];
  private readonly account = { equity: 0, cash: 0 };
  private readonly context: Record<string, unknown>;

  constructor(
    strategy: AnyPortfolioStrategy,
    private readonly desks: readonly Seat[],
  ) {
    this.strategy = strategy;
    this.fresh = desks.map(() => false);
    this.cols = desks.map(() => ({}));
    const [first] = desks;
    for (const desk of desks) desk.runtime.out.numberWith(first!.runtime.out);
    this.context = {
      time: 0,
      symbols: desks.map((desk) => desk.symbol),
      cols: this.cols,
      fresh: this.fresh,
      p: first!.runtime.params,
      account: this.account,
      positions: desks.map((desk) => desk.runtime.account),
      state: null,
      out: desks.map((desk) => desk.runtime.out),
    };
  }

  /** Id the next order gets. */
  get nextId(): number {
    return this.desks[0]!.runtime.out.nextId;
  }

  set nextId(next: number) {
    this.desks[0]!.runtime.out.nextId = next;
  }

  /** Whether some leg stands at a row at which it may decide. */
  ready(rows: ArrayLike<number>): boolean {
    return this.desks.some((desk, leg) => rows[leg]! >= desk.runtime.firstRow);
  }

  /** Calls `onBar`; what it asked for is in the outboxes of the legs. `rows`: −1 for a leg without a row yet. */
  run(time: number, rows: ArrayLike<number>, fresh: ArrayLike<number>, equity: number, cash: number): void {
    const { desks, cols, context } = this;
    for (let leg = 0; leg < desks.length; leg++) {
      const { runtime } = desks[leg]!;
      const row = rows[leg]!;
      runtime.seek(Math.max(row, 0));
      cols[leg] = row < 0 ? withoutRows(runtime.cols) : runtime.cols;
      this.fresh[leg] = fresh[leg] === 1;
    }
    this.account.equity = equity;
    this.account.cash = cash;
    context['time'] = time;
    const [first] = desks;
    context['state'] = first!.runtime.state;
    first!.runtime.guard(Math.max(rows[0]!, 0), () => this.strategy.onBar(context as never));
  }

  /** Runs every tick before the given rows against nothing: state is warmed, orders are dropped, the account is flat. */
  warm(before: readonly number[], capital: number): void {
    if (this.strategy.state === undefined) return;
    const { desks, nextId } = this;
    const times = desks.map((desk) => desk.time);
    const rows = new Int32Array(desks.length).fill(-1);
    const fresh = new Uint8Array(desks.length);
    for (;;) {
      let now = Infinity;
      for (let leg = 0; leg < desks.length; leg++) {
        const next = rows[leg]! + 1;
        if (next < before[leg]!) now = Math.min(now, times[leg]![next]!);
      }
      if (now === Infinity) break;
      for (let leg = 0; leg < desks.length; leg++) {
        const next = rows[leg]! + 1;
        fresh[leg] = next < before[leg]! && times[leg]![next] === now ? 1 : 0;
        if (fresh[leg] === 1) rows[leg] = next;
      }
      if (!this.ready(rows)) continue;
      for (const { runtime } of desks) runtime.account.reset(capital);
      this.run(now, rows, fresh, capital, capital);
      for (const { runtime } of desks) runtime.out.clear();
    }
    this.nextId = nextId;
  }
}

function withoutRows(cols: Columns): Columns {
  return Object.fromEntries(Object.keys(cols).map((name) => [name, nothing]));
}

/**
 * The runner of legs whose strategy decides for all of them; null when each leg decides for itself.
 * @throws BOT_CAP_INPUT when only some legs have such a strategy, or not all the same with the same parameters
 */
export function portfolioRunner(desks: readonly LegDesk[]): PortfolioRunner | null {
  const [first] = desks;
  const one = first!.choice.strategy;
  if (desks.every((desk) => desk.choice.strategy.scope !== 'portfolio')) return null;
  const text = (desk: LegDesk) => JSON.stringify(desk.runtime.params);
  if (one.scope === 'portfolio' && desks.every((desk) => desk.choice.strategy === one && text(desk) === text(first!))) {
    return new PortfolioRunner(one, desks);
  }
  const named = desks.map((desk) => `${desk.symbol}: ${desk.choice.strategy.id}`).join(', ');
  throw new BotError('BOT_CAP_INPUT', `a portfolio strategy decides for all symbols of a run, not for some: ${named}`, {
    hint: 'Choose the same strategy with the same parameters for every symbol, or strategies for one symbol.',
  });
}
