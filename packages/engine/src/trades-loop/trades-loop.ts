import type { Account } from '@bot-v2/sdk';
import { instrumentOf } from '../costs/index.js';
import { LegDesk, sameChoice } from '../loop/index.js';
import type { DecisionObserver, FrameDecision, HandedFrames, Leg, LegChoice } from '../loop/index.js';
import { DenialLog, RiskGate } from '../risk/index.js';
import type { RiskLimits } from '../risk/index.js';
import { LotActions } from './lot-actions.js';
import { LotBook } from './lot-book.js';
import { LotDesk, lotFunding } from './lot-desk.js';
import { LotMarket } from './lot-market.js';
import { closingOrder } from './lot-order.js';
import { LotRecords } from './lot-records.js';
import type { LotRules } from './lot-rules.js';
import type { LotTerms } from './lot-terms.js';
import type { LotBar } from './lot-triggers.js';

const millisecondsPerYear = 365 * 86_400_000;

/** What the loop of lots is made of. Legs are sorted by symbol. */
export interface TradesLoopInput {
  readonly legs: readonly Leg[];
  readonly account: Account;
  readonly rules: LotRules;
  readonly terms: LotTerms;
  readonly risk?: RiskLimits | undefined;
  readonly checkInvariants?: boolean | undefined;
  readonly handed?: HandedFrames | undefined;
}

/**
 * The trading loop of an account that keeps lots: each entry with its own protection, closed first in first out or side
 * by side with the other side. It never waits and knows no clock; the walk calls, for every tick, `bar` for each leg that
 * has one, then `close`, then `decide`.
 */
export class TradesLoop {
  readonly desks: LegDesk[] = [];
  readonly book: LotBook;
  readonly books: LotRecords;
  readonly denials: DenialLog;
  /** Orders that margin did not pay for. */
  unpaid = 0;
  expired = 0;
  /** True once the account was bust: nothing decides or trades any more. */
  stopped = false;
  observer: DecisionObserver | null = null;
  private nextId = 1;
  private lastEquity: number;
  private lastTime = NaN;
  private readonly lotDesks: LotDesk[] = [];
  private readonly market: LotMarket;
  private readonly symbols: readonly string[];
  private readonly rows: Int32Array;
  private readonly fresh: Uint8Array;
  private readonly actions: LotActions[];
  private readonly gate: RiskGate;
  private readonly current: LotBar = { open: 0, high: 0, low: 0, close: 0, previousClose: 0 };

  constructor(private readonly input: TradesLoopInput) {
    const { legs, account, rules, terms } = input;
    this.symbols = legs.map((leg) => leg.symbol);
    this.book = new LotBook(account.capital, legs.length, terms.commission, rules.policies.entryCommission, terms.lots);
    this.books = new LotRecords(this.book, this.symbols, input.checkInvariants !== false, terms.spreadShare);
    this.market = new LotMarket(legs.length, this.book, rules, terms, {
      filled: (order, leg, signed, fill, fee, cause) => this.books.fill(order, leg, signed, fill, fee, cause),
      closed: (order, leg) => {
        this.unpaid++;
        this.books.tape.closed(order.id, this.timeOf(leg));
      },
    });
    this.denials = new DenialLog(this.symbols);
    this.rows = new Int32Array(legs.length).fill(-1);
    this.fresh = new Uint8Array(legs.length);
    this.lastEquity = account.capital;
    this.actions = legs.map(({ bars, from }) => new LotActions(bars, from === 0 ? -Infinity : bars.time[from - 1]!));
    // Margin alone bounds what lots may open, whatever the leverage.
    this.gate = new RiskGate({ maxPosition: Infinity, absurdFactor: Infinity, ...input.risk }, terms.shorting);
    legs.forEach((leg, index) => this.seat(index, leg));
  }

  /** Gives a leg to a choice. */
  private seat(index: number, choice: LegChoice): LegDesk {
    const { input, book, market, gate } = this;
    const { account, terms, rules } = input;
    const { symbol, inputs, bars } = input.legs[index]!;
    const desk = new LegDesk(symbol, choice, {
      gate,
      instrument: instrumentOf(account.terms, symbol),
      funding: lotFunding(book, terms),
      leg: index,
      shorting: terms.shorting,
      policies: rules.policies,
      equalShare: 1 / this.symbols.length,
      inputs,
      handed: input.handed,
    });
    desk.bind(bars);
    this.desks[index] = desk;
    this.lotDesks[index] = new LotDesk({
      leg: index,
      symbol,
      desk,
      book,
      market,
      rules,
      terms,
      gate,
      tape: this.books.tape,
      nextId: () => this.nextId++,
      deny: (row, reason, text) => this.denials.add(index, row, this.timeOf(index), reason, text),
    });
    return desk;
  }

  private timeOf(leg: number): number {
    const row = this.rows[leg]!;
    return row < 0 ? 0 : this.input.legs[leg]!.bars.time[row]!;
  }

  /** Interest on positive cash for the calendar time since the last tick (act/365). */
  accrue(time: number): void {
    const { cashInterest } = this.input.terms;
    const elapsed = time - this.lastTime;
    if (cashInterest === 0 || !(elapsed > 0) || this.book.cash <= 0 || this.stopped) return;
    const amount = this.book.cash * cashInterest * (elapsed / millisecondsPerYear);
    this.book.credit(amount);
    this.books.receive(amount);
  }

  /** Settles the actions of a leg's bar and works through its orders. */
  bar(leg: number, row: number): void {
    this.rows[leg] = row;
    this.fresh[leg] = 1;
    if (this.stopped) return;
    this.actions[leg]!.settle(leg, this.timeOf(leg), this.book, this.market.queues[leg]!, this.books);
    this.match(leg, row, row);
  }

  private match(leg: number, row: number, turn: number): void {
    const { bars } = this.input.legs[leg]!;
    const before = Math.max(0, row - 1);
    const bar = this.current;
    bar.open = bars.open[row]!;
    bar.high = bars.high[row]!;
    bar.low = bars.low[row]!;
    bar.close = bars.close[row]!;
    bar.previousClose = bars.close[before]!;
    this.market.match(leg, row, turn, bar, bars.time[row]!, bars.time[before]!);
  }

  /** Marks the legs of the tick at their closes and takes equity; `record` adds it to the curve. */
  close(time: number, record: boolean): void {
    for (let leg = 0; leg < this.rows.length; leg++) {
      if (this.fresh[leg] === 1 && !this.stopped)
        this.book.mark[leg] = this.input.legs[leg]!.bars.close[this.rows[leg]!]!;
    }
    this.lastEquity = this.solventAt(time);
    this.lastTime = time;
    if (record) this.books.record(time, this.lastEquity);
  }

  /** Equity at the marks; 0 when that makes the account bust. */
  private solventAt(time: number): number {
    const equity = this.books.equityAt(time);
    if (equity > 0 || this.stopped || this.input.rules.policies.bust === 'ignore') return equity;
    this.bust(equity);
    return 0;
  }

  /**
   * The account is bust: its lots are closed at this close, by convention every other, what it owes is forgiven, nothing
   * follows. What stays open keeps its mark.
   */
  private bust(equity: number): void {
    this.stopped = true;
    const step = this.input.rules.policies.bust === 'zero-every-other' ? 2 : 1;
    for (let leg = 0; leg < this.rows.length; leg++) {
      const row = this.rows[leg]!;
      if (row < 0) continue;
      const queue = this.market.queues[leg]!;
      for (const order of queue.list()) queue.remove(order);
      this.closeAt(leg, row, 'bust', step);
      this.denials.add(leg, row, this.timeOf(leg), 'account-stopped', `equity is ${equity}`);
    }
    this.books.receive(this.book.forgive());
  }

  /** Closes the lots of a leg, each or the first of each `step`, at the close of a row. */
  private closeAt(leg: number, row: number, cause: 'bust' | 'finalise', step = 1): void {
    const { bars } = this.input.legs[leg]!;
    const price = bars.close[row]!;
    const reason = cause === 'bust' ? 'bust' : 'end of data';
    const fill = { price, reference: price, row, time: bars.time[row]!, reason };
    for (const lot of this.book.lots[leg]!.filter((_, k) => k % step === 0)) {
      const quantity = Math.abs(lot.quantity);
      const order = closingOrder(lot, quantity, row, reason);
      const fee = this.book.close(lot, quantity, fill);
      this.books.fill(order, leg, order.side * quantity, fill, fee, cause);
    }
  }

  /** Lets the strategies of the legs of this tick decide. */
  decide(): void {
    for (let leg = 0; leg < this.rows.length; leg++) {
      if (this.fresh[leg] !== 1) continue;
      this.fresh[leg] = 0;
      const row = this.rows[leg]!;
      if (!this.stopped && row >= this.desks[leg]!.runtime.firstRow) this.decideLeg(leg, row);
    }
  }

  private decideLeg(leg: number, row: number): void {
    const desk = this.desks[leg]!;
    const { runtime } = desk;
    const view = runtime.account;
    const lots = this.book.lots[leg]!;
    runtime.locate(row);
    view.equity = this.lastEquity;
    view.cash = this.book.freeMargin(this.input.terms.leverage);
    view.quantity = this.book.quantity(leg);
    view.openOrders = this.market.queues[leg]!.pending().length;
    view.barsHeld = lots.length === 0 ? 0 : row - lots[0]!.entryRow + 1;
    view.entryPrice = this.book.averagePrice(leg) * runtime.scaleAt(row);
    runtime.out.nextId = this.nextId;
    this.observer?.before(leg, row, desk);
    runtime.run(row);
    this.observer?.after(leg, row, desk);
    this.nextId = runtime.out.nextId;
    this.lotDesks[leg]!.read(row, this.timeOf(leg), this.lastEquity);
  }

  /**
   * What is still open after the last bar, as the conventions have it: marked, closed at the last close, or closed by
   * market orders that meet the last bar once more. What still waits expires.
   */
  finalise(): void {
    const { finalise } = this.input.rules.policies;
    for (let leg = 0; leg < this.rows.length && !this.stopped; leg++) {
      const row = this.rows[leg]!;
      if (row < 0) continue;
      if (finalise === 'close-at-last-close') this.closeAt(leg, row, 'finalise');
      else if (finalise === 'repeat-last-bar') this.repeat(leg, row);
    }
    for (const queue of this.market.queues) {
      this.expired += queue.pending().length;
      for (const order of queue.pending()) queue.remove(order);
    }
    if (this.stopped || finalise === 'mark' || this.books.equity.length === 0) return;
    this.lastEquity = this.solventAt(this.lastTime);
    this.books.amendLast(this.lastEquity);
  }

  private repeat(leg: number, row: number): void {
    const queue = this.market.queues[leg]!;
    for (const lot of this.book.lots[leg]!.slice().reverse()) {
      queue.add(closingOrder(lot, Math.abs(lot.quantity), row + 1, 'end of data'));
    }
    this.match(leg, row, row + 1);
  }

  /**
   * New choices before the next `decide`: waiting orders and protection of a symbol whose choice changes are taken back,
   * its lots stay for the new strategy.
   */
  replaceDecision(decision: FrameDecision): void {
    this.symbols.forEach((symbol, leg) => {
      const choice = decision.perSymbol[symbol];
      if (choice === undefined || sameChoice(choice, this.desks[leg]!.choice)) return;
      this.lotDesks[leg]!.cancel(null);
      this.lotDesks[leg]!.protect({ stopLoss: null, takeProfit: null });
      this.seat(leg, choice).runtime.warm(this.rows[leg]!, this.input.account.capital);
    });
  }

  /** The account as it stands, marked at the last closes. */
  account(): Account {
    const positions = this.symbols.flatMap((symbol, leg) => {
      const quantity = this.book.quantity(leg);
      return quantity === 0 ? [] : [{ symbol, quantity, averagePrice: this.book.averagePrice(leg) }];
    });
    return { ...this.input.account, cash: this.book.cash, equity: this.lastEquity, positions };
  }
}
