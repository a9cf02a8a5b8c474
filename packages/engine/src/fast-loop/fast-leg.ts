import type { Bars, ColumnDecision } from '@bot-v2/sdk';
import type { LegDesk, Loop } from '../loop/index.js';
import { FastBooks } from './fast-books.js';
import { FastDesk } from './fast-desk.js';
import { FastExecution } from './fast-execution.js';
import type { FastTerms } from './fast-terms.js';
import { PendingOrders } from './pending-orders.js';
import type { PlainOutbox } from './plain-outbox.js';
import { TradedTrips } from './traded-trips.js';

/**
 * The only leg of a run, as the fast loop trades it: market orders decided at a close and filled at the next bar. Money
 * and position are the general loop's own ledger, whose code settles every fill; orders and fills go to a log of numbers,
 * of which orders, trades, tape and profit are made when they are asked for. After `books.settle` the general loop can
 * take over at any close.
 */
export class FastLeg {
  readonly bars: Bars;
  /** The column market orders fill at. */
  readonly fillPrices: Float64Array;
  /** What is written down of its trading. */
  readonly books: FastBooks;
  /** Orders sent and not filled yet. */
  readonly orders = new PendingOrders();
  readonly execution: FastExecution;
  /** Highest equity, the lowest since, and the worst fall from a peak, as a fraction ≤ 0; kept in a summary. */
  peak = 0.5;
  trough = 0.5;
  worst = 0.5;
  /** Equity and price at the last close, and the sum of position value ÷ equity so far. */
  equity = 0.5;
  price = 0.5;
  exposed = 0.5;
  /** Bars of the stretch being walked that ended with a position, up to row `heldSince`. */
  held = 0;
  heldSince = 0;
  /** Whether the decision at the last close is still to be made. */
  open = false;
  /** Whether a second set of books is kept. */
  audited = false;
  /** Whether this code is at work, and not the strategy's. */
  busy = false;
  private readonly desk: FastDesk;
  private trips: TradedTrips | null = null;

  constructor(
    readonly loop: Loop,
    readonly terms: FastTerms,
  ) {
    this.bars = loop.frames[0]!;
    this.fillPrices = terms.trusted ? this.bars.open : this.bars.close;
    this.peak = this.trough = loop.lastEquity;
    this.worst = 0;
    const cause = terms.trusted ? 'next-open' : 'next-close';
    this.books = new FastBooks(loop, cause, terms.account);
    this.desk = new FastDesk(loop, terms, this.orders, this.books.log);
    this.execution = new FastExecution(loop, terms, this.orders, this.books.log, cause);
  }

  /** Orders sent while walking. */
  get sent(): number {
    return this.desk.sent;
  }

  /** The outbox that a desk's strategy writes to while the fast loop walks. */
  outboxOf(desk: LegDesk): PlainOutbox {
    return this.desk.outboxOf(desk);
  }

  /** Trades a desk's round trips where nothing but equity limits them: no limit of risk, no size and no allocation; else null. */
  tripsOf(desk: LegDesk, kind: ColumnDecision['kind']): TradedTrips | null {
    if (!desk.isUnlimited || Object.values(this.terms.risk).some((limit) => limit !== undefined)) return null;
    if (this.trips?.kind !== kind) this.trips = new TradedTrips(this, kind);
    return this.trips;
  }

  /** Takes the loop as it stands, before a row, unless the fast loop has been walking already. */
  begin(row: number): void {
    if (!this.books.begin(row) || !this.terms.record) return;
    const { ledger, books } = this.loop;
    if (ledger.quantity[0] !== 0) this.execution.entryRow = row - books.trips[0]!.barsHeld(row - 1);
  }

  /** Sends what the strategy asked for at a row whose close is marked with `equity`: market orders and a target. */
  decide(row: number, desk: LegDesk, box: PlainOutbox): void {
    this.busy = true;
    this.desk.account.equity = this.equity;
    this.desk.decide(row, desk, box);
    this.busy = false;
  }

  /** Sends one market order of `signed` shares at a row whose close is marked with `equity`. */
  order(row: number, desk: LegDesk, box: PlainOutbox, signed: number, reason: string): void {
    this.busy = true;
    this.desk.account.equity = this.equity;
    this.desk.order(row, desk, box, signed, reason);
    this.busy = false;
  }

  /** Whether the two sets of books differ in the last bit, so that every close must be confirmed. */
  drifted(): boolean {
    return !this.loop.books.auditor!.identical();
  }

  /** Whether the second set of books confirms an equity at a close. */
  confirms(equity: number, price: number): boolean {
    return this.loop.books.auditor!.confirms(equity, price);
  }

  /** Credits interest for the time since the bar before a row; returns cash. */
  accrue(row: number): number {
    const { time } = this.bars;
    const elapsed = row === 0 ? NaN : time[row]! - time[row - 1]!;
    this.loop.books.accrue(this.terms.account, elapsed, 'short-value');
    return this.loop.ledger.cash;
  }

  /** Settles actions due at a row, if there are, then fills what waits. */
  fill(row: number, actionDue: boolean): void {
    this.busy = true;
    if (this.loop.ledger.quantity[0] !== 0) this.held += row - this.heldSince;
    this.heldSince = row;
    if (actionDue) this.act(row);
    if (this.orders.count > 0) this.execution.fill(row);
    this.busy = false;
  }

  /** Settles the actions due at a row, before its open; a split restates what waits to be filled. */
  private act(row: number): void {
    const { loop, terms, orders, books, execution } = this;
    if (terms.record) {
      orders.write(books.log, row - 1);
      books.writeTrips();
    }
    const { ledger } = loop;
    const held = ledger.quantity[0] !== 0;
    const ratio = loop.open(0, row);
    if (ratio !== 1) execution.split(row, ratio);
    if (held && ledger.quantity[0] === 0) execution.closedTrips++;
    if (terms.record) books.acted(row);
  }
}
