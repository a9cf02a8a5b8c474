import type { AmendIntent, CancelIntent, FillEvent, OrderIntent, ProtectIntent } from '../loop/intents.js';

const orderMark = 1;
const cancelMark = 2;
const protectMark = 3;
const fillMark = 4;
const closedMark = 5;
const termsMark = 6;
const amendMark = 7;
const kinds = { market: 0, limit: 1, stop: 2, 'stop-limit': 3, 'trailing-stop': 4 } as const;
const times = ['gtc', 'day', 'gtd', 'ioc', 'fok', 'opg', 'cls'];

/** Where rows are written to, one double after the other. */
export interface Words {
  push(value: number): void;
}

/** Writes orders, cancels and fills as rows of doubles. */
export class TapeRows<W extends Words = Words> {
  constructor(readonly words: W) {}

  order(o: OrderIntent): void {
    const w = this.words;
    this.plain(o.id, o.leg, o.at, o.side === 'buy' ? 1 : -1, o.quantity, kinds[o.type]);
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

  /** A market order that says nothing but its size. */
  marketOrder(id: number, leg: number, at: number, side: 1 | -1, quantity: number): void {
    const w = this.words;
    this.plain(id, leg, at, side, quantity, kinds.market);
    w.push(0);
    w.push(0);
    w.push(0);
  }

  private plain(id: number, leg: number, at: number, side: 1 | -1, quantity: number, kind: number): void {
    const w = this.words;
    w.push(orderMark);
    w.push(id);
    w.push(leg);
    w.push(at);
    w.push(side);
    w.push(quantity);
    w.push(kind);
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
