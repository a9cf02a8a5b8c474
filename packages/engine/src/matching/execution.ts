import type { FillCosts, Instrument, ToUnits } from '../costs/index.js';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { Funding, Ledger } from '../ledger/index.js';
import type { ClosedReason, FillCause, FillEvent } from '../loop/intents.js';
import { affordable } from './affordable.js';
import type { MarketRules } from './market-rules.js';
import type { Book } from './order-book.js';
import { endLinked, linkFill } from './order-links.js';
import type { MatchBar } from './triggers.js';
import { exitRest } from './working-order.js';
import type { WorkingOrder } from './working-order.js';

/** Told at once of what happens in the market; must settle a fill in the market's ledger before it returns. */
export interface MarketListener {
  /** The object is reused for the next fill. */
  fill(event: FillEvent): void;
  /** An order ended without a (further) fill. */
  closed(order: number, leg: number, reason: ClosedReason): void;
}

/** What fills are made with. */
export interface ExecutionSettings {
  readonly ledger: Ledger;
  readonly costs: FillCosts;
  readonly funding: Funding;
  readonly instruments: readonly Instrument[];
  readonly shorting: boolean;
  /** A margin account, which may be called. */
  readonly onMargin: boolean;
  readonly rules: MarketRules;
  readonly units: ToUnits;
  readonly listener: MarketListener;
}

/** How an order meets the price it fills at. */
export interface Touch {
  reference: number;
  /** Whether it takes liquidity: a market or stop fill, not a limit. */
  takes: boolean;
  cause: FillCause;
  /** The limit or stop that was reached; 0 for a market order. */
  level: number;
  /** The price it must not exceed; 0 for none. */
  cap: number;
}

/** Turns an order that has met its price into a fill: how much of it, at which price, for which fee. */
export class Execution {
  /** The bar at work, and how much of its volume is left for this leg's fills. */
  time = 0;
  row = 0;
  bar: MatchBar | null = null;
  capacity = Infinity;
  private readonly whole: boolean;
  private readonly event: FillEvent = {
    order: 0,
    leg: 0,
    time: 0,
    row: 0,
    side: 1,
    quantity: 0,
    price: 0,
    reference: 0,
    level: 0,
    feeUnits: 0,
    cause: 'next-open',
    cashLimited: false,
    left: 0,
  };

  constructor(private readonly settings: ExecutionSettings) {
    this.whole = settings.units === toMoneyUnits;
  }

  /** Fills what can be filled of an order; it is `done` when nothing of it goes on working. */
  fill(book: Book, leg: number, order: WorkingOrder, touch: Touch): void {
    const { ledger, rules, shorting, instruments } = this.settings;
    const instrument = instruments[leg]!;
    if (this.waits(leg, order.side, order.quantity, touch)) return;
    if (order.fraction !== 0 && order.filled === 0) this.size(leg, order, touch, instrument);
    if (order.quantity <= 0) return this.end(book, leg, order, 'below-one-share');
    const held = ledger.quantity[leg]!;
    const { side } = order;
    let reducing = held * side < 0 ? Math.min(order.quantity, Math.abs(held)) : 0;
    const mayOpen = !order.reduceOnly && (side > 0 || shorting);
    if (!mayOpen && reducing === 0) return this.end(book, leg, order, 'no-position');
    let opening = mayOpen ? order.quantity - reducing : 0;
    let dropped = !mayOpen && order.quantity > reducing;
    // Not the sum of the two parts, which may miss it by its rounding: of a filled order nothing is left.
    let wanted = mayOpen ? order.quantity : reducing;
    if (wanted > this.capacity) {
      wanted = instrument.floor(this.capacity);
      if (wanted <= 0 && order.tif !== 'fok') return;
      dropped = false;
      reducing = Math.min(reducing, wanted);
      opening = wanted - reducing;
    }
    let limited = false;
    if (opening > 0 && !rules.allowShortfall) {
      const price = this.priceOf(leg, side, touch, opening, wanted);
      const most = affordable(leg, side, reducing, opening, price, this.settings, instrument);
      limited = most < opening;
      if (limited && rules.rejectsWhole) return this.end(book, leg, order, 'no-cash');
      opening = limited && !rules.clip ? 0 : most;
    }
    const quantity = limited ? reducing + opening : wanted;
    const broke = quantity <= 0 && wanted > 0;
    if (order.tif === 'fok' && quantity < order.quantity && !broke) {
      return this.end(book, leg, order, 'no-fill-at-once');
    }
    if (quantity <= 0) return this.end(book, leg, order, 'no-cash');
    if (opening > 0 && (order.stopLoss !== 0 || order.takeProfit !== 0 || reducing > 0)) {
      this.protect(book, order, reducing > 0, touch.takes && touch.level === 0);
      // A later part of the same order must not undo what was protected since.
      order.stopLoss = 0;
      order.takeProfit = 0;
    }
    order.quantity -= quantity;
    if (limited || dropped || order.quantity < instrument.lot * (1 - 1e-6)) order.quantity = 0;
    order.done = order.quantity === 0;
    this.emit(book, leg, order, quantity, opening, touch, limited);
    if (limited && rules.endsTogether) endLinked(book, order, leg, this.row, this.settings);
    else linkFill(book, order, quantity, leg, this.row, touch, this.settings);
  }

  /** Closes a position by its protection; what the bar cannot fill goes on as a market order. */
  exit(book: Book, leg: number, side: 1 | -1, touch: Touch): void {
    const instrument = this.settings.instruments[leg]!;
    const order = exitRest(side, Math.abs(this.settings.ledger.quantity[leg]!));
    const quantity = order.quantity <= this.capacity ? order.quantity : instrument.floor(this.capacity);
    if ((quantity <= 0 && !touch.takes) || this.waits(leg, side, quantity, touch)) return;
    if (quantity < order.quantity) {
      order.quantity -= quantity;
      // The rest of a target is a limit, the rest of a stop trades at the market.
      if (touch.takes) {
        book.orders.push(order);
        book.stopLoss = 0;
        book.takeProfit = 0;
      }
    } else order.quantity = 0;
    if (quantity <= 0) return;
    book.exitRow = this.row;
    this.emit(book, leg, order, quantity, 0, touch, false);
  }

  /** Ends an order, and what waited for it. */
  end(book: Book, leg: number, order: WorkingOrder, reason: ClosedReason): void {
    order.done = true;
    if (order.id !== 0) this.settings.listener.closed(order.id, leg, reason);
    endLinked(book, order, leg, this.row, this.settings);
  }

  /** Protects what an order opens; where it enlarges a position (not `anew`), the side it does not name stays. */
  private protect(book: Book, order: WorkingOrder, anew: boolean, market: boolean): void {
    const { afterMarket, afterResting } = this.settings.rules;
    const { stopSameBar, targetSameBar } = market ? afterMarket : afterResting;
    if (anew || order.stopLoss !== 0) {
      book.stopLoss = order.stopLoss;
      book.stopFrom = this.row + (stopSameBar ? 0 : 1);
    }
    if (anew || order.takeProfit !== 0) {
      book.takeProfit = order.takeProfit;
      book.targetFrom = this.row + (targetSameBar ? 0 : 1);
    }
  }

  /** Turns a share of the sizing base into a quantity at the price of the fill. */
  private size(leg: number, order: WorkingOrder, touch: Touch, { multiplier, floor }: Instrument): void {
    const { ledger, funding, rules, costs } = this.settings;
    const held = ledger.quantity[leg]!;
    const side = order.fraction < 0 ? -1 : 1;
    const part = Math.abs(order.fraction);
    const price = rules.sizeWithCosts ? this.priceOf(leg, order.side, touch, 1, 1) : touch.reference;
    let base = rules.sizeOfFreeMargin ? funding.available() : ledger.equity();
    const turned = order.toTarget && held * order.side < 0;
    if (rules.sizeOfFreeMargin && order.toTarget && held !== 0) {
      base += funding.freedBy(leg, held > 0 ? -1 : 1, Math.abs(held), turned ? price : touch.reference);
    }
    let unit = price * multiplier;
    let fixed = 0;
    if (rules.sizeWithCosts && base > 0) {
      // What one unit more costs in commission, and what an order of about this size costs whatever its size.
      const about = (part * base) / unit;
      const fee = (quantity: number) => costs.feeUnits(quantity, price, multiplier) / moneyUnits;
      const each = (fee(about) - fee(about / 2)) / (about / 2);
      fixed = fee(about) - each * about;
      unit += each;
      if (turned) base -= each * Math.abs(held);
    }
    const wanted = Math.max(0, floor((part * base - fixed) / unit));
    order.quantity = order.toTarget ? Math.max(0, (side * wanted - held) * order.side) : wanted;
  }

  private priceOf(leg: number, side: 1 | -1, touch: Touch, opening: number, quantity: number): number {
    const { rules } = this.settings;
    const { reference, takes, level } = touch;
    if (!this.pays(touch) || (opening === 0 && !rules.exitsPaySpread)) return reference;
    const price = this.adverse(leg, side, reference, quantity);
    if (rules.spreadPastLimit && limits(touch)) return price;
    const cap = touch.cap !== 0 ? touch.cap : !takes && rules.spreadWithinLimit ? level : 0;
    const capped = cap === 0 ? price : nearer(side, price, cap);
    const { bar } = this;
    // A close that decided may lie outside the bar it is booked in: it stays where it is unless something is added to it.
    if (!rules.spreadWithinBar || bar === null || capped === reference) return capped;
    return nearer(side, capped, side > 0 ? bar.high : bar.low);
  }

  /** The reference price with spread and slippage. */
  private adverse(leg: number, side: 1 | -1, reference: number, quantity: number): number {
    const { costs, instruments } = this.settings;
    return costs.marketPrice(
      reference,
      side,
      instruments[leg]!.tick,
      quantity,
      this.bar === null ? 0 : this.bar.volume,
    );
  }

  /** Whether fills that meet their price like this pay spread and slippage. */
  private pays(touch: Touch): boolean {
    const { rules } = this.settings;
    const { takes, level, reference } = touch;
    if (touch.cause === 'closing-auction' && (rules.spreadWithinLimit || rules.spreadPastLimit)) return false;
    if (rules.spreadInsideBar && (level === 0 || reference === this.bar?.open)) return false;
    if (rules.onlyMarketPays) return level === 0;
    return takes || (rules.spreadPastLimit ? !atLimit(touch) : rules.limitPaysSpread);
  }

  /** Whether spread and slippage would carry a fill past the end of the bar, or past its limit, and it waits for that. */
  private waits(leg: number, side: 1 | -1, quantity: number, touch: Touch): boolean {
    const { takersWait, limitsWait } = this.settings.rules;
    const { bar } = this;
    if (!takersWait || bar === null || atLimit(touch) || (!limitsWait && limits(touch)) || !this.pays(touch))
      return false;
    const price = this.adverse(leg, side, touch.reference, quantity);
    const cap = touch.cap !== 0 || touch.takes ? touch.cap : touch.level;
    const end = side > 0 ? bar.high : bar.low;
    return price !== touch.reference && price !== nearer(side, price, cap === 0 ? end : nearer(side, end, cap));
  }

  private emit(
    book: Book,
    leg: number,
    order: WorkingOrder,
    quantity: number,
    opening: number,
    touch: Touch,
    limited: boolean,
  ): void {
    const { ledger, costs, listener, instruments } = this.settings;
    const { event } = this;
    const { side } = order;
    const price = this.priceOf(leg, side, touch, opening, quantity);
    order.filled += quantity;
    order.notional += quantity * price * instruments[leg]!.multiplier;
    const fee = costs.orderFeeUnits(order.filled, order.notional) - order.feeUnits;
    order.feeUnits += fee;
    if (!this.settings.rules.volumeByOrder) this.capacity -= quantity;
    event.order = order.id;
    event.leg = leg;
    event.time = this.time;
    event.row = this.row;
    event.side = side;
    event.quantity = quantity;
    event.reference = touch.reference;
    event.price = price;
    event.level = touch.level;
    event.feeUnits = this.settings.rules.entryFeeAtExit ? this.feeAtExit(book, leg, quantity, opening, fee) : fee;
    event.cause = touch.cause;
    event.cashLimited = limited;
    event.left = order.quantity;
    listener.fill(event);
    if (opening > 0 && this.settings.rules.settlesAtEntry && instruments[leg]!.contractMargin !== 0)
      ledger.mark[leg] = price;
    if (ledger.quantity[leg] === 0) {
      book.stopLoss = 0;
      book.takeProfit = 0;
    }
  }

  /** Keeps the commission of what opens until it closes; returns what this fill is charged. */
  private feeAtExit(book: Book, leg: number, quantity: number, opening: number, fee: number): number {
    const held = Math.abs(this.settings.ledger.quantity[leg]!);
    const share = (units: number, part: number) => (this.whole ? Math.round(units * part) : units * part);
    const kept = share(fee, opening / quantity);
    const released = held === 0 ? 0 : share(book.owedUnits, (quantity - opening) / held);
    book.owedUnits += kept - released;
    return fee - kept + released;
  }
}

/** Whether a limit bounds a fill: it is one of a limit order, or of a stop-limit. */
function limits({ takes, cause }: Touch): boolean {
  return !takes || cause === 'stop-limit';
}

/** Whether it is met at its limit inside the bar. */
function atLimit({ cause }: Touch): boolean {
  return cause === 'limit-through' || cause === 'take-profit';
}

/** Of two prices the one that is better for who trades on a side. */
function nearer(side: 1 | -1, price: number, other: number): number {
  return side > 0 ? Math.min(price, other) : Math.max(price, other);
}
