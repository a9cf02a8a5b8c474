import { GrowableColumn } from '../columns/index.js';
import type { AmendIntent, CancelIntent, FillEvent, OrderIntent, ProtectIntent } from '../loop/intents.js';
import { sha256Hex } from './sha256.js';

const orderMark = 1;
const cancelMark = 2;
const protectMark = 3;
const fillMark = 4;
const closedMark = 5;
const termsMark = 6;
const amendMark = 7;
/** Whether doubles in memory are the bytes that are hashed. */
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const kinds = { market: 0, limit: 1, stop: 2, 'stop-limit': 3, 'trailing-stop': 4 } as const;
const times = ['gtc', 'day', 'gtd', 'ioc', 'fok', 'opg', 'cls'];

/**
 * Every order, cancel and fill of a run as a row of doubles, in the order they happened. Its hash is the run's
 * identity: the same decisions, quantities and prices to the last bit give the same hash, in every driver.
 */
export class OrderTape {
  readonly words = new GrowableColumn(256);

  /** `symbols` in the order of the leg numbers. */
  constructor(private readonly symbols: readonly string[]) {}

  /** Makes room for plain orders and a fill of each. */
  reserve(orders: number): void {
    this.words.reserve(orders * 18);
  }

  order(o: OrderIntent): void {
    const w = this.words;
    w.push(orderMark);
    w.push(o.id);
    w.push(o.leg);
    w.push(o.at);
    w.push(o.side === 'buy' ? 1 : -1);
    w.push(o.quantity);
    w.push(kinds[o.type]);
    w.push(o.price ?? 0);
    w.push(o.stopLoss ?? 0);
    w.push(o.takeProfit ?? 0);
    if (isPlain(o)) return;
    w.push(termsMark);
    w.push(o.limit ?? 0);
    w.push(o.trail ?? 0);
    w.push(o.trailPercent ?? 0);
    w.push(times.indexOf(o.tif ?? 'gtc'));
    w.push(o.goodTill ?? 0);
    w.push(o.oco ?? 0);
    w.push(o.after ?? 0);
    w.push(o.fraction ?? 0);
    w.push((o.toTarget === true ? 1 : 0) + (o.reduceOnly === true ? 2 : 0));
  }

  amend(a: AmendIntent): void {
    const w = this.words;
    w.push(amendMark);
    w.push(a.id);
    w.push(a.at);
    w.push(a.quantity ?? 0);
    w.push(a.price ?? 0);
    w.push(a.limit ?? 0);
    w.push(a.trail ?? 0);
    w.push(a.trailPercent ?? 0);
  }

  cancel(c: CancelIntent): void {
    this.words.push(cancelMark);
    this.words.push(c.id);
    this.words.push(c.at);
  }

  protect(p: ProtectIntent): void {
    const w = this.words;
    w.push(protectMark);
    w.push(p.leg);
    w.push(p.at);
    w.push(sideWord(p.stopLoss));
    w.push(sideWord(p.takeProfit));
  }

  fill(f: FillEvent): void {
    const w = this.words;
    w.push(fillMark);
    w.push(f.order);
    w.push(f.leg);
    w.push(f.time);
    w.push(f.side);
    w.push(f.quantity);
    w.push(f.price);
    w.push(f.feeUnits);
  }

  closed(order: number, time: number): void {
    this.words.push(closedMark);
    this.words.push(order);
    this.words.push(time);
  }

  /** sha256 (hex) of the symbols and all rows, doubles as little-endian bytes. */
  hash(): string {
    const header = sha256Hex(this.symbols.join('\n'));
    const head = Uint8Array.from({ length: 32 }, (_, i) => parseInt(header.slice(i * 2, i * 2 + 2), 16));
    const { data, length } = this.words;
    if (littleEndian) return sha256Hex(head, new Uint8Array(data.buffer, data.byteOffset, length * 8));
    const view = new DataView(new ArrayBuffer(length * 8));
    for (let i = 0; i < length; i++) view.setFloat64(i * 8, data[i]!, true);
    return sha256Hex(head, new Uint8Array(view.buffer));
  }
}

/** A side of a change of protection: its price, 0 when it is removed, -1 when it stays. */
function sideWord(price: number | null | undefined): number {
  return price === undefined ? -1 : (price ?? 0);
}

/** Whether an order has none of the terms that are seldom given. */
function isPlain(o: OrderIntent): boolean {
  return (
    o.limit === undefined &&
    o.trail === undefined &&
    o.trailPercent === undefined &&
    (o.tif === undefined || o.tif === 'gtc') &&
    o.oco === undefined &&
    o.after === undefined &&
    o.fraction === undefined &&
    o.reduceOnly === undefined
  );
}
