import type { Execution, ExecutionSettings, Touch } from './execution.js';
import type { Book } from './order-book.js';
import { actsNow, waitsForAuction } from './time-in-force.js';
import type { MatchBar, Triggers } from './triggers.js';
import type { WorkingOrder } from './working-order.js';

/** Whether an order fills with the market orders of a bar: those, and limits that must fill at once. */
export function atOnce(order: WorkingOrder, row: number, bar: MatchBar): boolean {
  if (order.done || order.waitsFor !== 0 || order.fromRow > row || order.tif === 'cls') return false;
  if (order.type !== 'market' && !actsNow(order)) return false;
  return !waitsForAuction(order, bar);
}

/** Orders that fill at one price of a bar: its open, its close, or the close before. */
export class AtOnceOrders {
  private readonly touch: Touch = { reference: 0, takes: true, cause: 'next-open', level: 0, cap: 0 };

  constructor(
    private readonly settings: Pick<ExecutionSettings, 'ledger' | 'rules'>,
    private readonly execution: Execution,
    private readonly triggers: Triggers,
  ) {}

  /** Fills an order at the price market orders get in this bar, a limit only where that is better; what it met. */
  fill(leg: number, book: Book, order: WorkingOrder, bar: MatchBar): Touch {
    const { rules, ledger } = this.settings;
    const { touch } = this;
    const atClose = rules.marketAtClose || !bar.trusted;
    const market = order.type === 'market';
    if (market && rules.marketAtPrevious) {
      touch.reference = order.mark !== 0 ? order.mark : ledger.mark[leg]!;
      touch.cause = 'previous-close';
    } else {
      touch.reference = atClose ? bar.close : bar.open;
      touch.cause = market ? (atClose ? 'next-close' : 'next-open') : 'limit-gap-open';
    }
    return this.meet(leg, book, order);
  }

  /** Fills an order at the bar's close, a limit only where that is better. */
  fillAtClose(
    leg: number,
    book: Book,
    order: WorkingOrder,
    bar: MatchBar,
    cause: 'decision-close' | 'closing-auction',
  ): void {
    this.touch.reference = bar.close;
    this.touch.cause = cause;
    this.meet(leg, book, order);
  }

  private meet(leg: number, book: Book, order: WorkingOrder): Touch {
    const { touch, execution } = this;
    if (this.settings.rules.exitOnly && book.exitRow === execution.row) {
      execution.end(book, leg, order, 'exited');
      return touch;
    }
    touch.takes = order.type === 'market';
    touch.level = touch.takes ? 0 : order.price;
    touch.cap = touch.level;
    if (!touch.takes) touch.reference = this.triggers.limitAt(order.side, order.price, touch.reference);
    if (touch.reference === touch.reference) execution.fill(book, leg, order, touch);
    return touch;
  }
}
