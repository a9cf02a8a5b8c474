import type { FillCosts } from '../costs/index.js';
import { floorQuantity } from '../costs/index.js';
import type { Ledger } from '../ledger/index.js';
import type {
  CancelIntent,
  ClosedReason,
  FillCause,
  FillEvent,
  Intent,
  OrderIntent,
  ProtectIntent,
} from '../loop/intents.js';
import { affordable } from './affordable.js';
import { limitAtOpen, limitInBar, stopAtOpen, stopInBar } from './triggers.js';
import type { MatchBar } from './triggers.js';

/** Told at once of what happens in the market; must settle a fill in the market's ledger before it returns. */
export interface MarketListener {
  /** The object is reused for the next fill. */
  fill(event: FillEvent): void;
  /** An order ended without a (further) fill. */
  closed(order: number, leg: number, reason: ClosedReason): void;
}

/** An order waiting in the book. */
interface WorkingOrder {
  readonly id: number;
  readonly side: 1 | -1;
  readonly type: 'market' | 'limit' | 'stop';
  quantity: number;
  price: number;
  stopLoss: number;
  takeProfit: number;
}

/** Orders and protection of one leg. */
interface Book {
  market: WorkingOrder[];
  resting: WorkingOrder[];
  /** Protective prices of the position; 0 when absent. */
  stopLoss: number;
  takeProfit: number;
}

/** Plain copy of all books. */
export interface MarketSnapshot {
  readonly books: readonly Readonly<Book>[];
  readonly ambiguousBars: number;
}

/** What a simulated market is made of. */
export interface MarketSettings {
  readonly legs: number;
  readonly costs: FillCosts;
  readonly ledger: Ledger;
  readonly fractional: boolean;
  readonly shorting: boolean;
  readonly listener: MarketListener;
}

/**
 * The simulated broker's matching, for all legs of an account. Market orders fill at the bar's open (its close when the
 * open is not trusted), limits when traded through, stops when touched, gaps at the open. Only market and stop fills
 * pay spread and slippage. A position's protective stop and target are live from its market entry; after a stop or
 * limit entry the stop is live at once and the target from the next bar; when both could have been hit the stop was.
 * A bar whose order of events decided the outcome is counted in `ambiguousBars`.
 */
export class SimulatedMarket {
  ambiguousBars = 0;
  private readonly books: Book[];
  private readonly event: FillEvent = {
    order: 0,
    leg: 0,
    time: 0,
    row: 0,
    side: 1,
    quantity: 0,
    price: 0,
    reference: 0,
    feeUnits: 0,
    cause: 'next-open',
    cashLimited: false,
  };
  private ambiguous = false;

  constructor(private readonly settings: MarketSettings) {
    this.books = Array.from({ length: settings.legs }, emptyBook);
  }

  /** Accepts an intent; it acts from the next bar on. */
  submit(intent: Intent): void {
    if (intent.kind === 'order') this.add(intent);
    else if (intent.kind === 'cancel') this.cancel(intent);
    else this.protect(intent);
  }

  private add(o: OrderIntent): void {
    const book = this.books[o.leg]!;
    const order: WorkingOrder = {
      id: o.id,
      side: o.side === 'buy' ? 1 : -1,
      type: o.type,
      quantity: o.quantity,
      price: o.price ?? 0,
      stopLoss: o.stopLoss ?? 0,
      takeProfit: o.takeProfit ?? 0,
    };
    (o.type === 'market' ? book.market : book.resting).push(order);
  }

  private cancel({ id, leg }: CancelIntent): void {
    const book = this.books[leg]!;
    const here = (order: WorkingOrder) => order.id === id;
    if (!book.market.some(here) && !book.resting.some(here)) return;
    book.market = book.market.filter((order) => !here(order));
    book.resting = book.resting.filter((order) => !here(order));
    this.settings.listener.closed(id, leg, 'cancelled');
  }

  private protect({ leg, stopLoss, takeProfit }: ProtectIntent): void {
    const book = this.books[leg]!;
    book.stopLoss = stopLoss ?? 0;
    book.takeProfit = takeProfit ?? 0;
  }

  /**
   * A split before the open, already settled in the ledger: prices ÷ ratio, quantities × ratio; an order of less than a
   * share is closed, and with a position that became less than a share its protection ends.
   */
  split(leg: number, ratio: number): void {
    const book = this.books[leg]!;
    const { fractional, listener } = this.settings;
    const scale = (order: WorkingOrder): boolean => {
      order.quantity = fractional ? order.quantity * ratio : floorQuantity(order.quantity * ratio, false);
      order.price /= ratio;
      order.stopLoss /= ratio;
      order.takeProfit /= ratio;
      if (order.quantity > 0) return true;
      listener.closed(order.id, leg, 'below-one-share');
      return false;
    };
    book.market = book.market.filter(scale);
    book.resting = book.resting.filter(scale);
    const held = this.settings.ledger.quantity[leg] !== 0;
    book.stopLoss = held ? book.stopLoss / ratio : 0;
    book.takeProfit = held ? book.takeProfit / ratio : 0;
  }

  /** Whether a bar of this leg can do anything at all. */
  idle(leg: number): boolean {
    const book = this.books[leg]!;
    return book.market.length === 0 && book.resting.length === 0 && book.stopLoss === 0 && book.takeProfit === 0;
  }

  /** Fills the market orders of one side; sells of all legs come before buys, so that a rotation pays for itself. */
  fillMarketOrders(leg: number, side: 1 | -1, time: number, row: number, bar: MatchBar): void {
    const book = this.books[leg]!;
    if (book.market.length === 0) return;
    const reference = bar.trusted ? bar.open : bar.close;
    const orders = book.market;
    let kept = 0;
    for (const order of orders) {
      if (order.side !== side) orders[kept++] = order;
      else this.execute(leg, order, reference, true, bar.trusted ? 'next-open' : 'next-close', time, row);
    }
    orders.length = kept;
  }

  /** Protective exits and resting orders of one leg over one bar. Market orders come before (after, if the open is not trusted). */
  matchBar(leg: number, time: number, row: number, bar: MatchBar): void {
    const book = this.books[leg]!;
    this.ambiguous = false;
    this.protectiveExit(leg, time, row, bar);
    // Positions opened below are past their exit check: their target waits for the next bar.
    if (book.resting.length > 0) {
      this.matchResting(leg, time, row, bar, 'open');
      this.matchResting(leg, time, row, bar, 'stop');
      this.matchResting(leg, time, row, bar, 'limit');
    }
    if (this.ambiguous) this.ambiguousBars++;
  }

  private protectiveExit(leg: number, time: number, row: number, bar: MatchBar): void {
    const book = this.books[leg]!;
    const held = this.settings.ledger.quantity[leg]!;
    if (held === 0 || (book.stopLoss === 0 && book.takeProfit === 0)) return;
    const side = held > 0 ? -1 : 1;
    const { stopLoss, takeProfit } = book;
    const gapStop = stopLoss === 0 ? NaN : stopAtOpen(side, stopLoss, bar);
    if (gapStop === gapStop) return this.exit(leg, side, gapStop, true, 'stop-loss-gap-open', time, row);
    const gapTake = takeProfit === 0 ? NaN : limitAtOpen(side, takeProfit, bar);
    if (gapTake === gapTake) return this.exit(leg, side, gapTake, false, 'take-profit-gap-open', time, row);
    const stop = stopLoss === 0 ? NaN : stopInBar(side, stopLoss, bar);
    const take = takeProfit === 0 ? NaN : limitInBar(side, takeProfit, bar);
    if (stop === stop && take === take) this.ambiguous = true;
    if (stop === stop) this.exit(leg, side, stop, true, 'stop-loss', time, row);
    else if (take === take) this.exit(leg, side, take, false, 'take-profit', time, row);
  }

  /** One pass over the resting orders in the order they were placed: gaps at the open, then stops, then limits. */
  private matchResting(leg: number, time: number, row: number, bar: MatchBar, pass: 'open' | 'stop' | 'limit'): void {
    const book = this.books[leg]!;
    let kept = 0;
    const orders = book.resting;
    for (let i = 0; i < orders.length; i++) {
      const order = orders[i]!;
      const isStop = order.type === 'stop';
      let reference = NaN;
      if (pass === 'open') reference = (isStop ? stopAtOpen : limitAtOpen)(order.side, order.price, bar);
      else if ((pass === 'stop') === isStop)
        reference = (isStop ? stopInBar : limitInBar)(order.side, order.price, bar);
      if (reference !== reference) {
        orders[kept++] = order;
        continue;
      }
      const cause = isStop
        ? pass === 'open'
          ? 'stop-gap-open'
          : 'stop-touched'
        : pass === 'open'
          ? 'limit-gap-open'
          : 'limit-through';
      const before = this.settings.ledger.quantity[leg]!;
      this.execute(leg, order, reference, isStop, cause, time, row);
      if (this.settings.ledger.quantity[leg]! * order.side > Math.max(0, before * order.side))
        this.stopOnEntryBar(leg, reference, time, row, bar);
    }
    orders.length = kept;
  }

  /** A position opened inside the bar: its stop may be hit in the same bar, its target only from the next. */
  private stopOnEntryBar(leg: number, entry: number, time: number, row: number, bar: MatchBar): void {
    const book = this.books[leg]!;
    const side = this.settings.ledger.quantity[leg]! > 0 ? -1 : 1;
    if (book.takeProfit !== 0 && !Number.isNaN(limitInBar(side, book.takeProfit, bar))) this.ambiguous = true;
    if (book.stopLoss === 0 || Number.isNaN(stopInBar(side, book.stopLoss, bar))) return;
    this.ambiguous = true;
    const reference = side < 0 ? Math.min(book.stopLoss, entry) : Math.max(book.stopLoss, entry);
    this.exit(leg, side, reference, true, 'stop-loss', time, row);
  }

  private exit(
    leg: number,
    side: 1 | -1,
    reference: number,
    adverse: boolean,
    cause: FillCause,
    time: number,
    row: number,
  ): void {
    const quantity = Math.abs(this.settings.ledger.quantity[leg]!);
    this.emit(0, leg, side, quantity, reference, adverse, cause, false, time, row);
  }

  private execute(
    leg: number,
    order: WorkingOrder,
    reference: number,
    adverse: boolean,
    cause: FillCause,
    time: number,
    row: number,
  ): void {
    const { ledger, costs, listener } = this.settings;
    const held = ledger.quantity[leg]!;
    const reducing = held * order.side < 0 ? Math.min(order.quantity, Math.abs(held)) : 0;
    if (order.side < 0 && !this.settings.shorting && reducing === 0)
      return listener.closed(order.id, leg, 'no-position');
    let opening = order.side < 0 && !this.settings.shorting ? 0 : order.quantity - reducing;
    let limited = false;
    if (opening > 0) {
      const price = adverse ? costs.marketPrice(reference, order.side) : reference;
      const most = affordable(leg, order.side, reducing, opening, price, this.settings);
      limited = most < opening;
      opening = most;
    }
    const quantity = reducing + opening;
    if (quantity <= 0) return listener.closed(order.id, leg, 'no-cash');
    const book = this.books[leg]!;
    if (opening > 0 && (order.stopLoss !== 0 || order.takeProfit !== 0 || reducing > 0)) {
      book.stopLoss = order.stopLoss;
      book.takeProfit = order.takeProfit;
    }
    this.emit(order.id, leg, order.side, quantity, reference, adverse, cause, limited, time, row);
  }

  private emit(
    id: number,
    leg: number,
    side: 1 | -1,
    quantity: number,
    reference: number,
    adverse: boolean,
    cause: FillCause,
    limited: boolean,
    time: number,
    row: number,
  ): void {
    const { costs, ledger, listener } = this.settings;
    const { event } = this;
    event.order = id;
    event.leg = leg;
    event.time = time;
    event.row = row;
    event.side = side;
    event.quantity = quantity;
    event.reference = reference;
    event.price = adverse ? costs.marketPrice(reference, side) : reference;
    event.feeUnits = costs.feeUnits(quantity, event.price);
    event.cause = cause;
    event.cashLimited = limited;
    listener.fill(event);
    if (ledger.quantity[leg] === 0) {
      const book = this.books[leg]!;
      book.stopLoss = 0;
      book.takeProfit = 0;
    }
  }

  /** Ends every waiting order: there are no more bars. */
  expireAll(): void {
    for (let leg = 0; leg < this.books.length; leg++) {
      const book = this.books[leg]!;
      for (const order of [...book.market, ...book.resting])
        this.settings.listener.closed(order.id, leg, 'end-of-data');
      book.market = [];
      book.resting = [];
    }
  }

  snapshot(): MarketSnapshot {
    return { books: this.books.map(copyBook), ambiguousBars: this.ambiguousBars };
  }

  restore(snapshot: MarketSnapshot): void {
    for (let leg = 0; leg < this.books.length; leg++) this.books[leg] = copyBook(snapshot.books[leg]!);
    this.ambiguousBars = snapshot.ambiguousBars;
  }
}

function emptyBook(): Book {
  return { market: [], resting: [], stopLoss: 0, takeProfit: 0 };
}

function copyBook(book: Readonly<Book>): Book {
  return {
    ...book,
    market: book.market.map((order) => ({ ...order })),
    resting: book.resting.map((order) => ({ ...order })),
  };
}
