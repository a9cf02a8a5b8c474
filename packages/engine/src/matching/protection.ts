import type { FillCause } from '../loop/intents.js';
import type { Execution, ExecutionSettings, Touch } from './execution.js';
import type { Book } from './order-book.js';
import type { MatchBar, Triggers } from './triggers.js';
import type { WorkingOrder } from './working-order.js';

/** The stop-loss and take-profit of a leg's position. */
export class Protection {
  private readonly touch: Touch = { reference: 0, takes: true, cause: 'stop-loss', level: 0, cap: 0 };

  constructor(
    private readonly settings: Pick<ExecutionSettings, 'ledger' | 'rules'>,
    private readonly execution: Execution,
    private readonly triggers: Triggers,
  ) {}

  /** Closes the position when the bar reaches its protection; true when the bar reached both sides. */
  exit(leg: number, book: Book, bar: MatchBar): boolean {
    if (book.stopLoss === 0 && book.takeProfit === 0) return false;
    const held = this.settings.ledger.quantity[leg]!;
    if (held === 0) return false;
    const { triggers } = this;
    const { row } = this.execution;
    const side = held > 0 ? -1 : 1;
    const stopLoss = row < book.stopFrom ? 0 : book.stopLoss;
    const takeProfit = row < book.targetFrom ? 0 : book.takeProfit;
    const gapStop = stopLoss === 0 ? NaN : triggers.stopAtOpen(side, stopLoss, bar);
    const gapTake = takeProfit === 0 ? NaN : triggers.limitAtOpen(side, takeProfit, bar);
    if (gapStop === gapStop) this.close(leg, book, side, gapStop, true, 'stop-loss-gap-open', stopLoss);
    else if (gapTake === gapTake && !this.stopsFirst(side, stopLoss, bar))
      this.close(leg, book, side, gapTake, false, 'take-profit-gap-open', takeProfit);
    else return this.inBar(leg, book, side, stopLoss, takeProfit, bar);
    return false;
  }

  /** Whether a stop-loss that the bar reaches goes ahead of a target that it opens beyond. */
  private stopsFirst(side: 1 | -1, stopLoss: number, bar: MatchBar): boolean {
    if (!this.settings.rules.stopBeforeGap || stopLoss === 0) return false;
    return !Number.isNaN(this.triggers.stopInBar(side, stopLoss, bar));
  }

  private inBar(leg: number, book: Book, side: 1 | -1, stopLoss: number, takeProfit: number, bar: MatchBar): boolean {
    const stop = stopLoss === 0 ? NaN : this.triggers.stopInBar(side, stopLoss, bar);
    const take = takeProfit === 0 ? NaN : this.triggers.limitInBar(side, takeProfit, bar);
    const both = stop === stop && take === take;
    if (stop === stop && !(both && this.settings.rules.targetFirst)) {
      this.close(leg, book, side, stop, true, 'stop-loss', stopLoss);
    } else if (take === take) this.close(leg, book, side, take, false, 'take-profit', takeProfit);
    return both;
  }

  /**
   * What protects a position that an order opened or enlarged inside the bar may be hit in that bar: by our own
   * conventions the stop is live, the target waits. True when the bar's order of events decided.
   */
  afterEntry(leg: number, book: Book, order: WorkingOrder, before: number, touch: Touch, bar: MatchBar): boolean {
    const now = this.settings.ledger.quantity[leg]!;
    if (now * order.side <= Math.max(0, before * order.side) || touch.cause === 'next-close') return false;
    const { afterMarket, afterResting } = this.settings.rules;
    const { stopSameBar, targetSameBar, targetIfClear } = touch.takes && touch.level === 0 ? afterMarket : afterResting;
    const side = now > 0 ? -1 : 1;
    const entry = touch.reference;
    const target = book.takeProfit !== 0 && !Number.isNaN(this.triggers.limitInBar(side, book.takeProfit, bar));
    const stop = book.stopLoss !== 0 && !Number.isNaN(this.triggers.stopInBar(side, book.stopLoss, bar));
    const stops = stop && stopSameBar;
    const takes = target && (targetSameBar || (targetIfClear && touch.takes && !stop));
    if (stops && !(takes && this.settings.rules.targetFirst)) {
      const reference = side < 0 ? Math.min(book.stopLoss, entry) : Math.max(book.stopLoss, entry);
      this.close(leg, book, side, reference, true, 'stop-loss', book.stopLoss);
    } else if (takes) this.close(leg, book, side, book.takeProfit, false, 'take-profit', book.takeProfit);
    return target || stop;
  }

  private close(
    leg: number,
    book: Book,
    side: 1 | -1,
    reference: number,
    takes: boolean,
    cause: FillCause,
    level: number,
  ): void {
    const { touch } = this;
    touch.reference = reference;
    touch.takes = takes;
    touch.cause = cause;
    touch.level = level;
    this.execution.exit(book, leg, side, touch);
  }
}
