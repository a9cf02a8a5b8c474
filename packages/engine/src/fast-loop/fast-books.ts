import type { Trade } from '@bot-v2/sdk';
import { tallyOf } from '../ledger/index.js';
import type { TradeTally } from '../ledger/index.js';
import type { FillCause, FillSource, Loop } from '../loop/index.js';
import { EventLog } from './event-log.js';
import { forEachOrderRow, readFills, readProfit, readTrips, writeRows } from './event-readers.js';
import type { ProfitState } from './event-readers.js';

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
  private profit: ProfitState | null = null;
  /** Where the log begins: row of the frame, length of the curve, orders sent. */
  private firstRow = 0;
  private curveBefore = 0;
  private ordersBefore = 0;

  constructor(
    private readonly loop: Loop,
    private readonly cause: FillCause,
  ) {
    loop.books.fills.source = this;
  }

  /** Takes the loop as it stands before a row; false when the log has begun already. */
  begin(row: number): boolean {
    if (this.profit !== null) return false;
    const { ledger, books } = this.loop;
    const quantity = ledger.quantity[0]!;
    this.tripsPosition = quantity;
    this.profit = { row, position: quantity, flowUnits: ledger.flowUnits[0]! };
    this.firstRow = row;
    this.curveBefore = books.time.length;
    this.ordersBefore = this.loop.orderCount;
    return true;
  }

  /** An action was settled before the open of a row; the trips, written up to it before, have seen it themselves. */
  acted(row: number): void {
    const { log, loop } = this;
    const { quantity, flowUnits } = loop.ledger;
    log.action(row, quantity[0]!, flowUnits[0]!);
    this.read.trips = log.end;
    this.tripsPosition = quantity[0]!;
  }

  /** Orders sent so far. */
  get orders(): number {
    return this.profit === null ? this.loop.orderCount : this.ordersBefore + this.log.orders;
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

  /** The tally of the trades of the run so far; none of them is kept. */
  tally(): TradeTally {
    const { log, read, loop } = this;
    const { ledger, trips: all } = loop.books;
    const trips = all[0]!;
    const tally = tallyOf(trips.closed);
    const rest = trips.continued((trade) => tally.add(trade));
    readTrips(log, read.trips, this.tripsPosition, loop, this.cause, rest);
    const open = rest.marked(ledger.quantity[0]!, ledger.mark[0]!, 0);
    if (open !== null) tally.add(open);
    return tally;
  }

  /** The trades of the run so far. */
  trades(): Trade[] {
    this.writeTrips();
    return this.loop.tradesOf(0);
  }

  /** Brings all books of the loop up to date and forgets the log: the general loop can go on from here. */
  settle(): void {
    if (this.profit === null) return;
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
    this.profit = null;
  }

  /** The curve's times of the rows walked so far, without a copy where the fast loop walked them all. */
  get times(): Float64Array {
    if (this.profit !== null && this.curveBefore === 0) {
      const { equity } = this.loop.books;
      return this.loop.frames[0]!.time.subarray(this.firstRow, this.firstRow + equity.length);
    }
    this.settle();
    return this.loop.books.time.finished();
  }

  /** Brings the times and profits of the curve up to date, from the whole log. */
  private writeCurve(): void {
    const { profit, firstRow, curveBefore } = this;
    const { books, frames } = this.loop;
    const bars = frames[0]!;
    const { time, profit: profits } = books;
    books.extendDetail();
    const end = firstRow + time.length - curveBefore;
    time.data.set(bars.time.subarray(firstRow, end), curveBefore);
    readProfit(this.log, end, bars.close, profits[0]!.data, curveBefore - firstRow, profit!);
  }
}
