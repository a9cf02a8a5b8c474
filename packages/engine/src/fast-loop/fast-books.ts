import type { Terms } from '@bot-v2/sdk';
import { longestStretch, stretchesOf } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';
import type { TradeColumns } from '../ledger/index.js';
import type { FillCause, FillSource, Loop } from '../loop/index.js';
import { EventLog } from './event-log.js';
import { forEachOrderRow, readFills, readTrips, writeRows } from './event-readers.js';
import { MoneyReplay } from './money-replay.js';
import type { MoneyState } from './money-replay.js';

/**
 * What the fast loop writes down: a log of numbers, of which the books of the general loop are made when somebody asks.
 */
export class FastBooks implements FillSource {
  readonly log = new EventLog();
  /** Places of the log up to which it was read. */
  private readonly read = { tape: 0, fills: 0, trips: 0 };
  /** Fills that were read. */
  private fillsRead = 0;
  private tripsPosition = 0;
  /** Where the log begins; null before that. */
  private start: MoneyState | null = null;
  /** Length of the curve and orders sent there. */
  private curveBefore = 0;
  private ordersBefore = 0;
  /** The row after the last one that was closed. */
  private end = 0;

  constructor(
    private readonly loop: Loop,
    private readonly cause: FillCause,
    private readonly terms: Terms,
  ) {
    loop.books.fills.source = this;
  }

  /** Takes the loop as it stands before a row; false when the log has begun already. */
  begin(row: number): boolean {
    if (this.start !== null) return false;
    const { ledger, books } = this.loop;
    const quantity = ledger.quantity[0]!;
    this.tripsPosition = quantity;
    const { cashUnits, flowUnits } = ledger;
    this.start = { row, position: quantity, flowUnits: flowUnits[0]!, cashUnits };
    this.end = row;
    this.curveBefore = books.time.length;
    this.ordersBefore = this.loop.orderCount;
    return true;
  }

  /** Rows before `end` are closed. */
  closed(end: number): void {
    this.end = end;
  }

  /** An action was settled before the open of a row; the trips, written up to it before, have seen it themselves. */
  acted(row: number): void {
    const { log, loop } = this;
    const { quantity, flowUnits, cashUnits } = loop.ledger;
    log.action(row, quantity[0]!, flowUnits[0]!, cashUnits);
    this.read.trips = log.end;
    this.tripsPosition = quantity[0]!;
  }

  /** Orders sent so far. */
  get orders(): number {
    return this.start === null ? this.loop.orderCount : this.ordersBefore + this.log.orders;
  }

  /** Calls `visit` with the time of every order, in the order they were sent. */
  forEachOrder(visit: (leg: number, at: number) => void): void {
    const { loop, log, read } = this;
    loop.books.tape.forEachOrder(visit);
    const { time } = loop.frames[0]!;
    forEachOrderRow(log, read.tape, (row) => visit(0, time[row]!));
  }

  /** Brings the loop's tape, and with it its orders, up to date. */
  writeTape(): void {
    const { log, read, loop } = this;
    const { tape } = loop.books;
    if (read.tape === 0) tape.reserve(log.orders);
    if (read.tape < log.end) writeRows(log, read.tape, loop, this.cause, tape);
    read.tape = log.end;
  }

  /** The order hash of the run so far, without a tape of it. */
  hash(): string {
    const { log, read, loop } = this;
    return loop.books.tape.hash((rows) => writeRows(log, read.tape, loop, this.cause, rows));
  }

  /** Fills that are not in the loop's fill log yet. */
  get waiting(): number {
    return this.log.fills - this.fillsRead;
  }

  /** Writes the next of them, so many at most, to the loop's fill log. */
  writeFills(count = Infinity): void {
    const { log, read, loop, waiting } = this;
    const next = Math.min(count, waiting);
    read.fills = readFills(log, read.fills, next, loop, this.cause);
    this.fillsRead += next;
  }

  /** Brings the loop's round trips up to date. */
  writeTrips(): void {
    const { log, read, loop } = this;
    if (read.trips < log.end)
      this.tripsPosition = readTrips(log, read.trips, this.tripsPosition, loop, this.cause, loop.books.trips[0]!);
    read.trips = log.end;
  }

  /** The trades of the run so far. */
  trades(): TradeColumns {
    const { log, read, loop } = this;
    const { ledger, trips } = loop.books;
    // A trade that turns the position into another one takes a fill, any other two.
    const rest = trips[0]!.continued(1 + (log.fills >> 1), loop.frames[0]!.time);
    readTrips(log, read.trips, this.tripsPosition, loop, this.cause, rest);
    return rest.finished(ledger.quantity[0]!, ledger.mark[0]!, loop.rowOf(0));
  }

  /** Brings all books of the loop up to date and forgets the log: the general loop can go on from here. */
  settle(): void {
    if (this.start === null) return;
    this.writeTape();
    this.writeFills();
    this.writeTrips();
    this.writeCurve();
    this.restart();
  }

  /** The loop is about to be put into another state: nothing of the log belongs to it. */
  restart(): void {
    this.log.clear();
    this.read.tape = this.read.fills = this.read.trips = this.fillsRead = 0;
    this.start = null;
  }

  /** Where the log begins, when all of the curve follows from it; else null, and the curve is in the loop's books. */
  private get derived(): MoneyState | null {
    const { start } = this;
    if (start !== null && this.curveBefore === 0) return start;
    this.settle();
    return null;
  }

  /** The curve's times so far, without a copy where the fast loop walked all its rows. */
  get times(): Float64Array {
    const { derived, end } = this;
    return derived === null ? this.loop.books.time.finished() : this.loop.frames[0]!.time.subarray(derived.row, end);
  }

  /** Equity at the closes so far. Nothing may be walked while it is read. */
  get curve(): Stretches {
    const { derived, end } = this;
    if (derived === null) return stretchesOf(this.loop.books.equity.finished());
    const length = end - derived.row;
    return { length, read: () => this.readEquity(length) };
  }

  /** The same as a column. */
  get equity(): Float64Array {
    const { derived, end } = this;
    if (derived === null) return this.loop.books.equity.finished();
    const values = new Float64Array(end - derived.row);
    this.replay().writeEquity(values);
    return values;
  }

  private readEquity(length: number): (count: number) => Float64Array {
    // What was written down since then is read there.
    if (this.derived === null) return this.curve.read();
    const replay = this.replay();
    const values = new Float64Array(Math.min(longestStretch, length));
    return (count) => {
      const stretch = values.subarray(0, count);
      replay.writeEquity(stretch);
      return stretch;
    };
  }

  private replay(): MoneyReplay {
    return new MoneyReplay(this.log, this.start!, this.loop.frames[0]!, this.terms);
  }

  /** Brings the curve up to date, from the whole log. */
  private writeCurve(): void {
    const { start, end, curveBefore } = this;
    const { books, frames } = this.loop;
    const bars = frames[0]!;
    const rows = end - start!.row;
    // For all that may follow, so that nothing is moved on the way.
    books.reserve(bars.length - start!.row);
    books.time.data.set(bars.time.subarray(start!.row, end), curveBefore);
    this.replay().writeEquity(books.equity.data.subarray(curveBefore, curveBefore + rows));
    this.replay().writeProfit(books.profit[0]!.data.subarray(curveBefore, curveBefore + rows));
    books.recordBars(rows);
  }
}
