import type { Allocation, Bars, OrderOptions, PositionSize } from '@bot-v2/sdk';
import { forwardAdjusted } from '../price-view/index.js';
import { compileSizer } from '../sizing/index.js';
import type { Sizer } from '../sizing/index.js';
import { orderDraft } from './intent-drafts.js';
import type { LegChoice } from './leg.js';
import { denied, OrderMaker } from './order-maker.js';
import type { DeskAccount, DeskOrder, DeskSettings } from './order-maker.js';
import { askedOrder } from './outbox.js';
import { copyState } from './plain-state.js';
import { StrategyRuntime } from './strategy-runtime.js';

/** A held position is resized when it has drifted by more than this share of its target. */
export const driftBand = 0.1;

/** Plain copy of what a desk remembers. */
export interface DeskSnapshot {
  readonly lastSignal: number;
  readonly heldTarget: number | null;
  readonly targetOrder: number;
  readonly state: unknown;
}

/**
 * Turns one strategy's intents into orders: a target signal × the sizer's fraction becomes a quantity at the decision
 * close, and every order passes the risk gate. The size is decided at entry; a repeated signal resizes only past a 10 %
 * drift of the held fraction from its target.
 */
export class LegDesk extends OrderMaker {
  /** Signal of the last target that was acted on. */
  lastSignal = 0;
  /** Fraction of equity the position was last sized to; NaN when a decision was replaced or nothing was sized. */
  heldTarget = NaN;
  /** The order of the last target; it may have ended. 0 for none. */
  targetOrder = 0;
  /** Other orders may fill before an exit that is sent now: it must not open what they have closed. */
  besideOthers: true | undefined;
  /** The signal whose reason was asked for last. */
  private named = { signal: NaN, text: '' };
  private sizer: Sizer | null = null;
  private readonly size: PositionSize | null;
  private readonly allocation: Allocation | null;
  private readonly most: number;
  /** A target is traded to the last unit, however near it is. */
  private readonly byDifference: boolean;

  constructor(
    symbol: string,
    readonly choice: LegChoice,
    settings: DeskSettings,
  ) {
    super(
      symbol,
      settings,
      new StrategyRuntime({
        symbol,
        strategy: choice.strategy,
        params: choice.params,
        inputs: settings.inputs,
        handed: settings.handed,
        firstDecision: settings.policies.firstDecision,
      }),
    );
    this.byDifference = settings.policies.retarget === 'difference';
    this.size = choice.size ?? null;
    this.allocation = choice.allocation ?? null;
    this.most = Math.min(this.size?.policy.maxFraction ?? Infinity, this.allocation?.maxFraction ?? Infinity);
  }

  override get cap(): number {
    return this.most;
  }

  /** Whether a full signal is all of a share of equity that nobody has limited: no size, no allocation. */
  get isUnlimited(): boolean {
    return this.size === null && this.allocation === null;
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
    const held = this.shareOf(position, price, equity);
    const sameSide = position * signal > 0;
    const drifts = !this.byDifference;
    if (drifts && sameSide && repeated && inBand(held, this.heldTarget)) return this.protect(options, row);
    const fraction = this.fraction(row) * Math.abs(signal);
    if (!Number.isFinite(fraction)) return denied('size-undefined', 'the sizing policy has no size here');
    if (sameSide && (fraction === 0 || (drifts && inBand(held, Math.sign(signal) * fraction)))) {
      if (fraction !== 0) this.heldTarget = Math.sign(signal) * fraction;
      return this.protect(options, row);
    }
    if (fraction === 0)
      return position === 0
        ? denied('size-zero', 'the sizing policy gives no size here')
        : this.flatten(options, position);
    const { multiplier, floor, lot } = this.settings.instrument;
    const base = this.ofFreeMargin ? account.buyingPower : equity;
    const exact = (fraction * base) / (price * multiplier);
    const wanted = floor(exact);
    if (position === 0 && wanted === 0) return buysNothing(fraction, base, price);
    // A position of exactly the minimum may miss it by the rounding of its quantity.
    if (position === 0 && wanted * price * multiplier < (this.allocation?.minimumPosition ?? 0) * (1 - 1e-6)) {
      return belowMinimum(wanted * price * multiplier, this.allocation?.minimumPosition);
    }
    this.heldTarget = Math.sign(signal) * fraction;
    const less = this.byDifference && sameSide && exact < Math.abs(position);
    const delta = less ? -Math.sign(signal) * floor(Math.abs(position) - exact) : Math.sign(signal) * wanted - position;
    if (Math.abs(delta) < lot * (1 - 1e-6)) return this.protect(options, row);
    const { reason = this.reasonOf(signal), stopLoss, takeProfit } = options;
    const side = delta > 0 ? 'buy' : 'sell';
    const request = askedOrder({ side, quantity: Math.abs(delta), reason, stopLoss, takeProfit });
    const made = this.send(request, reason, row, account);
    if (this.sizedAtFill && made?.kind === 'order') {
      made.fraction = Math.sign(signal) * fraction;
      made.toTarget = true;
    }
    return made;
  }

  /** A target's reason where none is given; the text is made once for a signal that is repeated. */
  private reasonOf(signal: number): string {
    if (signal !== this.named.signal) this.named = { signal, text: `target ${signal}` };
    return this.named.text;
  }

  /** Whether the last target's order is to fill before a new one is sized: not where each is traded for itself. */
  get waits(): boolean {
    return !this.byDifference;
  }

  /** Whether the order of the last target makes, once it has filled, the position that a target asks for. */
  awaits(signal: number, expected: number, price: number, equity: number): boolean {
    if (signal === 0 || (signal < 0 && !this.settings.shorting)) {
      if (expected === 0) this.lastSignal = signal;
      return expected === 0;
    }
    return (
      signal === this.lastSignal &&
      expected * signal > 0 &&
      inBand(this.shareOf(expected, price, equity), this.heldTarget)
    );
  }

  /** What a position is worth at a price, as a fraction of equity. */
  private shareOf(position: number, price: number, equity: number): number {
    return (position * price * this.settings.instrument.multiplier) / equity;
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
      !this.byDifference &&
      signal === this.lastSignal &&
      position * signal > 0 &&
      (signal > 0 || this.settings.shorting) &&
      options.stopLoss === undefined &&
      options.takeProfit === undefined &&
      inBand(this.shareOf(position, price, equity), this.heldTarget)
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
    return this.exit(position, quantity, `close ${portion}`);
  }

  private flatten(options: OrderOptions, position: number): DeskOrder {
    this.heldTarget = NaN;
    return this.exit(position, Math.abs(position), options.reason ?? 'target 0');
  }

  private exit(position: number, quantity: number, reason: string): DeskOrder {
    const order = orderDraft(this.symbol, this.settings.leg, position > 0 ? 'sell' : 'buy', reason);
    order.quantity = quantity;
    order.reduceOnly = this.closing ?? this.besideOthers;
    return order;
  }

  /** `waiting`: the order of its last target still works. */
  snapshot(waiting: boolean): DeskSnapshot {
    return {
      lastSignal: this.lastSignal,
      heldTarget: Number.isNaN(this.heldTarget) ? null : this.heldTarget,
      targetOrder: waiting ? this.targetOrder : 0,
      state: this.runtime.copyOfState(),
    };
  }

  restore(snapshot: DeskSnapshot): void {
    this.lastSignal = snapshot.lastSignal;
    this.heldTarget = snapshot.heldTarget ?? NaN;
    this.targetOrder = snapshot.targetOrder;
    this.runtime.state = copyState(snapshot.state);
  }
}

// Functions of their own: what a closure captures is allocated when the function around it begins.
const buysNothing = (fraction: number, base: number, price: number) =>
  denied('below-one-share', () => `${fraction} of ${base} does not buy a share at ${price}`);
const belowMinimum = (value: number, minimum: number | undefined) =>
  denied('below-minimum', () => `${value} is below the smallest position of ${minimum}`);

/** Whether a held share of equity is near enough to its target not to be resized. */
export function inBand(held: number, target: number): boolean {
  return Math.abs(held - target) <= driftBand * Math.abs(target);
}

/** Room for rounding between a share of equity and the edges of the drift band. */
const slack = 1e-9;

/** The least share of equity that is in the band of a target for certain. */
export function bandBottom(target: number): number {
  return (1 - driftBand) * target + slack;
}

/** The greatest one. */
export function bandTop(target: number): number {
  return (1 + driftBand) * target - slack;
}
