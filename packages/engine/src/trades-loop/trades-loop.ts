import type { Account, OrderOptions, OrderRequest } from '@bot-v2/sdk';
import { GrowableColumn } from '../columns/index.js';
import { moneyUnits } from '../costs/index.js';
import { FillLog, LegDesk } from '../loop/index.js';
import type { DecisionObserver, FillCause, FrameDecision, HandedFrames, Leg, OrderIntent } from '../loop/index.js';
import type { OutboxEntry, ProtectivePrices } from '../loop/outbox.js';
import { OrderTape } from '../order-hash/index.js';
import { DenialLog, RiskGate } from '../risk/index.js';
import type { DenialReason, RiskLimits } from '../risk/index.js';
import { LotActions } from './lot-actions.js';
import { LotAuditor } from './lot-auditor.js';
import { LotBook } from './lot-book.js';
import type { LotFill } from './lot-book.js';
import { LotMarket } from './lot-market.js';
import { closingOrder } from './lot-order.js';
import type { LotOrder } from './lot-order.js';
import type { LotRules } from './lot-rules.js';
import type { LotTerms } from './lot-terms.js';
import type { LotBar } from './lot-triggers.js';
import { roundHalfEven, wholeTimes } from './whole-lots.js';

const millisecondsPerYear = 365 * 86_400_000;
/** A held position is resized when it has drifted by more than this share of its target. */
const driftBand = 0.1;
/** An order of more than this many times equity and leverage is refused unless the risk limits say otherwise. */
const absurdFactor = 10;

/** What the loop of lots is made of. Legs are sorted by symbol. */
export interface TradesLoopInput {
  readonly legs: readonly Leg[];
  readonly account: Account;
  readonly rules: LotRules;
  readonly terms: LotTerms;
  readonly risk?: RiskLimits | undefined;
  readonly checkInvariants?: boolean | undefined;
  readonly handed?: HandedFrames | undefined;
}

/**
 * The trading loop of an account that keeps lots: each entry with its own protection, closed first in first out or side
 * by side with the other side. It never waits and knows no clock; the walk calls, for every tick, `bar` for each leg that
 * has one, then `close`, then `decide`.
 */
export class TradesLoop {
  readonly desks: LegDesk[];
  readonly book: LotBook;
  readonly market: LotMarket;
  readonly orders: OrderIntent[] = [];
  readonly fills: FillLog;
  readonly denials: DenialLog;
  readonly books: { readonly tape: OrderTape };
  readonly time = new GrowableColumn();
  readonly equity = new GrowableColumn();
  /** Profit since the start, by leg. */
  readonly profit: readonly GrowableColumn[];
  readonly legFills: Float64Array;
  /** Bars that ended with a position, and the sum of position value ÷ equity: in all, then by leg. */
  readonly held: Float64Array;
  readonly exposure: Float64Array;
  /** Orders that margin did not pay for. */
  unpaid = 0;
  expired = 0;
  /** True once the account was bust: nothing decides or trades any more. */
  stopped = false;
  observer: DecisionObserver | null = null;
  private nextId = 1;
  private lastEquity: number;
  private lastTime = NaN;
  private readonly symbols: readonly string[];
  private readonly rows: Int32Array;
  private readonly fresh: Uint8Array;
  private readonly actions: LotActions[];
  private readonly gate: RiskGate;
  private readonly auditor: LotAuditor | null;
  private readonly bar_: LotBar = { open: 0, high: 0, low: 0, close: 0, previousClose: 0 };

  constructor(private readonly input: TradesLoopInput) {
    const { legs, account, rules, terms } = input;
    const n = legs.length;
    this.symbols = legs.map((leg) => leg.symbol);
    this.book = new LotBook(account.capital, n, terms.commission, rules.policies.entryCommission, terms.lots);
    this.market = new LotMarket(n, this.book, rules, terms, {
      filled: (order, leg, signed, fill, fee, cause) => this.filled(order, leg, signed, fill, fee, cause),
      closed: (order, leg) => {
        this.unpaid++;
        this.books.tape.closed(order.id, this.timeOf(leg));
      },
    });
    this.fills = new FillLog(this.symbols);
    this.denials = new DenialLog(this.symbols);
    this.books = { tape: new OrderTape(this.symbols) };
    this.profit = legs.map(() => new GrowableColumn());
    this.legFills = new Float64Array(n);
    this.held = new Float64Array(n + 1);
    this.exposure = new Float64Array(n + 1);
    this.rows = new Int32Array(n).fill(-1);
    this.fresh = new Uint8Array(n);
    this.lastEquity = account.capital;
    this.actions = legs.map(({ bars, from }) => new LotActions(bars, from === 0 ? -Infinity : bars.time[from - 1]!));
    this.gate = new RiskGate({ maxPosition: Infinity, absurdFactor, ...input.risk }, terms.shorting);
    this.auditor = input.checkInvariants === false ? null : new LotAuditor(this.book, n);
    this.desks = legs.map((leg) => this.desk(leg));
  }

  private desk(leg: Leg): LegDesk {
    const { account, terms } = this.input;
    const desk = new LegDesk(leg.symbol, leg, {
      gate: this.gate,
      fractional: account.terms.fractional,
      shorting: terms.shorting,
      equalShare: 1 / this.symbols.length,
      inputs: leg.inputs,
      handed: this.input.handed,
    });
    desk.bind(leg.bars);
    return desk;
  }

  private timeOf(leg: number): number {
    const row = this.rows[leg]!;
    return row < 0 ? 0 : this.input.legs[leg]!.bars.time[row]!;
  }

  /** Row from which a leg decides. */
  firstRow(leg: number): number {
    return Math.max(0, this.desks[leg]!.runtime.firstRow + this.input.rules.firstDecisionAfter);
  }

  /** Interest on positive cash for the calendar time since the last tick (act/365). */
  accrue(time: number): void {
    const { cashInterest } = this.input.terms;
    const elapsed = time - this.lastTime;
    if (cashInterest === 0 || !(elapsed > 0) || this.book.cash <= 0) return;
    const amount = this.book.cash * cashInterest * (elapsed / millisecondsPerYear);
    this.book.credit(amount);
    this.auditor?.receive(amount);
  }

  /** Settles the actions of a leg's bar and works through its orders. */
  bar(leg: number, row: number): void {
    const { bars } = this.input.legs[leg]!;
    this.rows[leg] = row;
    this.fresh[leg] = 1;
    if (this.stopped) return;
    const time = bars.time[row]!;
    this.actions[leg]!.settle(leg, time, this.book, this.market.queues[leg]!, {
      dividend: (_, amount) => this.auditor?.receive(amount),
      split: (at, ratio) => this.auditor?.split(at, ratio),
    });
    this.match(leg, row, row);
  }

  private match(leg: number, row: number, turn: number): void {
    const { bars } = this.input.legs[leg]!;
    const bar = this.bar_;
    bar.open = bars.open[row]!;
    bar.high = bars.high[row]!;
    bar.low = bars.low[row]!;
    bar.close = bars.close[row]!;
    bar.previousClose = bars.close[Math.max(0, row - 1)]!;
    this.market.match(leg, row, turn, bar, bars.time[row]!, bars.time[Math.max(0, row - 1)]!);
  }

  private filled(order: LotOrder, leg: number, signed: number, fill: LotFill, fee: number, cause: FillCause): void {
    this.auditor?.fill(leg, signed, fill.price, fee);
    const event = {
      order: order.id,
      leg,
      time: fill.time,
      row: fill.row,
      side: signed > 0 ? (1 as const) : (-1 as const),
      quantity: Math.abs(signed),
      price: fill.price,
      reference: fill.reference,
      feeUnits: fee * moneyUnits,
      cause,
      cashLimited: false,
    };
    this.fills.push(event);
    this.books.tape.fill(event);
    this.legFills[leg] = this.legFills[leg]! + 1;
  }

  /** Marks the legs of the tick at their closes and takes equity; `record` adds it to the curve. */
  close(time: number, record: boolean): void {
    for (let leg = 0; leg < this.rows.length; leg++) {
      if (this.fresh[leg] === 1) this.book.mark[leg] = this.input.legs[leg]!.bars.close[this.rows[leg]!]!;
    }
    let equity = this.book.equity();
    this.auditor?.check(equity, time);
    if (equity <= 0 && !this.stopped && this.input.rules.policies.bust === 'zero-at-once') {
      this.bust();
      equity = 0;
    }
    this.lastEquity = equity;
    this.lastTime = time;
    if (record) this.record(time, equity);
  }

  private record(time: number, equity: number): void {
    this.time.push(time);
    this.equity.push(equity);
    let total = 0;
    for (let leg = 0; leg < this.rows.length; leg++) {
      this.profit[leg]!.push(this.book.realised[leg]! + this.book.unrealised(leg));
      const value = Math.abs(this.book.quantity(leg)) * this.book.mark[leg]!;
      total += value;
      this.meter(leg + 1, value, equity);
    }
    this.meter(0, total, equity);
  }

  private meter(index: number, value: number, equity: number): void {
    if (value === 0) return;
    this.held[index] = this.held[index]! + 1;
    if (equity > 0) this.exposure[index] = this.exposure[index]! + value / equity;
  }

  /** The account is bust: all lots are closed at this close, what it owes is forgiven, nothing follows. */
  private bust(): void {
    this.stopped = true;
    for (let leg = 0; leg < this.rows.length; leg++) {
      const row = this.rows[leg]!;
      if (row < 0) continue;
      const { bars } = this.input.legs[leg]!;
      const price = bars.close[row]!;
      const fill = { price, reference: price, row, time: bars.time[row]!, reason: 'bust' };
      for (const order of this.market.queues[leg]!.list()) this.market.queues[leg]!.remove(order);
      for (const lot of this.book.lots[leg]!.slice()) {
        const quantity = Math.abs(lot.quantity);
        const order = closingOrder(lot, quantity, row, 'bust');
        const fee = this.book.close(lot, quantity, fill);
        this.filled(order, leg, order.side * quantity, fill, fee, 'bust');
      }
      this.denials.add(leg, row, bars.time[row]!, 'account-stopped', `equity is ${this.book.cash}`);
    }
    this.auditor?.receive(-this.book.cash);
    this.book.realised[0] = this.book.realised[0]! - this.book.cash;
    this.book.cash = 0;
  }

  /** Lets the strategies of the legs of this tick decide. */
  decide(): void {
    for (let leg = 0; leg < this.rows.length; leg++) {
      if (this.fresh[leg] !== 1) continue;
      this.fresh[leg] = 0;
      if (!this.stopped && this.rows[leg]! >= this.firstRow(leg)) this.decideLeg(leg, this.rows[leg]!);
    }
  }

  private decideLeg(leg: number, row: number): void {
    const desk = this.desks[leg]!;
    const { runtime } = desk;
    const view = runtime.account;
    const lots = this.book.lots[leg]!;
    runtime.locate(row);
    const quantity = this.book.quantity(leg);
    view.equity = this.lastEquity;
    view.cash = this.book.freeMargin(this.input.terms.leverage);
    view.quantity = quantity;
    view.openOrders = this.market.queues[leg]!.pending().length;
    view.barsHeld = lots.length === 0 ? 0 : row - lots[0]!.entryRow + 1;
    const cost = lots.reduce((sum, lot) => sum + lot.quantity * lot.entryPrice, 0);
    view.entryPrice = quantity === 0 ? NaN : (cost / quantity) * runtime.scaleAt(row);
    runtime.out.nextId = this.nextId;
    this.observer?.before(leg, row, desk);
    runtime.run(row);
    this.observer?.after(leg, row, desk);
    const { out } = runtime;
    this.nextId = out.nextId;
    for (const entry of out.entries) this.take(leg, row, entry);
    if (out.targeted) this.target(leg, row, out.signal, out.options);
    out.clear();
  }

  private take(leg: number, row: number, entry: OutboxEntry): void {
    if (entry.kind === 'order') this.order(leg, row, entry.request, entry.id, entry.request.reason ?? 'order');
    else if (entry.kind === 'cancel') this.cancel(leg, entry.id);
    else if (entry.kind === 'close') this.closePortion(leg, row, entry.portion, 'close');
    else this.protect(leg, row, entry.prices);
  }

  private deny(leg: number, row: number, reason: DenialReason, text: string): void {
    this.denials.add(leg, row, this.timeOf(leg), reason, text);
  }

  /** Places an order for a quantity or a fraction; prices come in those of the strategy's columns. */
  private order(leg: number, row: number, request: OrderRequest, id: number, reason: string): void {
    const { runtime } = this.desks[leg]!;
    const { rules, terms } = this.input;
    const scale = runtime.scaleAt(row);
    const side = request.side === 'buy' ? 1 : -1;
    const prices = [request.stop, request.limit, request.stopLoss, request.takeProfit];
    if (prices.some((price) => price !== undefined && Number.isNaN(price)))
      throw runtime.output('an order has a NaN price', 'Check the columns: they are NaN while they warm up.', row);
    const [stop, limit, stopLoss, takeProfit] = prices.map((price) => (price ?? 0) / scale) as [
      number,
      number,
      number,
      number,
    ];
    if (prices.some((price) => price !== undefined && !(price > 0 && Number.isFinite(price))))
      return this.deny(leg, row, 'protection-not-a-price', `${prices.join(', ')}: not all are prices`);
    const mark = this.book.mark[leg]!;
    const at = limit || stop || mark * (1 + side * terms.spread);
    if (!between(side, stopLoss, at, takeProfit))
      return this.deny(leg, row, 'protection-not-a-price', `${stopLoss} and ${takeProfit} do not enclose ${at}`);
    const later = request.fraction !== undefined && rules.policies.sizedAt === 'fill';
    const quantity = this.quantityOf(leg, row, request, at);
    if (quantity === 0) return this.deny(leg, row, 'below-one-share', `${request.side} of less than a share`);
    const refused = this.gate.refuse({
      symbol: this.symbols[leg]!,
      side,
      quantity,
      price: at,
      position: this.book.quantity(leg),
      equity: Math.max(this.lastEquity, 0) * terms.leverage,
      buyingPower: Infinity,
      cap: Infinity,
      lot: terms.lots[leg]!,
    });
    if (refused !== null) return this.deny(leg, row, refused, `${request.side} ${quantity} at ${at}`);
    if (rules.policies.exclusiveOrders) {
      this.cancel(leg, null);
      this.closePortion(leg, row, 1, 'exclusive order');
    }
    const type = stop !== 0 ? (limit !== 0 ? 'stop-limit' : 'stop') : limit !== 0 ? 'limit' : 'market';
    const intent: OrderIntent = {
      kind: 'order',
      id,
      symbol: this.symbols[leg]!,
      leg,
      at: this.timeOf(leg),
      side: request.side,
      quantity,
      type,
      ...(stop !== 0 || limit !== 0 ? { price: stop || limit } : {}),
      ...(stop !== 0 && limit !== 0 ? { limit } : {}),
      ...(stopLoss === 0 ? {} : { stopLoss }),
      ...(takeProfit === 0 ? {} : { takeProfit }),
      ...(later ? { fraction: request.fraction } : {}),
      reason,
    };
    this.orders.push(intent);
    this.books.tape.order(intent);
    this.market.queues[leg]!.add({
      id,
      role: 'entry',
      side,
      quantity: later ? 0 : quantity,
      fraction: later ? request.fraction! : 0,
      stop,
      limit,
      stopLoss,
      takeProfit,
      lot: null,
      from: row + 1,
      reason,
      alive: true,
    });
  }

  /** The quantity of an order; for a fraction that is sized at its fill, what it would be at the decision close. */
  private quantityOf(leg: number, row: number, { quantity, fraction }: OrderRequest, price: number): number {
    const { runtime } = this.desks[leg]!;
    const { terms, rules } = this.input;
    if ((quantity === undefined) === (fraction === undefined))
      throw runtime.output('an order names neither or both of quantity and fraction', 'Give one of them.', row);
    if (quantity !== undefined) {
      if (!(quantity >= 0))
        throw runtime.output(`an order has a quantity of ${quantity}`, 'It is a positive number.', row);
      return Number.isFinite(quantity) ? Math.floor(quantity / terms.lots[leg]! + 1e-6) * terms.lots[leg]! : quantity;
    }
    if (!(fraction! > 0 && fraction! <= 1))
      throw runtime.output(`an order has a fraction of ${fraction}`, 'It is a number above 0, up to 1.', row);
    const { leverage } = terms;
    const lot = terms.lots[leg]!;
    const base = rules.policies.sizeOf === 'equity' ? this.lastEquity : this.book.freeMargin(leverage) * leverage;
    const now = wholeTimes(Math.max(0, base) * fraction!, price * lot) * lot;
    // Sized at its fill it may be worth a share by then.
    return now === 0 && rules.policies.sizedAt === 'fill' ? lot : now;
  }

  /** Takes back one waiting order of a leg, or all of them; protection stays. */
  private cancel(leg: number, id: number | null): void {
    for (const order of this.market.queues[leg]!.pending()) {
      if (id !== null && order.id !== id) continue;
      this.market.queues[leg]!.remove(order);
      const intent = { kind: 'cancel' as const, id: order.id, symbol: this.symbols[leg]!, leg, at: this.timeOf(leg) };
      this.books.tape.cancel(intent);
    }
  }

  /** Places an order at market for a part of every lot. */
  private closePortion(leg: number, row: number, portion: number, reason: string): void {
    if (!(portion > 0 && portion <= 1)) {
      const { runtime } = this.desks[leg]!;
      throw runtime.output(`close(${portion}) is not a part`, 'It is a number above 0, up to 1.', row);
    }
    const unit = this.input.terms.lots[leg]!;
    for (const lot of this.book.lots[leg]!) {
      const size = Math.abs(lot.quantity);
      const quantity = portion === 1 ? size : Math.max(1, roundHalfEven((size / unit) * portion)) * unit;
      const order = closingOrder(lot, Math.min(quantity, size), row + 1, reason);
      this.market.queues[leg]!.add(order);
      const intent: OrderIntent = {
        kind: 'order',
        id: this.nextId++,
        symbol: this.symbols[leg]!,
        leg,
        at: this.timeOf(leg),
        side: order.side > 0 ? 'buy' : 'sell',
        quantity: order.quantity,
        type: 'market',
        reason,
      };
      this.orders.push(intent);
      this.books.tape.order(intent);
    }
  }

  /** New protective prices for every lot of a leg. */
  private protect(leg: number, row: number, prices: ProtectivePrices): void {
    const { runtime } = this.desks[leg]!;
    const scale = runtime.scaleAt(row);
    const { stopLoss, takeProfit } = prices;
    for (const price of [stopLoss, takeProfit]) {
      if (price !== undefined && Number.isNaN(price))
        throw runtime.output('a protective price is NaN', 'Leave it out while it is not defined.', row);
      if (price !== undefined && !(price > 0 && Number.isFinite(price)))
        return this.deny(leg, row, 'protection-not-a-price', `${price} cannot be a protective price`);
    }
    for (const lot of this.book.lots[leg]!) {
      this.market.setTarget(lot, (takeProfit ?? 0) / scale, row + 1);
      this.market.setStop(lot, (stopLoss ?? 0) / scale, row + 1);
    }
    this.books.tape.protect({
      kind: 'protect',
      symbol: this.symbols[leg]!,
      leg,
      at: this.timeOf(leg),
      ...(stopLoss === undefined ? {} : { stopLoss: stopLoss / scale }),
      ...(takeProfit === undefined ? {} : { takeProfit: takeProfit / scale }),
    });
  }

  /** What a target signal asks for: close what is on the other side, then invest the sizer's fraction. */
  private target(leg: number, row: number, signal: number, options: OrderOptions): void {
    const desk = this.desks[leg]!;
    const { runtime } = desk;
    if (!(signal >= -1 && signal <= 1))
      throw runtime.output(`target(${signal}) is not a signal`, 'A signal is a number from -1 to 1.', row);
    const repeated = signal === desk.lastSignal;
    desk.lastSignal = signal;
    const position = this.book.quantity(leg);
    const reason = options.reason ?? `target ${signal}`;
    if (signal === 0 || (signal < 0 && !this.input.terms.shorting)) {
      if (position !== 0 && !this.closing(leg)) this.closePortion(leg, row, 1, reason);
      if (signal < 0 && !repeated)
        this.deny(leg, row, 'short-not-allowed', `signal ${signal} without terms.shorting is held as flat`);
      return;
    }
    const fraction = desk.fraction(row) * Math.abs(signal);
    if (!Number.isFinite(fraction)) return this.deny(leg, row, 'size-undefined', 'the sizing policy has no size here');
    const side = Math.sign(signal);
    const price = this.book.mark[leg]!;
    const base = this.lastEquity * this.input.terms.leverage;
    if (position * side > 0) {
      const drift = (Math.abs(position) * price) / base - fraction;
      if (repeated || Math.abs(drift) <= driftBand * fraction) {
        if (options.stopLoss !== undefined || options.takeProfit !== undefined) this.protect(leg, row, options);
        return;
      }
      if (drift > 0) {
        if (!this.closing(leg)) this.closePortion(leg, row, Math.min(1, (drift * base) / (Math.abs(position) * price)), reason);
        return;
      }
      const quantity = (-drift * base) / price;
      if (this.market.queues[leg]!.pending().length > 0) return;
      return this.order(leg, row, { ...options, side: side > 0 ? 'buy' : 'sell', quantity }, this.nextId++, reason);
    }
    if (fraction === 0) {
      if (position !== 0 && !this.closing(leg)) this.closePortion(leg, row, 1, reason);
      else this.deny(leg, row, 'size-zero', 'the sizing policy gives no size here');
      return;
    }
    if (this.market.queues[leg]!.pending().some((order) => order.role === 'entry')) return;
    if (position !== 0 && !this.input.rules.policies.exclusiveOrders && !this.closing(leg))
      this.closePortion(leg, row, 1, reason);
    const request = { ...options, side: side > 0 ? ('buy' as const) : ('sell' as const), fraction: Math.min(1, fraction) };
    this.order(leg, row, request, this.nextId++, reason);
  }

  /** Whether an order to close is waiting. */
  private closing(leg: number): boolean {
    return this.market.queues[leg]!.pending().some(({ role }) => role === 'close');
  }

  /**
   * What is still open after the last bar, as the conventions have it: marked, closed at the last close, or closed by
   * market orders that meet the last bar once more. What still waits expires.
   */
  finalise(): void {
    const { finalise } = this.input.rules.policies;
    for (let leg = 0; leg < this.rows.length && !this.stopped; leg++) {
      const row = this.rows[leg]!;
      if (row < 0 || finalise === 'mark') continue;
      const lots = this.book.lots[leg]!;
      const queue = this.market.queues[leg]!;
      if (finalise === 'repeat-last-bar') {
        for (const lot of lots.slice().reverse()) queue.add(closingOrder(lot, Math.abs(lot.quantity), row + 1, 'end of data'));
        this.match(leg, row, row + 1);
      } else this.closeAt(leg, row);
    }
    for (const queue of this.market.queues) {
      for (const order of queue.pending()) {
        this.expired++;
        queue.remove(order);
      }
    }
    if (this.stopped || finalise === 'mark' || this.equity.length === 0) return;
    const equity = this.book.equity();
    this.auditor?.check(equity, this.lastTime);
    this.lastEquity = equity;
    this.equity.data[this.equity.length - 1] = equity;
    this.profit.forEach((column, leg) => {
      column.data[column.length - 1] = this.book.realised[leg]! + this.book.unrealised(leg);
    });
  }

  private closeAt(leg: number, row: number): void {
    const { bars } = this.input.legs[leg]!;
    const price = bars.close[row]!;
    const fill = { price, reference: price, row, time: bars.time[row]!, reason: 'end of data' };
    for (const lot of this.book.lots[leg]!.slice()) {
      const quantity = Math.abs(lot.quantity);
      const order = closingOrder(lot, quantity, row, 'end of data');
      const fee = this.book.close(lot, quantity, fill);
      this.filled(order, leg, order.side * quantity, fill, fee, 'finalise');
    }
  }

  /**
   * New choices before the next `decide`: waiting orders and protection of a symbol whose choice changes are taken back,
   * its lots stay for the new strategy.
   */
  replaceDecision(decision: FrameDecision): void {
    this.input.legs.forEach((leg, index) => {
      const choice = decision.perSymbol[leg.symbol];
      if (choice === undefined || choice === this.desks[index]!.choice) return;
      this.cancel(index, null);
      if (this.book.lots[index]!.length > 0) this.protect(index, this.rows[index]!, {});
      const desk = this.desk({ ...leg, ...choice });
      desk.runtime.warm(this.rows[index]!, this.input.account.capital);
      this.desks[index] = desk;
    });
  }

  /** The account as it stands, marked at the last closes. */
  account(): Account {
    const positions = this.symbols.flatMap((symbol, leg) => {
      const quantity = this.book.quantity(leg);
      const cost = this.book.lots[leg]!.reduce((sum, lot) => sum + lot.quantity * lot.entryPrice, 0);
      return quantity === 0 ? [] : [{ symbol, quantity, averagePrice: cost / quantity }];
    });
    return { ...this.input.account, cash: this.book.cash, equity: this.lastEquity, positions };
  }
}

/** Whether protection (0 where absent) lies on its own side of the entry price. */
function between(side: 1 | -1, stopLoss: number, entry: number, takeProfit: number): boolean {
  const below = stopLoss === 0 || (side > 0 ? stopLoss < entry : stopLoss > entry);
  return below && (takeProfit === 0 || (side > 0 ? takeProfit > entry : takeProfit < entry));
}
