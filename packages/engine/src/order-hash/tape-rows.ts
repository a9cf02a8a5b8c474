import type { AmendIntent, CancelIntent, FillEvent, OrderIntent, ProtectIntent } from '../loop/intents.js';
import {
  amendMark,
  cancelMark,
  closedMark,
  fillMark,
  kinds,
  orderMark,
  protectMark,
  termsMark,
  times,
  widths,
} from './row-layout.js';

/** Where rows are written to. */
export interface Words {
  /** The doubles; another array after some calls of `claim`. */
  readonly data: Float64Array;
  /** Makes room for the next `count` doubles, all of which the caller writes; the index of the first. */
  claim(count: number): number;
}

/** Writes orders, cancels and fills as rows of doubles. */
export class TapeRows<W extends Words = Words> {
  /** @param reasons where the reasons of orders are kept, which are not part of the rows; nowhere when absent */
  constructor(
    readonly words: W,
    private readonly kept?: string[],
  ) {}

  order(o: OrderIntent): void {
    this.kept?.push(o.reason);
    const w = this.words;
    const at = w.claim(widths[orderMark]!);
    const { data } = w;
    data[at] = orderMark;
    data[at + 1] = o.id;
    data[at + 2] = o.leg;
    data[at + 3] = o.at;
    data[at + 4] = o.side === 'buy' ? 1 : -1;
    data[at + 5] = o.quantity;
    data[at + 6] = kinds.indexOf(o.type);
    data[at + 7] = o.price ?? 0;
    data[at + 8] = o.stopLoss ?? 0;
    data[at + 9] = o.takeProfit ?? 0;
    if (!isPlain(o)) this.terms(o);
  }

  private terms(o: OrderIntent): void {
    const w = this.words;
    const at = w.claim(widths[termsMark]!);
    const { data } = w;
    data[at] = termsMark;
    data[at + 1] = o.limit ?? 0;
    data[at + 2] = o.trail ?? 0;
    data[at + 3] = o.trailPercent ?? 0;
    data[at + 4] = times.indexOf(o.tif ?? 'gtc');
    data[at + 5] = o.goodTill ?? 0;
    data[at + 6] = o.oco ?? 0;
    data[at + 7] = o.after ?? 0;
    data[at + 8] = o.fraction ?? 0;
    data[at + 9] = (o.toTarget === true ? 1 : 0) + (o.reduceOnly === true ? 2 : 0);
  }

  /** A market order that says nothing but its size. */
  marketOrder(id: number, leg: number, time: number, side: 1 | -1, quantity: number, reason: string): void {
    this.kept?.push(reason);
    const w = this.words;
    const at = w.claim(widths[orderMark]!);
    const { data } = w;
    data[at] = orderMark;
    data[at + 1] = id;
    data[at + 2] = leg;
    data[at + 3] = time;
    data[at + 4] = side;
    data[at + 5] = quantity;
    data[at + 6] = 0;
    data[at + 7] = 0;
    data[at + 8] = 0;
    data[at + 9] = 0;
  }

  amend(a: AmendIntent): void {
    const w = this.words;
    const at = w.claim(widths[amendMark]!);
    const { data } = w;
    data[at] = amendMark;
    data[at + 1] = a.id;
    data[at + 2] = a.at;
    data[at + 3] = a.quantity ?? 0;
    data[at + 4] = a.price ?? 0;
    data[at + 5] = a.limit ?? 0;
    data[at + 6] = a.trail ?? 0;
    data[at + 7] = a.trailPercent ?? 0;
  }

  cancel(c: CancelIntent): void {
    this.short(cancelMark, c.id, c.at);
  }

  protect(p: ProtectIntent): void {
    const w = this.words;
    const at = w.claim(widths[protectMark]!);
    const { data } = w;
    data[at] = protectMark;
    data[at + 1] = p.leg;
    data[at + 2] = p.at;
    data[at + 3] = sideWord(p.stopLoss);
    data[at + 4] = sideWord(p.takeProfit);
  }

  fill(f: FillEvent): void {
    const w = this.words;
    const at = w.claim(widths[fillMark]!);
    const { data } = w;
    data[at] = fillMark;
    data[at + 1] = f.order;
    data[at + 2] = f.leg;
    data[at + 3] = f.time;
    data[at + 4] = f.side;
    data[at + 5] = f.quantity;
    data[at + 6] = f.price;
    data[at + 7] = f.feeUnits;
  }

  closed(order: number, time: number): void {
    this.short(closedMark, order, time);
  }

  private short(mark: number, order: number, time: number): void {
    const w = this.words;
    const at = w.claim(3);
    const { data } = w;
    data[at] = mark;
    data[at + 1] = order;
    data[at + 2] = time;
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
