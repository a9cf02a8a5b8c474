import type { Account, Bars, Columns, Trade } from '@bot-v2/sdk';
import { moneyUnits } from '../costs/index.js';
import { ActionWalk } from '../ledger/index.js';
import type { Ledger } from '../ledger/index.js';
import { DenialLog, RiskGate } from '../risk/index.js';
import type { RiskLimits } from '../risk/index.js';
import type { HandedFrames } from './handed-frames.js';
import type { ClosedReason, FillEvent, Intent, OrderIntent } from './intents.js';
import { LegDesk } from './leg-desk.js';
import type { DeskOrder } from './leg-desk.js';
import type { FrameDecision, LegChoice } from './leg.js';
import type { LoopSnapshot } from './loop-snapshot.js';
import { TradingBooks } from './trading-books.js';

/** One leg of a loop. */
export interface LoopLeg extends LegChoice {
  readonly symbol: string;
  readonly bars: Bars;
  /** Actions with ex-date ≤ this instant are history: the position starts after them. */
  readonly settledThrough: number;
  readonly inputs?: Columns | undefined;
}

/** What a loop is made of. Legs are sorted by symbol. */
export interface LoopInput {
  readonly legs: readonly LoopLeg[];
  readonly account: Account;
  readonly risk?: RiskLimits | undefined;
  readonly checkInvariants?: boolean | undefined;
  /** When given, strategies get private copies of the prices, which are kept here: for the probe. */
  readonly handed?: HandedFrames | undefined;
}

/** Looks on while strategies decide. */
export interface DecisionObserver {
  /** Called before a leg's `onBar`, with its refreshed runtime. */
  before(leg: number, row: number, desk: LegDesk): void;
  /** Called after it, before its calls are read. */
  after(leg: number, row: number, desk: LegDesk): void;
}

/**
 * The synchronous trading loop of an account: it settles actions and fills, marks positions, lets strategies decide and
 * turns what they want into intents. It never waits, knows no broker and no clock. A driver calls, for every tick,
 * `open` for each leg with a new bar, `fill` and `closed` for what its broker reports, then `close`, then `decide`, and
 * sends what is in `intents`.
 */
export class Loop {
  readonly books: TradingBooks;
  readonly ledger: Ledger;
  /** Intents since they were last taken; the driver empties it. */
  readonly intents: Intent[] = [];
  readonly orders: OrderIntent[] = [];
  readonly denials: DenialLog;
  readonly desks: LegDesk[];
  expired = 0;
  rejected = 0;
  /** True once equity was not positive: everything is liquidated and nothing decides any more. */
  stopped = false;
  /** Looks on while the strategies decide; null for nobody. */
  observer: DecisionObserver | null = null;
  private readonly symbols: readonly string[];
  private readonly gate: RiskGate;
  readonly walks: ActionWalk[];
  readonly frames: Bars[];
  private readonly working = new Map<number, OrderIntent>();
  private readonly workingByLeg: Int32Array;
  private readonly rows: Int32Array;
  /** 1 for a leg whose bar was closed and is not decided yet. */
  readonly fresh: Uint8Array;
  /** Id of the next order. */
  nextId = 1;
  /** Equity at the last close. */
  lastEquity: number;
  private lastTime = NaN;

  constructor(private readonly input: LoopInput) {
    const { legs, account } = input;
    const n = legs.length;
    this.symbols = legs.map((leg) => leg.symbol);
    this.books = new TradingBooks(account.cash, this.symbols, input.checkInvariants !== false);
    this.ledger = this.books.ledger;
    this.lastEquity = account.cash;
    this.denials = new DenialLog(this.symbols);
    this.gate = new RiskGate(input.risk ?? {}, account.terms.shorting);
    this.workingByLeg = new Int32Array(n);
    this.rows = new Int32Array(n).fill(-1);
    this.fresh = new Uint8Array(n);
    this.frames = legs.map((leg) => leg.bars);
    this.walks = legs.map((leg) => new ActionWalk(leg.bars, leg.settledThrough, account.terms.fractional));
    this.desks = legs.map((leg, index) => this.desk(index, leg, leg.inputs));
  }

  private desk(leg: number, choice: LegChoice, inputs: Columns | undefined): LegDesk {
    const { terms } = this.input.account;
    const desk = new LegDesk(this.symbols[leg]!, choice, {
      gate: this.gate,
      fractional: terms.fractional,
      shorting: terms.shorting,
      equalShare: 1 / this.symbols.length,
      inputs,
      handed: this.input.handed,
    });
    desk.bind(this.frames[leg]!);
    return desk;
  }

  /** A leg's frame has grown by final rows. */
  grow(leg: number, bars: Bars): void {
    this.frames[leg] = bars;
    this.walks[leg]!.grow(bars);
    this.desks[leg]!.bind(bars);
  }

  /** Settles actions due before the open of a leg's bar. Returns the split ratio the leg's resting orders need, 1 when none. */
  open(leg: number, row: number): number {
    this.rows[leg] = row;
    this.fresh[leg] = 1;
    const walk = this.walks[leg]!;
    const frame = this.frames[leg]!;
    const time = frame.time[row]!;
    if (!walk.due(time)) return 1;
    this.books.beginActions(time, row);
    const held = this.ledger.quantity[leg] !== 0;
    walk.apply(leg, time, frame.open[row]!, this.ledger, this.books);
    if (held && this.ledger.quantity[leg] === 0) this.desks[leg]!.heldTarget = NaN;
    return this.books.splitRatio;
  }

  /** Interest on cash for the calendar time since the last tick (act/365), before the open. */
  accrue(time: number): void {
    this.books.accrue(this.input.account.terms.cashInterest, time - this.lastTime);
  }

  /** Settles a fill the broker reports. */
  fill(f: FillEvent): void {
    const { leg } = f;
    this.books.fill(f, this.working.get(f.order)?.reason ?? f.cause);
    if (this.ledger.quantity[leg] === 0) this.desks[leg]!.heldTarget = NaN;
    if (f.order !== 0) this.forget(f.order, leg);
  }

  /** An order ended without a (further) fill. */
  closed(order: number, leg: number, reason: ClosedReason): void {
    if (reason === 'end-of-data') this.expired++;
    else if (reason !== 'cancelled') this.rejected++;
    if (reason === 'no-cash') this.books.cashLimited++;
    const row = this.rows[leg]!;
    this.books.tape.closed(order, row < 0 ? 0 : this.frames[leg]!.time[row]!);
    this.forget(order, leg);
  }

  private forget(order: number, leg: number): void {
    if (this.working.delete(order)) this.workingByLeg[leg] = this.workingByLeg[leg]! - 1;
  }

  /** Marks the legs opened in this tick at their closes; `record` adds the tick to the curve. */
  close(time: number, record: boolean): void {
    const { ledger, rows, fresh } = this;
    for (let leg = 0; leg < rows.length; leg++) {
      if (fresh[leg] === 1) ledger.mark[leg] = this.frames[leg]!.close[rows[leg]!]!;
    }
    const equity = this.books.close(time, record);
    this.lastEquity = equity;
    this.lastTime = time;
    if (equity <= 0 && !this.stopped) this.liquidate();
  }

  /** Lets the strategies of the legs opened in this tick decide. */
  decide(): void {
    const { rows, fresh } = this;
    for (let leg = 0; leg < rows.length; leg++) {
      if (fresh[leg] !== 1) continue;
      fresh[leg] = 0;
      const row = rows[leg]!;
      if (!this.stopped && row >= this.desks[leg]!.runtime.firstRow) this.decideLeg(leg, row);
    }
  }

  private decideLeg(leg: number, row: number): void {
    const desk = this.desks[leg]!;
    const { runtime } = desk;
    const { ledger } = this;
    const view = runtime.account;
    view.equity = this.lastEquity;
    view.cash = ledger.cashUnits / moneyUnits;
    const quantity = ledger.quantity[leg]!;
    view.quantity = quantity;
    view.openOrders = this.workingByLeg[leg]!;
    runtime.out.nextId = this.nextId;
    if (quantity === 0) {
      view.entryPrice = NaN;
      view.barsHeld = 0;
    } else {
      view.barsHeld = this.books.trips[leg]!.barsHeld(row);
      view.entryPrice = ledger.adjustedEntry[leg]!;
      runtime.locate(row);
      view.entryPrice *= runtime.scaleAt(row);
    }
    const { observer } = this;
    if (observer !== null) observer.before(leg, row, desk);
    runtime.run(row);
    if (observer !== null) observer.after(leg, row, desk);
    this.readOutbox(leg, row, desk);
  }

  /** Turns what a strategy asked for at a row into intents or denials. */
  readOutbox(leg: number, row: number, desk: LegDesk): void {
    const { out } = desk.runtime;
    this.nextId = out.nextId;
    if (out.entries.length > 0) this.readEntries(leg, row, desk);
    if (out.targeted) this.emit(leg, row, desk.target(out.signal, out.options, row, this.deskAccount(leg)), 0);
    out.clear();
  }

  /** The only leg stands at a close that was recorded elsewhere. */
  atClose(row: number, time: number, equity: number): void {
    this.rows[0] = row;
    this.lastTime = time;
    this.lastEquity = equity;
  }

  private readEntries(leg: number, row: number, desk: LegDesk): void {
    for (const entry of desk.runtime.out.entries) {
      if (entry.kind === 'order') {
        this.emit(leg, row, desk.send(entry.request, 'order', row, this.deskAccount(leg)), entry.id);
      } else if (entry.kind === 'cancel') this.cancelOrders(leg, entry.id);
      else if (entry.kind === 'close')
        this.emit(leg, row, desk.close(entry.portion, row, this.ledger.quantity[leg]!), 0);
      else if (this.ledger.quantity[leg] !== 0) this.emit(leg, row, desk.protect(entry.prices, row), 0);
    }
  }

  private readonly deskView = { equity: 0, buyingPower: 0, position: 0, price: 0 };
  private deskAccount(leg: number) {
    const view = this.deskView;
    view.equity = this.lastEquity;
    view.position = this.ledger.quantity[leg]!;
    view.price = this.ledger.mark[leg]!;
    view.buyingPower = this.ledger.available() + (this.working.size === 0 ? 0 : this.pendingSales());
    return view;
  }

  private pendingSales(): number {
    let value = 0;
    for (const order of this.working.values()) {
      if (order.type === 'market' && order.side === 'sell') value += order.quantity * this.ledger.mark[order.leg]!;
    }
    return value;
  }

  private timeOf(leg: number): number {
    return this.frames[leg]!.time[this.rows[leg]!]!;
  }

  private emit(leg: number, row: number, made: DeskOrder, id: number): void {
    if (made === null) return;
    const at = this.timeOf(leg);
    const symbol = this.symbols[leg]!;
    if (made.kind === 'denied') this.denials.add(leg, row, at, made.reason, made.text);
    else if (made.kind === 'protect') {
      const { kind, ...prices } = made;
      const intent = { kind, symbol, leg, at, ...prices };
      this.books.tape.protect(intent);
      this.intents.push(intent);
    } else {
      const { order } = made;
      const number = id === 0 ? this.nextId++ : id;
      if (order.price !== undefined || order.stopLoss !== undefined || order.takeProfit !== undefined) {
        this.sendOrder({ kind: 'order', id: number, symbol, leg, at, ...order });
      } else {
        const { side, quantity, type, reason } = order;
        this.sendOrder({ kind: 'order', id: number, symbol, leg, at, side, quantity, type, reason });
      }
    }
  }

  private sendOrder(intent: OrderIntent): void {
    this.working.set(intent.id, intent);
    this.workingByLeg[intent.leg] = this.workingByLeg[intent.leg]! + 1;
    this.orders.push(intent);
    this.books.tape.order(intent);
    this.intents.push(intent);
  }

  /** Takes back one working order of a leg, or all of them. */
  private cancelOrders(leg: number, id: number | null): void {
    if (this.workingByLeg[leg] === 0) return;
    for (const order of this.working.values()) {
      if (order.leg !== leg || (id !== null && order.id !== id)) continue;
      const intent = { kind: 'cancel' as const, id: order.id, symbol: order.symbol, leg, at: this.timeOf(leg) };
      this.books.tape.cancel(intent);
      this.intents.push(intent);
    }
  }

  /** Equity is not positive: all orders are cancelled, every position is closed at its next open, nothing else follows. */
  private liquidate(): void {
    this.stopped = true;
    for (let leg = 0; leg < this.rows.length; leg++) {
      if (this.rows[leg]! < 0) continue;
      this.cancelOrders(leg, null);
      const quantity = this.ledger.quantity[leg]!;
      this.denials.add(leg, this.rows[leg]!, this.timeOf(leg), 'account-stopped', `equity is ${this.lastEquity}`);
      if (quantity === 0) continue;
      const order = { side: quantity > 0 ? ('sell' as const) : ('buy' as const), quantity: Math.abs(quantity) };
      this.sendOrder({
        kind: 'order',
        id: this.nextId++,
        symbol: this.symbols[leg]!,
        leg,
        at: this.timeOf(leg),
        ...order,
        type: 'market',
        reason: 'liquidation',
      });
    }
  }

  /**
   * Puts new choices in place before the next `decide`. A symbol whose choice is unchanged, or that has none, goes on
   * as it was. Otherwise its working orders and protection are taken back, the position is handed to the new strategy,
   * whose state is warmed on the rows before, and its first target against that position is the one net order.
   */
  replaceDecision(decision: FrameDecision): void {
    for (let leg = 0; leg < this.symbols.length; leg++) {
      const choice = decision.perSymbol[this.symbols[leg]!];
      if (choice === undefined || sameChoice(choice, this.desks[leg]!.choice)) continue;
      this.cancelOrders(leg, null);
      if (this.ledger.quantity[leg] !== 0) this.emit(leg, this.rows[leg]!, { kind: 'protect' }, 0);
      const desk = this.desk(leg, choice, this.input.legs[leg]!.inputs);
      desk.runtime.warm(this.rows[leg]!, this.input.account.capital);
      this.desks[leg] = desk;
    }
  }

  /** Equity at the last close. */
  get equityNow(): number {
    return this.lastEquity;
  }

  /** Time of the last tick. */
  get timeNow(): number {
    return this.lastTime;
  }

  /** The account as it stands, marked at the last closes. */
  account(): Account {
    const positions = this.symbols.flatMap((symbol, leg) => {
      const quantity = this.ledger.quantity[leg]!;
      return quantity === 0 ? [] : [{ symbol, quantity, averagePrice: this.ledger.averagePrice[leg]! }];
    });
    return { ...this.input.account, cash: this.ledger.cash, equity: this.lastEquity, positions };
  }

  /** Closed round trips of one leg, then its open one marked at the last close. */
  tradesOf(leg: number): Trade[] {
    return this.books.tradesOf(leg, this.rows[leg]!);
  }

  /** Everything that changes while the loop runs, as plain data. Which choices are in force is not part of it. */
  snapshot(): LoopSnapshot {
    return {
      books: this.books.snapshot(),
      desks: this.desks.map((desk) => desk.snapshot()),
      walks: this.walks.map((walk) => walk.position),
      rows: [...this.rows],
      fresh: [...this.fresh],
      intents: this.intents.slice(),
      orders: this.orders.slice(),
      working: [...this.working.values()],
      denials: this.denials.snapshot(),
      counters: [this.expired, this.rejected, this.nextId, this.lastEquity],
      lastTime: Number.isNaN(this.lastTime) ? null : this.lastTime,
      stopped: this.stopped,
    };
  }

  /** Puts a snapshot back into a loop made of the same legs and choices. */
  restore(s: LoopSnapshot): void {
    this.books.restore(s.books);
    s.desks.forEach((desk, leg) => this.desks[leg]!.restore(desk));
    s.walks.forEach((position, leg) => (this.walks[leg]!.position = position));
    this.rows.set(s.rows);
    this.fresh.set(s.fresh);
    this.intents.splice(0, this.intents.length, ...s.intents);
    this.orders.splice(0, this.orders.length, ...s.orders);
    this.working.clear();
    this.workingByLeg.fill(0);
    for (const order of s.working) {
      this.working.set(order.id, order);
      this.workingByLeg[order.leg] = this.workingByLeg[order.leg]! + 1;
    }
    this.denials.restore(s.denials);
    [this.expired, this.rejected, this.nextId, this.lastEquity] = s.counters as [number, number, number, number];
    this.lastTime = s.lastTime ?? NaN;
    this.stopped = s.stopped;
  }
}

/** Creates the loop of an account; see `Loop`. */
export function createLoop(input: LoopInput): Loop {
  return new Loop(input);
}

function sameChoice(a: LegChoice, b: LegChoice): boolean {
  const text = (choice: LegChoice) =>
    JSON.stringify([choice.params ?? {}, choice.size?.policy ?? null, choice.allocation ?? null]);
  return a.strategy === b.strategy && text(a) === text(b);
}
