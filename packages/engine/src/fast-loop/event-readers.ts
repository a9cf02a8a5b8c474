import type { RoundTrips } from '../ledger/index.js';
import type { FillCause, FillEvent, Loop } from '../loop/index.js';
import type { TapeRows } from '../order-hash/index.js';
import {
  actionMark,
  closedMark,
  filledOrderMark,
  isFill,
  limitedFillMark,
  markOf,
  orderMark,
  reasonOf,
} from './event-log.js';
import type { EventLog } from './event-log.js';
import { MarketFill } from './market-fill.js';

const isOrder = (mark: number) => mark === orderMark || mark === filledOrderMark;

/** The row whose close decided an order. */
function orderRow(data: Float64Array, at: number): number {
  return markOf(data[at]!) === orderMark ? data[at + 1]! : data[at + 1]! - 1;
}

/** Reads the fills of a log one by one, into one object. */
class FillReader {
  private readonly event: MarketFill;

  constructor(loop: Loop, cause: FillCause) {
    this.event = new MarketFill(loop.frames[0]!.time, cause);
  }

  /** A fill of a log. */
  at(data: Float64Array, at: number): FillEvent {
    const { event } = this;
    const row = data[at + 1]!;
    const signed = data[at + 3]!;
    event.order = data[at + 2]!;
    event.row = row;
    event.side = signed > 0 ? 1 : -1;
    event.quantity = Math.abs(signed);
    event.price = data[at + 4]!;
    event.reference = data[at + 7]!;
    event.feeUnits = data[at + 5]!;
    event.cashLimited = markOf(data[at]!) === limitedFillMark;
    return event;
  }
}

/** Calls `visit` with the row of every order of a log, from a place on. */
export function forEachOrderRow(log: EventLog, from: number, visit: (row: number) => void): void {
  for (const event = log.from(from); event.next();) if (isOrder(event.mark)) visit(orderRow(event.data, event.at));
}

/** Writes orders, fills and refusals of a log, from a place on, as rows of the tape. */
export function writeRows(log: EventLog, from: number, loop: Loop, cause: FillCause, rows: TapeRows): void {
  const { time } = loop.frames[0]!;
  const reader = new FillReader(loop, cause);
  for (const event = log.from(from); event.next();) {
    const { data, at, mark } = event;
    if (isOrder(mark)) {
      const signed = data[at + 3]!;
      const side = signed > 0 ? 1 : -1;
      const reason = log.text(reasonOf(data[at]!));
      rows.marketOrder(data[at + 2]!, 0, time[orderRow(data, at)]!, side, Math.abs(signed), reason);
    }
    if (isFill(mark)) rows.fill(reader.at(data, at));
    else if (mark === closedMark) rows.closed(data[at + 2]!, time[data[at + 1]!]!);
  }
}

/** Adds fills of a log, from a place on and `count` at most, to the loop's; the place after them. */
export function readFills(log: EventLog, from: number, count: number, loop: Loop, cause: FillCause): number {
  const { fills } = loop.books;
  const reader = new FillReader(loop, cause);
  const event = log.from(from);
  for (let left = count; left > 0 && event.next();) {
    if (!isFill(event.mark)) continue;
    fills.push(reader.at(event.data, event.at));
    left--;
  }
  return event.place;
}

/** Adds the round trips of a log, from a place on, to `trips`; the position was `before` there. Returns it at the end. */
export function readTrips(
  log: EventLog,
  from: number,
  before: number,
  loop: Loop,
  cause: FillCause,
  trips: RoundTrips,
): number {
  const reader = new FillReader(loop, cause);
  let position = before;
  for (const event = log.from(from); event.next();) {
    const { data, at, mark } = event;
    if (isFill(mark)) {
      const after = data[at + 6]!;
      trips.fill(reader.at(data, at), position, after, log.text(reasonOf(data[at]!)));
      position = after;
    } else if (mark === actionMark) position = data[at + 2]!;
  }
  return position;
}
