import type { OrderOptions, ProtectionChanges } from '@bot-v2/sdk';
import type { Funding } from '../ledger/index.js';
import { driftBand } from '../loop/index.js';
import type { LegDesk, OrderIntent } from '../loop/index.js';
import type { AskedOrder, OutboxEntry } from '../loop/outbox.js';
import type { OrderTape } from '../order-hash/index.js';
import type { DenialReason, RiskGate } from '../risk/index.js';
import type { LotBook } from './lot-book.js';
import type { LotMarket } from './lot-market.js';
import { closingOrder, isProtective } from './lot-order.js';
import type { LotOrder } from './lot-order.js';
import type { LotRules } from './lot-rules.js';
import type { LotTerms } from './lot-terms.js';
import { roundHalfEven, wholeTimes } from './whole-lots.js';

/** What the desk of a leg works with. */
export interface LotDeskSettings {
  readonly leg: number;
  readonly symbol: string;
  readonly desk: LegDesk;
  readonly book: LotBook;
  readonly market: LotMarket;
  readonly rules: LotRules;
  readonly terms: LotTerms;
  readonly gate: RiskGate;
  readonly tape: OrderTape;
  /** The next order id. */
  readonly nextId: () => number;
  readonly deny: (row: number, reason: DenialReason, text: string) => void;
}

/** Turns what a strategy asks for on one leg into orders for lots. */
export class LotDesk {
  private row = 0;
  private at = 0;
  private equity = 0;

  constructor(private readonly s: LotDeskSettings) {}

  /** Reads what a strategy asked for at a row, in order. */
  read(row: number, at: number, equity: number): void {
    this.row = row;
    this.at = at;
    this.equity = equity;
    const { out } = this.s.desk.runtime;
    for (const entry of out.entries) this.take(entry);
    if (out.targeted) this.target(out.signal, out.options);
    out.clear();
  }

  private take(entry: OutboxEntry): void {
    if (entry.kind === 'order') this.order(entry.request, entry.id, entry.request.reason ?? 'order');
    else if (entry.kind === 'cancel') this.cancel(entry.id);
    else if (entry.kind === 'close') this.close(entry.portion, 'close');
    else if (entry.kind === 'protect') this.protect(entry.changes);
    else this.deny('not-with-lots', `order ${entry.id} cannot be amended; cancel it and place another`);
  }

  private deny(reason: DenialReason, text: string): void {
    this.s.deny(this.row, reason, text);
  }

  private fail(what: string, hint: string): never {
    throw this.s.desk.runtime.output(what, hint, this.row);
  }

  /** Places an order for a quantity or a fraction; prices come in those of the strategy's columns. */
  private order(request: AskedOrder, id: number, reason: string): void {
    const { s } = this;
    const side = request.side === 'buy' ? 1 : -1;
    const foreign = (['trail', 'trailPercent', 'goodTill', 'oco', 'after'] as const).find(
      (k) => request[k] !== undefined,
    );
    if (foreign !== undefined || (request.tif ?? 'gtc') !== 'gtc')
      return this.deny('not-with-lots', `${foreign ?? `tif ${request.tif}`} is not part of these conventions`);
    const given = [request.stop, request.limit, request.stopLoss, request.takeProfit];
    if (given.some((price) => price !== undefined && Number.isNaN(price)))
      this.fail('an order has a NaN price', 'Check the columns: they are NaN while they warm up.');
    if (given.some((price) => price !== undefined && !(price > 0 && Number.isFinite(price))))
      return this.deny('protection-not-a-price', `of ${given.join(', ')} not all are prices`);
    const scale = s.desk.runtime.scaleAt(this.row);
    const [stop, limit, stopLoss, takeProfit] = given.map((price) => (price ?? 0) / scale) as [
      number,
      number,
      number,
      number,
    ];
    const at = limit || stop || s.book.mark[s.leg]! * (1 + side * s.terms.spread);
    if (!encloses(side, stopLoss, at, takeProfit))
      return this.deny('protection-not-a-price', `${stopLoss} and ${takeProfit} do not enclose ${at}`);
    const later = request.fraction !== undefined && s.rules.policies.sizedAt === 'fill';
    const quantity = this.quantityOf(request, at);
    if (quantity === 0) return this.deny('below-one-share', `${request.side} of less than a share`);
    const refused = this.refused(side, quantity, at);
    if (refused !== null) return this.deny(refused, `${request.side} ${quantity} at ${at}`);
    if (s.rules.policies.exclusiveOrders) {
      this.makeWay();
      this.close(1, 'exclusive order');
    }
    this.send({
      id,
      side: request.side,
      quantity,
      type: stop !== 0 ? (limit !== 0 ? 'stop-limit' : 'stop') : limit !== 0 ? 'limit' : 'market',
      ...(stop !== 0 || limit !== 0 ? { price: stop || limit } : {}),
      ...(stop !== 0 && limit !== 0 ? { limit } : {}),
      ...(stopLoss === 0 ? {} : { stopLoss }),
      ...(takeProfit === 0 ? {} : { takeProfit }),
      ...(later ? { fraction: request.fraction! } : {}),
      reason,
    });
    s.market.queues[s.leg]!.add({
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
      from: this.row + 1,
      reason,
      alive: true,
    });
  }

  private send(order: Omit<OrderIntent, 'kind' | 'symbol' | 'leg' | 'at'>): void {
    const { symbol, leg, tape } = this.s;
    tape.order({ kind: 'order', symbol, leg, at: this.at, ...order });
  }

  /** The risk gate's reason to refuse an order; margin is the market's business. */
  private refused(side: 1 | -1, quantity: number, price: number): DenialReason | null {
    const { s } = this;
    return s.gate.refuse({
      symbol: s.symbol,
      side,
      quantity,
      price,
      unitValue: price,
      unitCost: price,
      position: s.book.quantity(s.leg),
      equity: Math.max(this.equity, 0),
      buyingPower: Infinity,
      cap: Infinity,
      lot: s.terms.lots[s.leg]!,
    });
  }

  /** The quantity of an order; for a fraction that is sized at its fill, what it would be at the decision close. */
  private quantityOf({ quantity, fraction }: AskedOrder, price: number): number {
    const { terms, rules, book, leg } = this.s;
    const lot = terms.lots[leg]!;
    if ((quantity === undefined) === (fraction === undefined))
      this.fail('an order names neither or both of quantity and fraction', 'Give one of them.');
    if (quantity !== undefined) {
      if (!(quantity >= 0)) this.fail(`an order has a quantity of ${quantity}`, 'It is a positive number.');
      return Number.isFinite(quantity) ? Math.floor(quantity / lot + 1e-6) * lot : quantity;
    }
    if (!(fraction! > 0 && fraction! <= 1))
      this.fail(`an order has a fraction of ${fraction}`, 'It is a number above 0, up to 1.');
    const base = rules.policies.sizeOf === 'equity' ? this.equity : book.freeMargin(terms.leverage) * terms.leverage;
    const now = wholeTimes(Math.max(0, base) * fraction!, price * lot) * lot;
    // Sized at its fill it may be worth a share by then.
    return now === 0 && rules.policies.sizedAt === 'fill' ? lot : now;
  }

  /** Takes back one waiting order, or all of them; protection stays. */
  cancel(id: number | null): void {
    for (const order of this.s.market.queues[this.s.leg]!.pending())
      if (id === null || order.id === id) this.takeBack(order);
  }

  private takeBack(order: LotOrder): void {
    const { market, leg, symbol, tape } = this.s;
    market.queues[leg]!.remove(order);
    tape.cancel({ kind: 'cancel', id: order.id, symbol, leg, at: this.at });
  }

  /**
   * Takes back what an exclusive order replaces. The queue closes up behind an order taken back while it is gone through, so
   * the next one is passed over and stays.
   */
  private makeWay(): void {
    const orders = this.s.market.queues[this.s.leg]!.list();
    for (let k = 0; k < orders.length; k++) {
      if (isProtective(orders[k]!)) continue;
      this.takeBack(orders[k]!);
      k++;
    }
  }

  /** Places an order at market for a part of every lot. */
  private close(portion: number, reason: string): void {
    if (!(portion > 0 && portion <= 1))
      this.fail(`close(${portion}) is not a part`, 'It is a number above 0, up to 1.');
    const { book, market, terms, leg, nextId } = this.s;
    const unit = terms.lots[leg]!;
    for (const lot of book.lots[leg]!) {
      const size = Math.abs(lot.quantity);
      const part = portion === 1 ? size : Math.max(1, roundHalfEven((size / unit) * portion)) * unit;
      const order = closingOrder(lot, Math.min(part, size), this.row + 1, reason);
      market.queues[leg]!.add(order);
      this.send({
        id: nextId(),
        side: order.side > 0 ? 'buy' : 'sell',
        quantity: order.quantity,
        type: 'market',
        reason,
      });
    }
  }

  /** Changes the protection of every lot. */
  protect({ stopLoss, takeProfit }: ProtectionChanges): void {
    const { desk, book, market, symbol, leg, tape } = this.s;
    for (const price of [stopLoss, takeProfit]) {
      if (price == null) continue;
      if (Number.isNaN(price)) this.fail('a protective price is NaN', 'Leave it out while it is not defined.');
      if (!(price > 0 && Number.isFinite(price)))
        return this.deny('protection-not-a-price', `${price} cannot be a protective price`);
    }
    const scale = desk.runtime.scaleAt(this.row);
    const lots = book.lots[leg]!;
    if ((stopLoss === undefined && takeProfit === undefined) || lots.length === 0) return;
    const raw = {
      ...(stopLoss === undefined ? {} : { stopLoss: stopLoss === null ? null : stopLoss / scale }),
      ...(takeProfit === undefined ? {} : { takeProfit: takeProfit === null ? null : takeProfit / scale }),
    };
    for (const lot of lots) {
      if (raw.takeProfit !== undefined) market.setTarget(lot, raw.takeProfit ?? 0, this.row + 1);
      if (raw.stopLoss !== undefined) market.setStop(lot, raw.stopLoss ?? 0, this.row + 1);
    }
    tape.protect({ kind: 'protect', symbol, leg, at: this.at, ...raw });
  }

  /** What a target signal asks for: close what is on the other side, then invest the sizer's fraction. */
  private target(signal: number, options: OrderOptions): void {
    const { desk, book, terms, leg } = this.s;
    if (!(signal >= -1 && signal <= 1))
      this.fail(`target(${signal}) is not a signal`, 'A signal is a number from -1 to 1.');
    const repeated = signal === desk.lastSignal;
    desk.lastSignal = signal;
    const position = book.quantity(leg);
    const reason = options.reason ?? `target ${signal}`;
    if (signal === 0 || (signal < 0 && !terms.shorting)) {
      this.flatten(position, reason);
      if (signal < 0 && !repeated)
        this.deny('short-not-allowed', `signal ${signal} without terms.shorting is held as flat`);
      return;
    }
    const fraction = desk.fraction(this.row) * Math.abs(signal);
    if (!Number.isFinite(fraction)) return this.deny('size-undefined', 'the sizing policy has no size here');
    if (position * signal > 0) return this.resize(position, fraction, repeated, options, reason);
    this.flatten(position, reason);
    if (fraction === 0)
      return position === 0 ? this.deny('size-zero', 'the sizing policy gives no size here') : undefined;
    if (this.waiting('entry')) return;
    const request = { ...options, side: sideOf(signal), fraction: Math.min(1, fraction) };
    this.order(request, this.s.nextId(), reason);
  }

  /** Brings a position that stays on its side to a fraction of equity × leverage, past a 10 % drift; without equity it is closed. */
  private resize(position: number, fraction: number, repeated: boolean, options: OrderOptions, reason: string): void {
    const { book, terms, leg } = this.s;
    const base = this.equity * terms.leverage;
    // No fraction of nothing, or of a debt, is a position.
    if (!(base > 0)) return this.flatten(position, reason);
    const value = Math.abs(position) * book.mark[leg]!;
    const drift = value / base - fraction;
    if (repeated || Math.abs(drift) <= driftBand * fraction) {
      if (options.stopLoss !== undefined || options.takeProfit !== undefined) this.protect(options);
    } else if (drift > 0) {
      if (!this.waiting('close')) this.close(Math.min(1, (drift * base) / value), reason);
    } else if (!this.waiting('entry')) {
      const quantity = (-drift * base) / book.mark[leg]!;
      this.order({ ...options, side: sideOf(position), quantity }, this.s.nextId(), reason);
    }
  }

  private flatten(position: number, reason: string): void {
    if (position !== 0 && !this.waiting('close')) this.close(1, reason);
  }

  /** Whether an order of a role is waiting. */
  private waiting(role: 'entry' | 'close'): boolean {
    return this.s.market.queues[this.s.leg]!.pending().some((order) => order.role === role);
  }
}

const sideOf = (signed: number) => (signed > 0 ? ('buy' as const) : ('sell' as const));

/** Whether protection (0 where absent) lies on its own sides of the entry price. */
function encloses(side: 1 | -1, stopLoss: number, entry: number, takeProfit: number): boolean {
  const behind = stopLoss === 0 || (side > 0 ? stopLoss < entry : stopLoss > entry);
  return behind && (takeProfit === 0 || (side > 0 ? takeProfit > entry : takeProfit < entry));
}

/** What lots may open, as a leg's desk asks for it. */
export function lotFunding(book: LotBook, { leverage }: LotTerms): Funding {
  return {
    available: () => book.freeMargin(leverage) * leverage,
    freedBy: (_leg, _side, quantity, price) => quantity * price,
    freedOnPaper: (_leg, _side, quantity, price) => quantity * price,
    unitCost: (_leg, _side, price) => price,
  };
}
