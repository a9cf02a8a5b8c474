import type { Columns, ProtectionChanges } from '@bot-v2/sdk';
import type { Instrument } from '../costs/index.js';
import type { Funding } from '../ledger/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { blankOrder } from '../risk/index.js';
import type { DenialReason, DenialText, RiskGate } from '../risk/index.js';
import type { HandedFrames } from './handed-frames.js';
import { amendDraft, orderDraft, protectDraft } from './intent-drafts.js';
import type { Draft } from './intent-drafts.js';
import type { AmendIntent, OrderIntent, ProtectIntent } from './intents.js';
import { changesNaN, hasNaN, writeChanges, writeTerms } from './order-request.js';
import type { AskedChanges, AskedOrder } from './outbox.js';
import type { StrategyRuntime } from './strategy-runtime.js';

/** The account at the decision close, as the desk needs it. */
export interface DeskAccount {
  readonly equity: number;
  /** Cash for new risk, pending market sells included. */
  readonly buyingPower: number;
  /** Positions whose orders of this close have yet to be read may bring more. */
  readonly awaitsSales: boolean;
  readonly position: number;
  /** Raw close of the bar. */
  readonly price: number;
}

/** What the desk makes of a strategy's call. */
export type DeskOrder =
  | Draft<OrderIntent>
  | Draft<AmendIntent>
  | Draft<ProtectIntent>
  | { readonly kind: 'denied'; readonly reason: DenialReason; readonly text: DenialText }
  | null;

/** What a desk needs of its account. */
export interface DeskSettings {
  readonly gate: RiskGate;
  readonly instrument: Instrument;
  readonly funding: Funding;
  readonly leg: number;
  readonly shorting: boolean;
  readonly policies: Pick<LoopPolicies, 'firstDecision' | 'sizedAt' | 'sizeOf' | 'queue' | 'fundsCheck' | 'retarget'>;
  /** Fraction of a full signal when neither a size nor an allocation says. */
  readonly equalShare: number;
  readonly inputs?: Columns | undefined;
  readonly handed?: HandedFrames | undefined;
}

/** A refusal. */
export const denied = (reason: DenialReason, text: DenialText): DeskOrder => ({ kind: 'denied', reason, text });

/** Makes orders of what a strategy asks for in full: their prices raw, their size rounded, past the risk gate. */
export class OrderMaker {
  protected readonly sizedAtFill: boolean;
  protected readonly ofFreeMargin: boolean;
  /** Cash is asked for after the decision alone: when the order is sent, or fills. */
  private readonly brokerAsks: boolean;
  /** What closes a position may find it closed by its protection, which is met before. */
  protected readonly closing: true | undefined;
  /** What the gate is asked about. */
  private readonly asked: ReturnType<typeof blankOrder>;
  /** Whether a bar of the leg spans whole days. */
  protected daily = true;

  constructor(
    readonly symbol: string,
    protected readonly settings: DeskSettings,
    readonly runtime: StrategyRuntime,
  ) {
    this.sizedAtFill = settings.policies.sizedAt === 'fill';
    this.ofFreeMargin = settings.policies.sizeOf === 'free-margin';
    this.brokerAsks = settings.policies.fundsCheck !== 'at-decision';
    this.closing = settings.policies.queue.startsWith('exits-') ? true : undefined;
    this.asked = blankOrder(symbol, settings.instrument.lot, Infinity);
  }

  /** Largest position, a fraction of equity. */
  get cap(): number {
    return Infinity;
  }

  /** Changes of the protection of the position that is held; null when there are none. */
  protect({ stopLoss, takeProfit }: ProtectionChanges, row: number): DeskOrder {
    if (stopLoss === undefined && takeProfit === undefined) return null;
    const refused = this.refusedPrice(stopLoss, row) ?? this.refusedPrice(takeProfit, row);
    if (refused !== null) return refused;
    const scale = this.runtime.scaleAt(row);
    return protectDraft(this.symbol, this.settings.leg, rawPrice(stopLoss, scale), rawPrice(takeProfit, scale));
  }

  /** Units asked for, before rounding: given, or a fraction of what may be invested at the decision close. */
  private unitsOf({ quantity, fraction }: AskedOrder, price: number, row: number, account: DeskAccount): number {
    if ((quantity === undefined) === (fraction === undefined))
      throw this.runtime.output('an order names neither or both of quantity and fraction', 'Give one of them.', row);
    if (quantity !== undefined) return quantity;
    if (!(fraction! > 0 && fraction! <= 1))
      throw this.runtime.output(`fraction ${fraction}`, 'It is a number above 0, up to 1.', row);
    const base = this.ofFreeMargin ? account.buyingPower : account.equity;
    return (fraction! * base) / (price * this.settings.instrument.multiplier);
  }

  /** A denial when a protective price is not one; null when all is well. */
  private refusedPrice(price: number | null | undefined, row: number): DeskOrder {
    if (price == null || (price > 0 && price < Infinity)) return null;
    if (Number.isNaN(price))
      throw this.runtime.output('a protective price is NaN', 'Leave it out while it is not defined.', row);
    return noPrice(price);
  }

  /**
   * An order asked for in full, or refused. Prices come in those of the strategy's columns and leave as raw ones.
   * @param expected the position once what the order waits for has filled
   */
  send(
    request: AskedOrder,
    defaultReason: string,
    row: number,
    account: DeskAccount,
    expected = account.position,
  ): DeskOrder {
    const { side } = request;
    if (hasNaN(request)) {
      const hint = 'Check the columns: they are NaN while they warm up.';
      throw this.runtime.output('an order has a NaN quantity or price', hint, row);
    }
    const { gate, instrument, funding, leg } = this.settings;
    const order = orderDraft(this.symbol, leg, side, request.reason ?? defaultReason);
    const scale = this.runtime.scaleAt(row);
    const unfit = writeTerms(order, request, scale, account.price, this.daily);
    if (unfit !== null) return denied(unfit.refused, unfit.text);
    const { price } = order;
    const at = order.limit ?? price ?? account.price;
    const units = this.unitsOf(request, at, row, account);
    const quantity = units > 0 ? instrument.floor(units) : units;
    if (units > 0 && quantity === 0) return lessThanShare(units);
    const sign = side === 'buy' ? 1 : -1;
    const { asked } = this;
    asked.side = sign;
    asked.quantity = quantity;
    asked.price = price !== undefined && !(price > 0) ? price : at;
    asked.unitValue = instrument.contractMargin !== 0 ? instrument.contractMargin : at * instrument.multiplier;
    asked.unitCost = funding.unitCost(leg, sign, at);
    asked.position = expected;
    asked.equity = account.equity;
    asked.buyingPower = this.brokerAsks || account.awaitsSales ? Infinity : account.buyingPower;
    asked.cap = this.cap;
    const refused = gate.refuse(asked);
    if (refused !== null) return refusedBy(refused, side, quantity, this.symbol, at);
    const { stopLoss, takeProfit } = request;
    const wrong = this.refusedPrice(stopLoss, row) ?? this.refusedPrice(takeProfit, row);
    if (wrong !== null) return wrong;
    order.quantity = quantity;
    if (stopLoss !== undefined) order.stopLoss = stopLoss / scale;
    if (takeProfit !== undefined) order.takeProfit = takeProfit / scale;
    if (this.sizedAtFill && request.fraction !== undefined) order.fraction = sign * request.fraction;
    return order;
  }

  /** The changes asked for of a working order, or why it cannot change so. */
  amend(order: OrderIntent, changes: AskedChanges, row: number): DeskOrder {
    if (changesNaN(changes)) {
      const hint = 'Check the columns: they are NaN while they warm up.';
      throw this.runtime.output('a changed order has a NaN quantity or price', hint, row);
    }
    const made = amendDraft(order);
    const unfit = writeChanges(made, order, changes, this.runtime.scaleAt(row));
    if (unfit !== null) return denied(unfit.refused, ofOrder(order.id, unfit.text));
    if (made.quantity === undefined) return made;
    const asked = made.quantity;
    made.quantity = this.settings.instrument.floor(asked);
    return made.quantity === 0 ? lessThanShare(asked) : made;
  }
}

function rawPrice(price: number | null | undefined, scale: number): number | null | undefined {
  return price == null ? price : price / scale;
}

// Functions of their own: what a closure captures is allocated when the function around it begins.
const noPrice = (price: number) => denied('protection-not-a-price', () => `${price} cannot be a protective price`);
const ofOrder = (id: number, text: DenialText) => () => `order ${id}: ${typeof text === 'string' ? text : text()}`;
const lessThanShare = (asked: number) => denied('below-one-share', () => `${asked} is less than a share`);
const refusedBy = (reason: DenialReason, side: string, quantity: number, symbol: string, at: number) =>
  denied(reason, () => `${side} ${quantity} ${symbol} at ${at}`);
