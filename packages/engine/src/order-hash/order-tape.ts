import { GrowableColumn } from '../columns/index.js';
import type { CancelIntent, FillEvent, OrderIntent, ProtectIntent } from '../loop/intents.js';
import { sha256Hex } from './sha256.js';

const orderMark = 1;
const cancelMark = 2;
const protectMark = 3;
const fillMark = 4;
const closedMark = 5;
const kinds = { market: 0, limit: 1, stop: 2 } as const;

/**
 * Every order, cancel and fill of a run as a row of doubles, in the order they happened. Its hash is the run's
 * identity: the same decisions, quantities and prices to the last bit give the same hash, in every driver.
 */
export class OrderTape {
  readonly words = new GrowableColumn(256);

  /** `symbols` in the order of the leg numbers. */
  constructor(private readonly symbols: readonly string[]) {}

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
    w.push(p.stopLoss ?? 0);
    w.push(p.takeProfit ?? 0);
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
    const bytes = new Uint8Array(32 + this.words.length * 8);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 8; i++) view.setUint32(i * 4, parseInt(header.slice(i * 8, i * 8 + 8), 16));
    for (let i = 0; i < this.words.length; i++) view.setFloat64(32 + i * 8, this.words.data[i]!, true);
    return sha256Hex(bytes);
  }
}
