import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { ClosedReason, FillCause, FillEvent, Loop, OrderIntent } from '../loop/index.js';
import { actionMark, eventWidth, fillMark, orderMark } from './event-log.js';
import type { EventLog } from './event-log.js';

/** The order written at a place of a log. */
function orderAt(log: EventLog, at: number, loop: Loop): OrderIntent {
  const { data } = log;
  const { time, symbol } = loop.frames[0]!;
  const signed = data[at + 3]!;
  return {
    kind: 'order',
    id: data[at + 2]!,
    symbol,
    leg: 0,
    at: time[data[at + 1]!]!,
    side: signed > 0 ? 'buy' : 'sell',
    quantity: Math.abs(signed),
    type: 'market',
    reason: log.text(data[at + 4]!),
  };
}

/** Reads the fill written at a place of a log into `event`. */
function readFill({ data }: EventLog, at: number, event: FillEvent): FillEvent {
  const signed = data[at + 3]!;
  event.order = data[at + 2]!;
  event.time = data[at + 9]!;
  event.row = data[at + 1]!;
  event.side = signed > 0 ? 1 : -1;
  event.quantity = Math.abs(signed);
  event.price = data[at + 4]!;
  event.reference = data[at + 5]!;
  event.feeUnits = data[at + 6]!;
  event.cashLimited = (data[at + 8]! & 1) === 1;
  return event;
}

const emptyFill = (cause: FillCause): FillEvent => ({
  order: 0,
  leg: 0,
  time: 0,
  row: 0,
  side: 1,
  quantity: 0,
  price: 0,
  reference: 0,
  level: 0,
  feeUnits: 0,
  cause,
  cashLimited: false,
  left: 0,
});

/** Adds the orders of a log, from a place on, to the loop's. */
export function readOrders(log: EventLog, from: number, loop: Loop): void {
  const { data, length } = log;
  for (let at = from; at < length; at += eventWidth[data[at]!]!) {
    if (data[at] === orderMark) loop.orders.push(orderAt(log, at, loop));
  }
}

/** Calls `visit` with the row of every order of a log, from a place on. */
export function forEachOrderRow({ data, length }: EventLog, from: number, visit: (row: number) => void): void {
  for (let at = from; at < length; at += eventWidth[data[at]!]!) if (data[at] === orderMark) visit(data[at + 1]!);
}

/** Adds orders, fills and refusals of a log, from a place on, to the tape, and the fills to the fill log. */
export function readTape(log: EventLog, from: number, loop: Loop, cause: FillCause): void {
  const { data, length } = log;
  const { time } = loop.frames[0]!;
  const { tape, fills } = loop.books;
  const event = emptyFill(cause);
  if (from === 0) {
    tape.reserve(log.orders);
    fills.reserve(log.orders);
  }
  for (let at = from; at < length; at += eventWidth[data[at]!]!) {
    const mark = data[at];
    if (mark === fillMark) {
      readFill(log, at, event);
      fills.push(event);
      tape.fill(event);
    } else if (mark === orderMark) tape.order(orderAt(log, at, loop));
    else if (mark !== actionMark) tape.closed(data[at + 2]!, time[data[at + 1]!]!);
  }
}

/** Adds the round trips of a log, from a place on, to the loop's; the position was `before` there. Returns it at the end. */
export function readTrips(log: EventLog, from: number, before: number, loop: Loop, cause: FillCause): number {
  const { data, length } = log;
  const trips = loop.books.trips[0]!;
  const event = emptyFill(cause);
  let position = before;
  for (let at = from; at < length; at += eventWidth[data[at]!]!) {
    if (data[at] === fillMark) {
      const after = data[at + 7]!;
      trips.fill(readFill(log, at, event), position, after, log.text(data[at + 8]! >> 1));
      position = after;
    } else if (data[at] === actionMark) position = data[at + 2]!;
  }
  return position;
}

/** Where the profit column of a leg is written up to: the next row, with position and cash flows before it. */
export interface ProfitState {
  row: number;
  position: number;
  flowUnits: number;
}

/**
 * Writes the profit of the rows before `end` that are not written yet: row r of the frame is `column[r + offset]`. Moves
 * `state` on. Profit is the leg's cash flows so far plus its position at the close.
 */
export function readProfit(
  log: EventLog,
  end: number,
  close: Float64Array,
  column: Float64Array,
  offset: number,
  state: ProfitState,
): void {
  const { data, length } = log;
  const writeTo = (row: number) => {
    const flow = state.flowUnits / moneyUnits;
    const { position } = state;
    for (let r = state.row; r < row; r++) column[r + offset] = flow + position * close[r]!;
    state.row = row;
  };
  for (let at = 0; at < length; at += eventWidth[data[at]!]!) {
    if (data[at] === fillMark) {
      writeTo(data[at + 1]!);
      state.position = data[at + 7]!;
      state.flowUnits += -toMoneyUnits(data[at + 3]! * data[at + 4]!) - data[at + 6]!;
    } else if (data[at] === actionMark) {
      writeTo(data[at + 1]!);
      state.position = data[at + 2]!;
      state.flowUnits = data[at + 3]!;
    }
  }
  writeTo(end);
}

/** Why an order of the fast loop can end without a fill. */
export type FastClosedReason = Extract<ClosedReason, 'no-cash' | 'no-position' | 'below-one-share' | 'end-of-data'>;
