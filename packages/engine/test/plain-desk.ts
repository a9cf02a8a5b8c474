import type { OrderOptions, OrderRequest, Terms } from '@bot-v2/sdk';
import { changeable } from './plain-account/index.js';
import type { Ask, PlainAccount, PlainOrder } from './plain-account/index.js';

/** What a strategy wishes of a symbol. */
export type Wish =
  | Exclude<Ask, { readonly order: unknown }>
  | { readonly order: OrderRequest; readonly id: number }
  | { readonly close: number };

/** All that it wishes at a close. */
export interface Wishes {
  readonly list: readonly Wish[];
  readonly target?: { readonly signal: number; readonly options: OrderOptions };
}

/** What a desk goes by. */
export interface DeskRules {
  readonly terms: Terms;
  /** Part of equity of a full position at a row. */
  readonly size: (row: number) => number;
  /** Whether a bar spans whole days. */
  readonly daily: boolean;
  /** The largest position of this symbol, a part of equity. */
  readonly cap: number;
  /** The least worth opening. */
  readonly minimum: number;
  readonly maxPosition: number;
  readonly absurdFactor: number;
  readonly allowed: boolean;
}

/** Whole lots; of the finest ones a thousandth may be missing. */
const whole = (quantity: number, lot: number): number =>
  lot < 1e-8 ? Math.floor(quantity * 1e9 + 1e-3) / 1e9 : Math.floor(quantity / lot + 1e-9) * lot;

/**
 * What becomes of a strategy's wishes, once more and in the plainest way: targets become orders at the close, every order is
 * asked by the limits. Shares no code with the engine.
 */
export class PlainDesk {
  private signal = 0;
  /** Part of equity the position was last sized to. */
  private sized = NaN;
  private ends = 0;
  /** The order of the last target. */
  private last = 0;
  private tick = 0;
  private row = 0;
  private more = false;

  constructor(
    private readonly leg: number,
    private readonly rules: DeskRules,
    private readonly send: (ask: Ask) => void,
    private readonly refuse: (reason: string) => void,
  ) {}

  /** Sends what may be, refuses the rest. `more`: what a symbol after this one sells at this close may pay for it. */
  decide({ list, target }: Wishes, account: PlainAccount, tick: number, row: number, more: boolean): void {
    this.tick = tick;
    this.row = row;
    this.more = more;
    const me = account.legs[this.leg]!;
    if (me.ends.slice(this.ends).some((order) => order === 0 || order !== this.last)) this.sized = NaN;
    this.ends = me.ends.length;
    for (const wish of list) this.wish(wish, account);
    if (target !== undefined) this.target(target.signal, target.options, account);
  }

  private wish(wish: Wish, account: PlainAccount): void {
    const me = account.legs[this.leg]!;
    if ('order' in wish) this.order(wish.order, wish.id, account);
    else if ('close' in wish) {
      const size = Math.abs(me.held);
      const quantity = whole(size * wish.close, me.lot);
      if (size === 0) return;
      if (wish.close === 1 || quantity === size) this.flatten(account);
      else if (quantity === 0) this.refuse('below-one-share');
      else this.exit(quantity, account);
    } else if ('amend' in wish) {
      const order = this.working(wish.amend, account);
      if (order === undefined) this.refuse('unknown-order');
      else if (!changeable(order.sent, wish)) this.refuse('prices-do-not-fit');
      else if (wish.quantity === undefined) this.send(wish);
      else {
        const quantity = whole(wish.quantity, me.lot);
        if (quantity === 0) this.refuse('below-one-share');
        else this.send({ ...wish, quantity });
      }
    } else {
      if ('cancel' in wish && (wish.cancel === 0 || wish.cancel === this.last)) this.last = 0;
      this.send(wish);
    }
  }

  private working(id: number, account: PlainAccount): PlainOrder | undefined {
    const { orders, called } = account.legs[this.leg]!;
    return id === 0 || id === called ? undefined : orders.find((order) => order.id === id);
  }

  /** The position once an order, and what that waits for, has filled. */
  private after(order: PlainOrder, account: PlainAccount): number {
    const parent = this.working(order.parent, account);
    const before = parent === undefined ? account.legs[this.leg]!.held : this.after(parent, account);
    return before + order.side * order.left;
  }

  private order(request: OrderRequest, id: number, account: PlainAccount): void {
    const { oco, after, side, limit, stop, trail, trailPercent } = request;
    const { mark, held, multiplier, lot } = account.legs[this.leg]!;
    let expected = held;
    if (oco !== undefined && this.working(oco, account) === undefined) return this.refuse('unknown-order');
    if (after !== undefined) {
      const parent = this.working(after, account);
      if (parent === undefined) return this.refuse('unknown-order');
      expected = this.after(parent, account);
    }
    if (request.tif === 'cls' && !this.rules.daily) return this.refuse('tif-does-not-fit');
    const distance = trail ?? (trailPercent === undefined ? undefined : (mark * trailPercent) / 100);
    const up = side === 'buy' ? 1 : -1;
    const trigger = stop ?? (distance === undefined ? undefined : mark + up * distance);
    const price = limit ?? trigger ?? mark;
    const quantity = whole(request.quantity ?? (request.fraction! * account.equity) / (price * multiplier), lot);
    if (quantity === 0) return this.refuse('below-one-share');
    const refused = this.limits(up, quantity, Math.min(price, trigger ?? price) > 0 ? price : 0, expected, account);
    if (refused !== null) this.refuse(refused);
    else this.send({ order: { ...request, quantity }, id });
  }

  /** Why an order may not go; null when it may. */
  private limits(
    side: 1 | -1,
    quantity: number,
    price: number,
    position: number,
    account: PlainAccount,
  ): string | null {
    const { terms, maxPosition, absurdFactor, allowed, cap } = this.rules;
    const { equity, legs } = account;
    const { mark, multiplier, margin: posted, lot } = legs[this.leg]!;
    if (!(quantity > 0 && price > 0)) return 'not-positive';
    if (position * side < 0 && quantity <= Math.abs(position)) return null;
    if (!allowed) return 'symbol-not-allowed';
    if (!terms.shorting && side < 0 && position <= 0) return 'short-not-allowed';
    const counts = posted !== 0 ? posted : price * multiplier;
    if (quantity * counts > absurdFactor * equity) return 'absurd-size';
    const then = Math.abs(position + side * quantity);
    if (then > Math.abs(position) && then * counts > Math.min(maxPosition, cap) * equity * (1 + 1e-9))
      return 'max-position';
    const { margin } = terms;
    const paid = margin === undefined ? price : margin.initial * mark + Math.max(0, side * (price - mark));
    const unit = posted !== 0 ? posted : paid * multiplier;
    let money = account.free();
    for (const leg of legs) {
      const sold = leg.orders.reduce((sum, { sent, side: of, tif, parent, id, left }) => {
        return sent === 'market' && of < 0 && tif !== 'cls' && parent === 0 && id !== 0 ? sum + left : sum;
      }, 0);
      // What is sold of a position sets free what it binds.
      const bound = margin === undefined ? leg.mark : margin.initial * leg.mark;
      money += Math.min(sold, Math.max(0, leg.held)) * (leg.margin !== 0 ? leg.margin : bound * leg.multiplier);
    }
    return !this.more && money < unit * lot ? 'buying-power' : null;
  }

  private flatten(account: PlainAccount): void {
    this.sized = NaN;
    this.exit(Math.abs(account.legs[this.leg]!.held), account);
  }

  /** Where others may have closed the position before it, an exit must not open the opposite one. */
  private exit(quantity: number, account: PlainAccount): void {
    const { held, orders, called } = account.legs[this.leg]!;
    const others = orders.some(
      ({ id, sent, tick }) => id !== 0 && sent === 'market' && (tick < this.tick || id === called),
    );
    const reduces = others || this.rules.terms.volumeShare !== undefined;
    this.send({ order: { side: held > 0 ? 'sell' : 'buy', quantity }, id: account.ids.next++, reduces });
  }

  private target(signal: number, options: OrderOptions, account: PlainAccount): void {
    const { terms } = this.rules;
    const { held, mark: price, multiplier } = account.legs[this.leg]!;
    const mark = price * multiplier;
    const { equity } = account;
    const near = (part: number, position = held) => Math.abs((position * mark) / equity - part) <= 0.1 * Math.abs(part);
    const keep = () => {
      const { stopLoss, takeProfit } = options;
      if (stopLoss === undefined && takeProfit === undefined) return;
      this.send({
        protect: {
          ...(stopLoss === undefined ? {} : { stopLoss }),
          ...(takeProfit === undefined ? {} : { takeProfit }),
        },
      });
    };
    // What the last target has ordered and not got: it comes, or is not wanted any more.
    const coming = this.working(this.last, account);
    this.last = 0;
    if (coming !== undefined) {
      const then = held + coming.side * coming.left;
      const none = signal === 0 || (signal < 0 && !terms.shorting);
      if (none ? then === 0 : signal === this.signal && then * signal > 0 && near(this.sized, then)) {
        this.last = coming.id;
        this.signal = signal;
        return held === 0 ? undefined : keep();
      }
      this.send({ cancel: coming.id });
    }
    const id = account.ids.next;
    this.size(signal, options, account, near, keep);
    if (account.ids.next > id) this.last = id;
  }

  private size(
    signal: number,
    options: OrderOptions,
    account: PlainAccount,
    near: (part: number) => boolean,
    keep: () => void,
  ): void {
    const { terms, size, cap, minimum } = this.rules;
    const { held, mark: price, multiplier, lot } = account.legs[this.leg]!;
    const mark = price * multiplier;
    const { equity } = account;
    const repeated = signal === this.signal;
    this.signal = signal;
    if (signal < 0 && !terms.shorting) {
      if (held > 0) this.flatten(account);
      else if (!repeated) this.refuse('short-not-allowed');
      return;
    }
    if (signal === 0) {
      if (held !== 0) this.flatten(account);
      return;
    }
    const full = Math.min(size(this.row), cap) * signal;
    const same = held * signal > 0;
    if (same && repeated && near(this.sized)) return keep();
    // What is held keeps its size where there is none now: size is decided at entry.
    if (same && (full === 0 || near(full))) {
      if (full !== 0) this.sized = full;
      return keep();
    }
    if (full === 0) {
      if (held === 0) this.refuse('size-zero');
      else this.flatten(account);
      return;
    }
    const wanted = whole((Math.abs(full) * equity) / mark, lot);
    if (held === 0 && wanted === 0) return this.refuse('below-one-share');
    if (held === 0 && wanted * mark < minimum * (1 - 1e-6)) return this.refuse('below-minimum');
    this.sized = full;
    const difference = Math.sign(signal) * wanted - held;
    if (Math.abs(difference) < lot * (1 - 1e-6)) return keep();
    const quantity = whole(Math.abs(difference), lot);
    const up = difference > 0 ? 1 : -1;
    const refused = this.limits(up, quantity, price, held, account);
    if (refused !== null) this.refuse(refused);
    else this.send({ order: { ...options, side: up > 0 ? 'buy' : 'sell', quantity }, id: account.ids.next++ });
  }
}
