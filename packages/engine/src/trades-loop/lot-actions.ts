import type { Bars } from '@bot-v2/sdk';
import { settledActions } from '../price-view/index.js';
import type { SettledAction } from '../price-view/index.js';
import type { LotBook } from './lot-book.js';
import type { LotQueue } from './lot-queue.js';

/** Told of what actions did to what is held. */
export interface LotActionListener {
  dividend(leg: number, amount: number): void;
  split(leg: number, ratio: number): void;
}

/**
 * Settles the actions of one leg before the open of the first bar that trades without the right. A dividend belongs to
 * the lot that received it. A split multiplies lots and orders and divides their prices; fractions of a share stay in
 * the lots.
 */
export class LotActions {
  private readonly actions: readonly SettledAction[];
  private next = 0;

  /** Actions with ex-date ≤ `after` are behind already. */
  constructor(bars: Bars, after: number) {
    this.actions = settledActions(bars);
    while (this.due(after)) this.next++;
  }

  private due(time: number): boolean {
    return this.next < this.actions.length && this.actions[this.next]!.exDate <= time;
  }

  /** Settles what is due at a bar that opens at `time`. */
  settle(leg: number, time: number, book: LotBook, queue: LotQueue, listener: LotActionListener): void {
    while (this.due(time)) {
      const action = this.actions[this.next++]!;
      if (action.type === 'split') split(leg, action.ratio, book, queue, listener);
      else {
        const held = book.quantity(leg);
        for (const lot of book.lots[leg]!) lot.income += lot.quantity * action.amount;
        if (book.lots[leg]!.length > 0) listener.dividend(leg, held * action.amount);
      }
    }
  }
}

function split(leg: number, ratio: number, book: LotBook, queue: LotQueue, listener: LotActionListener): void {
  for (const lot of book.lots[leg]!) {
    lot.quantity *= ratio;
    lot.entryPrice /= ratio;
    lot.entryReference /= ratio;
  }
  for (const order of queue.list()) {
    order.quantity *= ratio;
    order.stop /= ratio;
    order.limit /= ratio;
    order.stopLoss /= ratio;
    order.takeProfit /= ratio;
  }
  book.mark[leg] = book.mark[leg]! / ratio;
  listener.split(leg, ratio);
}
