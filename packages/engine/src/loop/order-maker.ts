import type { Columns, OrderChanges, OrderRequest, ProtectionChanges } from '@bot-v2/sdk';
import type { Instrument } from '../costs/index.js';
import type { Funding } from '../ledger/index.js';
import type { LoopPolicies } from '../policies/index.js';
import type { DenialReason, DenialText, RiskGate } from '../risk/index.js';
import type { HandedFrames } from './handed-frames.js';
import type { AmendIntent, OrderIntent } from './intents.js';
import { amendment, hasNaN, orderTerms } from './order-request.js';
import type { OrderTerms } from './order-request.js';
import type { StrategyRuntime } from './strategy-runtime.js';

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
  | ({ readonly kind: 'protect' } & ProtectionChanges)
  | { readonly kind: 'denied'; readonly reason: DenialReason; readonly text: DenialText }
  | null;

/** What a desk needs of its account. */
export interface DeskSettings {
  readonly gate: RiskGate;
  readonly instrument: Instrument;
  readonly funding: Funding;
  readonly leg: number;
  readonly shorting: boolean;
  readonly policies: Pick<LoopPolicies, 'firstDecision' | 'sizedAt' | 'sizeOf' | 'queue' | 'fundsCheck'>;
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
  /** The broker asks each order for its cash when it is sent. */
  private readonly brokerAsks: boolean;
  /** What closes a position may find it closed by its protection, which is met before. */
  protected readonly closing: { readonly reduceOnly?: true };
  /** Whether a bar of the leg spans whole days. */
  protected daily = true;

  constructor(
    readonly symbol: string,
    protected readonly settings: DeskSettings,
    readonly runtime: StrategyRuntime,
  ) {
    this.sizedAtFill = settings.policies.sizedAt === 'fill';
    this.ofFreeMargin = settings.policies.sizeOf === 'free-margin';
    this.brokerAsks = settings.policies.fundsCheck === 'at-submission';
    this.closing = settings.policies.queue === 'exits-first' ? { reduceOnly: true } : {};
  }

  /** Largest position, a fraction of equity. */
  get cap(): number {
    return Infinity;
  }

  /** Changes of the protection of the position that is held; null when there are none. */
  protect(changes: ProtectionChanges, row: number): DeskOrder {
    if (changes.stopLoss === undefined && changes.takeProfit === undefined) return null;
    return this.protected(changes, row) ?? { kind: 'protect', ...this.rawProtection(changes, row) };
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

  /** A denial when a protective price is not one; null when all is well. */
  private protected(prices: ProtectionChanges, row: number): DeskOrder {
    if (prices.stopLoss === undefined && prices.takeProfit === undefined) return null;
    for (const price of [prices.stopLoss, prices.takeProfit]) {
      if (price == null) continue;
      if (Number.isNaN(price))
        throw this.runtime.output('a protective price is NaN', 'Leave it out while it is not defined.', row);
      if (!(price > 0 && Number.isFinite(price)))
        return denied('protection-not-a-price', `${price} cannot be a protective price`);
    }
    return null;
  }

  /** The same prices raw; null stays null, and what is absent is. */
  private rawProtection<Price extends number | null>(
    { stopLoss, takeProfit }: { readonly stopLoss?: Price; readonly takeProfit?: Price },
    row: number,
  ): { stopLoss?: number | Price; takeProfit?: number | Price } {
    const scale = this.runtime.scaleAt(row);
    return {
      ...(stopLoss === undefined ? {} : { stopLoss: stopLoss === null ? stopLoss : stopLoss / scale }),
      ...(takeProfit === undefined ? {} : { takeProfit: takeProfit === null ? takeProfit : takeProfit / scale }),
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
    if (asked > 0 && quantity === 0) return lessThanShare(asked);
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
      buyingPower: this.brokerAsks ? Infinity : account.buyingPower,
      cap: this.cap,
      lot: instrument.lot,
    });
    if (refused !== null) return refusedBy(refused, side, quantity, this.symbol, at);
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
    if (quantity === 0) return lessThanShare(made.quantity);
    return { kind: 'amend', id: order.id, ...made, quantity };
  }
}

const market: OrderTerms = { type: 'market' };

// Functions of their own: what a closure captures is allocated when the function around it begins.
const lessThanShare = (asked: number) => denied('below-one-share', () => `${asked} is less than a share`);
const refusedBy = (reason: DenialReason, side: string, quantity: number, symbol: string, at: number) =>
  denied(reason, () => `${side} ${quantity} ${symbol} at ${at}`);

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
