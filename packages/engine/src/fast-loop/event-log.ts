import type { FillEvent } from '../loop/index.js';

/** An order was sent: mark, row, id, signed quantity, number of the reason. */
export const orderMark = 1;
/**
 * An order was filled: mark, row, id, signed quantity, price, reference, commission units, position after it, twice the
 * number of the order's reason and 1 when limited by cash, time.
 */
export const fillMark = 2;
/** An order ended without a fill: mark, row, id, number of the reason. */
export const closedMark = 3;
/** An action changed the position or its cash: mark, row, position, sum of the leg's cash flows in money units. */
export const actionMark = 4;

/** Doubles an event takes, by mark. */
export const eventWidth: readonly number[] = [0, 5, 10, 4, 4];

/**
 * What happened in a stretch of a run, in order, as doubles in one column that grows. Nothing else is allocated while a run
 * goes on; orders, fills and trades are made of it when somebody asks.
 */
export class EventLog {
  data = new Float64Array(64);
  /** Doubles written. */
  length = 0;
  /** Orders written. */
  orders = 0;
  private readonly texts: string[] = [];

  order(row: number, id: number, signed: number, reason: number): void {
    const at = this.room(5);
    const { data } = this;
    data[at] = orderMark;
    data[at + 1] = row;
    data[at + 2] = id;
    data[at + 3] = signed;
    data[at + 4] = reason;
    this.orders++;
  }

  /** A fill of an order with the number `reason`, and the position after it. */
  fill(event: FillEvent, after: number, reason: number): void {
    const at = this.room(10);
    const { data } = this;
    data[at] = fillMark;
    data[at + 1] = event.row;
    data[at + 2] = event.order;
    data[at + 3] = event.side * event.quantity;
    data[at + 4] = event.price;
    data[at + 5] = event.reference;
    data[at + 6] = event.feeUnits;
    data[at + 7] = after;
    data[at + 8] = 2 * reason + (event.cashLimited ? 1 : 0);
    data[at + 9] = event.time;
  }

  closed(row: number, id: number, reason: number): void {
    const at = this.room(4);
    const { data } = this;
    data[at] = closedMark;
    data[at + 1] = row;
    data[at + 2] = id;
    data[at + 3] = reason;
  }

  action(row: number, position: number, flowUnits: number): void {
    const at = this.room(4);
    const { data } = this;
    data[at] = actionMark;
    data[at + 1] = row;
    data[at + 2] = position;
    data[at + 3] = flowUnits;
  }

  /** The text with a number. */
  text(number: number): string {
    return this.texts[number]!;
  }

  /** The number of a text. */
  numberOf(text: string): number {
    const known = this.texts.indexOf(text);
    return known < 0 ? this.texts.push(text) - 1 : known;
  }

  private room(width: number): number {
    const at = this.length;
    this.length = at + width;
    if (this.length > this.data.length) {
      // By four, so that little is copied; what is not written to takes no memory.
      const larger = new Float64Array(this.data.length * 4);
      larger.set(this.data);
      this.data = larger;
    }
    return at;
  }

  /** Forgets all events; room and texts stay. */
  clear(): void {
    this.length = 0;
    this.orders = 0;
  }
}
