import { TextTable } from '../columns/index.js';
import type { FillEvent } from '../loop/index.js';

/** An order was sent: head, row, id, signed quantity. */
export const orderMark = 1;
/** An order was filled: head, row, id, signed quantity, price, commission units, position after it, reference price. */
export const fillMark = 2;
/** The same, limited by cash. */
export const limitedFillMark = 3;
/** An order was sent at the row before, and filled in full as written of a fill. */
export const filledOrderMark = 4;
/** An order ended without a fill: head, row, id. */
export const closedMark = 5;
/** An action changed the position or its cash: head, row, position, sum of the leg's cash flows and cash in money units. */
export const actionMark = 6;

/** Doubles an event takes, and the same by mark. */
const orderWidth = 4;
const fillWidth = 8;
const closedWidth = 3;
const actionWidth = 5;
const widths: readonly number[] = [0, orderWidth, fillWidth, fillWidth, fillWidth, closedWidth, actionWidth];
const markBits = 3;
/** Doubles of the first chunk, and of the largest: 2 to a power, and with it the number of places of each. */
const smallest = 64;
const placeBits = 16;
const largest = 1 << placeBits;

/** The mark of an event, from its head. */
export function markOf(head: number): number {
  return head & ((1 << markBits) - 1);
}

/** The number of an event's reason, from its head. */
export function reasonOf(head: number): number {
  return head >> markBits;
}

/** Whether events of a mark are fills. */
export function isFill(mark: number): boolean {
  return mark === fillMark || mark === limitedFillMark || mark === filledOrderMark;
}

/** Reads events one after the other; `next` goes on to one, the first included. */
export class EventCursor {
  /** The chunk that holds the event, and the index of its head. */
  data: Float64Array;
  at = 0;
  /** The mark of the event. */
  mark = 0;
  private chunk: number;
  private following: number;
  private stop: number;

  /**
   * @param place of the first event
   * @param last number of the chunk in use, of which `used` doubles are written
   */
  constructor(
    private readonly chunks: readonly Float64Array[],
    place: number,
    private readonly last: number,
    private readonly used: number,
  ) {
    // A place may be the end of a full chunk, with none after it.
    this.chunk = place >> placeBits;
    this.following = place & (largest - 1);
    this.data = chunks[Math.min(this.chunk, last)]!;
    this.stop = this.stopOf();
  }

  /** Goes on to the next event; false when there is none. */
  next(): boolean {
    let at = this.following;
    while (at >= this.stop || this.data[at] === 0) {
      if (this.chunk >= this.last) return false;
      this.data = this.chunks[++this.chunk]!;
      this.stop = this.stopOf();
      at = 0;
    }
    const mark = this.data[at]! & ((1 << markBits) - 1);
    this.at = at;
    this.mark = mark;
    this.following = at + widths[mark]!;
    return true;
  }

  /** The place after the event. */
  get place(): number {
    return (this.chunk << placeBits) + this.following;
  }

  private stopOf(): number {
    return this.chunk < this.last ? this.data.length : this.chunk === this.last ? this.used : 0;
  }
}

/**
 * What happened in a stretch of a run, in order, as doubles in chunks. Nothing else is allocated while a run goes on; orders,
 * fills and trades are made of it when somebody asks. The head of an event holds its mark and the number of its reason; a
 * head of 0 ends a chunk that is not full. The place of an event is its chunk's number × the places of one, and where it is
 * in that.
 */
export class EventLog {
  private readonly chunks: Float64Array[] = [new Float64Array(smallest)];
  private data = this.chunks[0]!;
  private chunk = 0;
  /** Doubles written to the chunk. */
  private used = 0;
  /** Orders written, and fills. */
  orders = 0;
  fills = 0;
  private readonly reasons = new TextTable();

  /** An order with the number `reason`. */
  order(row: number, id: number, signed: number, reason: number): void {
    const at = this.room(orderMark, orderWidth, reason);
    const { data } = this;
    data[at + 1] = row;
    data[at + 2] = id;
    data[at + 3] = signed;
    this.orders++;
  }

  /** A fill of an order with the number `reason`, and the position after it. */
  fill(event: FillEvent, after: number, reason: number): void {
    this.writeFill(event.cashLimited ? limitedFillMark : fillMark, event, after, reason);
  }

  /** An order sent at the row before, with the fill of all of it. */
  filledOrder(event: FillEvent, after: number, reason: number): void {
    this.writeFill(filledOrderMark, event, after, reason);
    this.orders++;
  }

  private writeFill(mark: number, event: FillEvent, after: number, reason: number): void {
    const at = this.room(mark, fillWidth, reason);
    const { data } = this;
    data[at + 1] = event.row;
    data[at + 2] = event.order;
    data[at + 3] = event.side * event.quantity;
    data[at + 4] = event.price;
    data[at + 5] = event.feeUnits;
    data[at + 6] = after;
    data[at + 7] = event.reference;
    this.fills++;
  }

  /** An order that ended without a fill. */
  closed(row: number, id: number): void {
    const at = this.room(closedMark, closedWidth, 0);
    this.data[at + 1] = row;
    this.data[at + 2] = id;
  }

  action(row: number, position: number, flowUnits: number, cashUnits: number): void {
    const at = this.room(actionMark, actionWidth, 0);
    const { data } = this;
    data[at + 1] = row;
    data[at + 2] = position;
    data[at + 3] = flowUnits;
    data[at + 4] = cashUnits;
  }

  /** The text with a number. */
  text(number: number): string {
    return this.reasons.texts[number]!;
  }

  /** The number of a text. */
  numberOf(text: string): number {
    return this.reasons.numberOf(text);
  }

  /** The place of the next event. */
  get end(): number {
    return (this.chunk << placeBits) + this.used;
  }

  /** Reads the events from a place on. */
  from(place: number): EventCursor {
    return new EventCursor(this.chunks, place, this.chunk, this.used);
  }

  /** Makes room for an event and writes its head; the index of the head. */
  private room(mark: number, width: number, reason: number): number {
    if (this.used + width > this.data.length) this.next();
    const at = this.used;
    this.used = at + width;
    this.data[at] = (reason << markBits) | mark;
    return at;
  }

  /** Goes on in the next chunk. */
  private next(): void {
    const { chunks, data } = this;
    if (this.used < data.length) data[this.used] = 0;
    const chunk = ++this.chunk;
    this.data = chunks[chunk] ??= new Float64Array(Math.min(2 * data.length, largest));
    this.used = 0;
  }

  /** Forgets all events; room and texts stay. */
  clear(): void {
    this.chunk = this.used = this.orders = this.fills = 0;
    this.data = this.chunks[0]!;
  }
}
