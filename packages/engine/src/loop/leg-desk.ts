import type { Allocation, Bars, Columns, OrderChanges, OrderOptions, OrderRequest, PositionSize } from '@bot-v2/sdk';
import type { Instrument } from '../costs/index.js';
import type { Funding } from '../ledger/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import type { DenialReason, RiskGate } from '../risk/index.js';
import { compileSizer } from '../sizing/index.js';
import type { Sizer } from '../sizing/index.js';
import type { HandedFrames } from './handed-frames.js';
import type { AmendIntent, OrderIntent } from './intents.js';
import type { LegChoice } from './leg.js';
import { amendment, hasNaN, orderTerms } from './order-request.js';
import type { OrderTerms } from './order-request.js';
import type { ProtectivePrices } from './outbox.js';
import { copyState } from './plain-state.js';
import { StrategyRuntime } from './strategy-runtime.js';

/** A held position is resized when it has drifted by more than this share of its target. */
const driftBand = 0.1;

/** The account at the decision close, as the desk needs it. */
export interface DeskAccount {
  readonly equity: number;
  /** Cash for new risk, pending market sells included. */
  readonly buyingPower: number;
  readonly position: number;
  /** Raw close of the bar. */
  readonly price: number;
}

/** What the desk makes of a strategy's call. */
export type DeskOrder =
  | {
      readonly kind: 'order';
      readonly order: Omit<OrderIntent, 'kind' | 'id' | 'symbol' | 'leg' | 'at'>;
      /** It has side, quantity, type and reason, and nothing else. */
      readonly plain?: true;
    }
  | ({ readonly kind: 'amend' } & Omit<AmendIntent, 'kind' | 'symbol' | 'leg' | 'at'>)
  | { readonly kind: 'protect'; readonly stopLoss?: number; readonly takeProfit?: number }
  | { readonly kind: 'denied'; readonly reason: DenialReason; readonly text: string }
  | null;

/** What a desk needs of its account. */
export interface DeskSettings {
  readonly gate: RiskGate;
  readonly instrument: Instrument;
  readonly funding: Funding;
  readonly leg: number;
  readonly shorting: boolean;
  readonly policies: Pick<LoopPolicies, 'firstDecision' | 'sizedAt' | 'sizeOf'>;
  /** Fraction of a full signal when neither a size nor an allocation says. */
  readonly equalShare: number;
  readonly inputs?: Columns | undefined;
  readonly handed?: HandedFrames | undefined;
}

/** Plain copy of what a desk remembers. */
export interface DeskSnapshot {
  readonly lastSignal: number;
  readonly heldTarget: number | null;
  readonly state: unknown;
}

const denied = (reason: DenialReason, text: string): DeskOrder => ({ kind: 'denied', reason, text });

/**
 * Turns one strategy's intents into orders: a target signal × the sizer's fraction becomes a quantity at the decision
 * close, and every order passes the risk gate. The size is decided at entry; a repeated signal resizes only past a 10 %
 * drift of the held fraction from its target.
 */
export class LegDesk {
  readonly runtime: StrategyRuntime;
  /** Signal of the last target that was acted on. */
  lastSignal = 0;
  /** Fraction of equity the position was last sized to; NaN when a decision was replaced or nothing was sized. */
  heldTarget = NaN;
  private sizer: Sizer | null = null;
  private readonly sizedAtFill: boolean;
  private readonly ofFreeMargin: boolean;
  private daily = true;
  private readonly size: PositionSize | null;
  private readonly allocation: Allocation | null;
  /** Largest position, a fraction of equity. */
  readonly cap: number;

  constructor(
    readonly symbol: string,
    readonly choice: LegChoice,
    private readonly settings: DeskSettings,
  ) {
    this.runtime = new StrategyRuntime({
      symbol,
      strategy: choice.strategy,
      params: choice.params,
      inputs: settings.inputs,
      handed: settings.handed,
      firstDecision: settings.policies.firstDecision,
    });
    this.sizedAtFill = settings.policies.sizedAt === 'fill';
    this.ofFreeMargin = settings.policies.sizeOf === 'free-margin';
    this.size = choice.size ?? null;
    this.allocation = choice.allocation ?? null;
    this.cap = Math.min(this.size?.policy.maxFraction ?? Infinity, this.allocation?.maxFraction ?? Infinity);
  }

  /** Times of the rows of its frame. */
  time: Float64Array = new Float64Array(0);

  /** Binds the frame, or the frame grown. */
  bind(frame: Bars): void {
    this.time = frame.time;
    this.daily = /[dwM]$/.test(frame.interval);
    this.runtime.bind(frame);
    this.sizer = this.size === null ? null : compileSizer(this.size.policy, forwardAdjusted(frame).bars);
  }

  /** Fraction of equity of a full signal at a row. */
  fraction(row: number): number {
    if (this.sizer !== null) return Math.min(this.sizer.fraction(row), this.cap);
    return Math.min(this.allocation?.weight ?? this.settings.equalShare, this.cap);
  }

  /** The order that a target signal asks for; null when it asks for nothing new. */
  target(signal: number, options: OrderOptions, row: number, account: DeskAccount): DeskOrder {
    if (!(signal >= -1 && signal <= 1)) {
      throw this.runtime.output(`target(${signal}) is not a signal`, 'A signal is a number from -1 to 1.', row);
    }
    const { position, price, equity } = account;
    const repeated = signal === this.lastSignal;
    if (signal < 0 && !this.settings.shorting) {
      this.lastSignal = signal;
      if (position > 0) return this.flatten(options, position);
      return repeated ? null : denied('short-not-allowed', `signal ${signal} without terms.shorting is held as flat`);
    }
    this.lastSignal = signal;
    if (signal === 0) return position === 0 ? null : this.flatten(options, position);
    const held = (position * price * this.settings.instrument.multiplier) / equity;
    const sameSide = position * signal > 0;
    if (sameSide && repeated && inBand(held, this.heldTarget)) return this.protection(options, row);
    const fraction = this.fraction(row) * Math.abs(signal);
    if (!Number.isFinite(fraction)) return denied('size-undefined', 'the sizing policy has no size here');
    if (sameSide && (fraction === 0 || inBand(held, Math.sign(signal) * fraction))) {
      if (fraction !== 0) this.heldTarget = Math.sign(signal) * fraction;
      return this.protection(options, row);
    }
    if (fraction === 0)
      return position === 0
        ? denied('size-zero', 'the sizing policy gives no size here')
        : this.flatten(options, position);
    const { multiplier, floor, lot } = this.settings.instrument;
    const base = this.ofFreeMargin ? account.buyingPower : equity;
    const wanted = floor((fraction * base) / (price * multiplier));
    if (position === 0 && wanted === 0)
      return denied('below-one-share', `${fraction} of ${base} does not buy a share at ${price}`);
    if (position === 0 && wanted * price * multiplier < (this.allocation?.minimumPosition ?? 0)) {
      return denied(
        'below-minimum',
        `${wanted * price * multiplier} is below the smallest position of ${this.allocation?.minimumPosition}`,
      );
    }
    this.heldTarget = Math.sign(signal) * fraction;
    const delta = Math.sign(signal) * wanted - position;
    if (Math.abs(delta) < lot * (1 - 1e-6)) return this.protection(options, row);
    const made = this.send(
      { ...options, side: delta > 0 ? 'buy' : 'sell', quantity: Math.abs(delta) },
      `target ${signal}`,
      row,
      account,
    );
    if (!this.sizedAtFill || made?.kind !== 'order') return made;
    return { kind: 'order', order: { ...made.order, fraction: Math.sign(signal) * fraction, toTarget: true } };
  }

  /**
   * Whether a target asks for nothing new, for certain: flat again, or the same signal again within the drift band and
   * with no protection named. `target` would answer null.
   */
  keeps(signal: number, options: OrderOptions, position: number, price: number, equity: number): boolean {
    if (signal === 0 && position === 0) {
      this.lastSignal = signal;
      return true;
    }
    return (
      signal === this.lastSignal &&
      position * signal > 0 &&
      (signal > 0 || this.settings.shorting) &&
      options.stopLoss === undefined &&
      options.takeProfit === undefined &&
      inBand((position * price * this.settings.instrument.multiplier) / equity, this.heldTarget)
    );
  }

  /** The order that closes a part of the position; null when flat. */
  close(portion: number, row: number, position: number): DeskOrder {
    if (!(portion > 0 && portion <= 1))
      throw this.runtime.output(`close(${portion}) is not a part`, 'It is a number above 0, up to 1.', row);
    if (position === 0) return null;
    const quantity = this.settings.instrument.floor(Math.abs(position) * portion);
    if (portion === 1 || quantity === Math.abs(position)) return this.flatten({ reason: 'close' }, position);
    if (quantity === 0) return denied('below-one-share', `${portion} of ${position} is less than a share`);
    const side = position > 0 ? 'sell' : 'buy';
    return { kind: 'order', order: { side, quantity, type: 'market', reason: `close ${portion}` } };
  }

  /** New protective prices for the position that is held. */
  protect(prices: ProtectivePrices, row: number): DeskOrder {
    return this.protected(prices, row) ?? { kind: 'protect', ...this.rawProtection(prices, row) };
  }

  /** Units asked for, before rounding: given, or a fraction of what may be invested at the decision close. */
  private asked({ quantity, fraction }: OrderRequest, price: number, row: number, account: DeskAccount): number {
    if ((quantity === undefined) === (fraction === undefined))
      throw this.runtime.output('an order names neither or both of quantity and fraction', 'Give one of them.', row);
    if (quantity !== undefined) return quantity;
    if (!(fraction! > 0 && fraction! <= 1))
      throw this.runtime.output(`fraction ${fraction}`, 'It is a number above 0, up to 1.', row);
    const base = this.ofFreeMargin ? account.buyingPower : account.equity;
    return (fraction! * base) / (price * this.settings.instrument.multiplier);
  }

  private flatten(options: OrderOptions, position: number): DeskOrder {
    this.heldTarget = NaN;
    const side = position > 0 ? 'sell' : 'buy';
    return {
      kind: 'order',
      order: { side, quantity: Math.abs(position), type: 'market', reason: options.reason ?? 'target 0' },
      plain: true,
    };
  }

  /** New protective prices for a position that is kept. */
  private protection(options: OrderOptions, row: number): DeskOrder {
    if (options.stopLoss === undefined && options.takeProfit === undefined) return null;
    return this.protected(options, row) ?? { kind: 'protect', ...this.rawProtection(options, row) };
  }

  /** A denial when a protective price is not one; null when all is well. */
  private protected(options: OrderOptions, row: number): DeskOrder {
    if (options.stopLoss === undefined && options.takeProfit === undefined) return null;
    for (const price of [options.stopLoss, options.takeProfit]) {
      if (price !== undefined && Number.isNaN(price))
        throw this.runtime.output('a protective price is NaN', 'Leave it out while it is not defined.', row);
      if (price !== undefined && !(price > 0 && Number.isFinite(price)))
        return denied('protection-not-a-price', `${price} cannot be a protective price`);
    }
    return null;
  }

  private rawProtection(options: OrderOptions, row: number): { stopLoss?: number; takeProfit?: number } {
    const scale = this.runtime.scaleAt(row);
    return {
      ...(options.stopLoss === undefined ? {} : { stopLoss: options.stopLoss / scale }),
      ...(options.takeProfit === undefined ? {} : { takeProfit: options.takeProfit / scale }),
    };
  }

  /**
   * An order asked for in full, or refused. Prices come in those of the strategy's columns and leave as raw ones.
   * @param expected the position once what the order waits for has filled
   */
  send(
    request: OrderRequest,
    defaultReason: string,
    row: number,
    account: DeskAccount,
    expected = account.position,
  ): DeskOrder {
    const { side } = request;
    const bare = isBare(request);
    if (bare ? Number.isNaN(request.quantity) : hasNaN(request)) {
      const hint = 'Check the columns: they are NaN while they warm up.';
      throw this.runtime.output('an order has a NaN quantity or price', hint, row);
    }
    const terms = bare ? market : this.terms(request, row, account.price);
    if ('refused' in terms) return denied(terms.refused, terms.text);
    const { price } = terms;
    const at = terms.limit ?? price ?? account.price;
    const asked = this.asked(request, at, row, account);
    const { gate, instrument, funding, leg } = this.settings;
    const quantity = asked > 0 ? instrument.floor(asked) : asked;
    if (asked > 0 && quantity === 0) return denied('below-one-share', `${asked} is less than a share`);
    const sign = side === 'buy' ? 1 : -1;
    const refused = gate.refuse({
      symbol: this.symbol,
      side: sign,
      quantity,
      price: price !== undefined && !(price > 0) ? price : at,
      unitValue: instrument.contractMargin !== 0 ? instrument.contractMargin : at * instrument.multiplier,
      unitCost: funding.unitCost(leg, sign, at),
      position: expected,
      equity: account.equity,
      buyingPower: account.buyingPower,
      cap: this.cap,
      lot: instrument.lot,
    });
    if (refused !== null) return denied(refused, `${side} ${quantity} ${this.symbol} at ${at}`);
    const reason = request.reason ?? defaultReason;
    if (bare) return { kind: 'order', order: { side, quantity, type: 'market', reason }, plain: true };
    const wrong = this.protected(request, row);
    if (wrong !== null) return wrong;
    const sized = this.sizedAtFill && request.fraction !== undefined ? { fraction: sign * request.fraction } : {};
    return {
      kind: 'order',
      order: { side, quantity, ...terms, ...this.rawProtection(request, row), ...sized, reason },
    };
  }

  private terms(request: OrderRequest, row: number, close: number): ReturnType<typeof orderTerms> {
    return orderTerms(request, { scale: this.runtime.scaleAt(row), close, daily: this.daily });
  }

  /** The changes asked for of a working order, or why it cannot change so. */
  amend(order: OrderIntent, changes: OrderChanges, row: number): DeskOrder {
    if (hasNaN(changes)) {
      const hint = 'Check the columns: they are NaN while they warm up.';
      throw this.runtime.output('a changed order has a NaN quantity or price', hint, row);
    }
    const made = amendment(order, changes, this.runtime.scaleAt(row));
    if ('refused' in made) return denied(made.refused, `order ${order.id}: ${made.text}`);
    if (made.quantity === undefined) return { kind: 'amend', id: order.id, ...made };
    const quantity = this.settings.instrument.floor(made.quantity);
    if (quantity === 0) return denied('below-one-share', `${made.quantity} is less than a share`);
    return { kind: 'amend', id: order.id, ...made, quantity };
  }

  snapshot(): DeskSnapshot {
    return {
      lastSignal: this.lastSignal,
      heldTarget: Number.isNaN(this.heldTarget) ? null : this.heldTarget,
      state: copyState(this.runtime.state),
    };
  }

  restore(snapshot: DeskSnapshot): void {
    this.lastSignal = snapshot.lastSignal;
    this.heldTarget = snapshot.heldTarget ?? NaN;
    this.runtime.state = copyState(snapshot.state);
  }
}

function inBand(held: number, target: number): boolean {
  return Math.abs(held - target) <= driftBand * Math.abs(target);
}

const market: OrderTerms = { type: 'market' };

/** Whether a request is a market order with nothing but a side, a size and words. */
function isBare(r: OrderRequest): boolean {
  return (
    r.limit === undefined &&
    r.stop === undefined &&
    r.stopLoss === undefined &&
    r.takeProfit === undefined &&
    r.tif === undefined &&
    r.trail === undefined &&
    r.trailPercent === undefined &&
    r.oco === undefined &&
    r.after === undefined &&
    r.fraction === undefined &&
    r.goodTill === undefined
  );
}
