/** Limits of a run, all fractions of equity. */
export interface RiskLimits {
  /** Symbols that may be traded; all legs when left out. */
  readonly allowedSymbols?: readonly string[];
  /**
   * Largest position after an opening order, as a fraction of equity; of a future its margin counts. Default 1 (no
   * leverage), in a margin account what its initial requirement allows; none where conventions let all cash be spent.
   */
  readonly maxPosition?: number;
  /** An order of more than this many times equity is a mistake, whatever else is allowed (default 10). */
  readonly absurdFactor?: number;
}

/** Why an intent was not sent. */
export type DenialReason =
  | 'not-finite'
  | 'not-positive'
  | 'symbol-not-allowed'
  | 'short-not-allowed'
  | 'absurd-size'
  | 'max-position'
  | 'buying-power'
  | 'below-one-share'
  | 'below-minimum'
  | 'size-zero'
  | 'size-undefined'
  | 'prices-do-not-fit'
  | 'tif-does-not-fit'
  | 'unknown-order'
  | 'no-price'
  | 'not-with-lots'
  | 'protection-not-a-price'
  | 'account-stopped';

/** An intent that was refused, and why. */
export interface Denial {
  readonly time: number;
  readonly symbol: string;
  readonly reason: DenialReason;
  readonly text: string;
}

/**
 * An order to be filled in and asked about again and again, without an object for each. Its numbers begin as fractions, so
 * that the fields stay such.
 */
export function blankOrder(
  symbol: string,
  lot: number,
  cap: number,
): { -readonly [Key in keyof GateInput]: GateInput[Key] } {
  return {
    symbol,
    side: 1,
    quantity: 0.5,
    price: 0.5,
    unitValue: 0.5,
    unitCost: 0.5,
    position: 0.5,
    equity: 0.5,
    buyingPower: 0.5,
    cap,
    lot,
  };
}

/** An order as the gate sees it, with the account at the decision close. */
export interface GateInput {
  readonly symbol: string;
  readonly side: 1 | -1;
  readonly quantity: number;
  /** Limit, stop or last price. */
  readonly price: number;
  /** What one unit held counts for: its value, or the margin of a contract. */
  readonly unitValue: number;
  /** Buying power that opening one unit takes. */
  readonly unitCost: number;
  readonly position: number;
  readonly equity: number;
  /** Cash for new risk, with what pending market sells will bring. */
  readonly buyingPower: number;
  /** Largest position by this leg's own cap, a fraction of equity. */
  readonly cap: number;
  readonly lot: number;
}

/** The pre-trade gate. It refuses, it never changes an order. */
export class RiskGate {
  private readonly allowed: ReadonlySet<string> | null;
  private readonly maxPosition: number;
  private readonly absurdFactor: number;

  constructor(
    limits: RiskLimits,
    private readonly shorting: boolean,
    mostLeverage = 1,
  ) {
    this.allowed = limits.allowedSymbols === undefined ? null : new Set(limits.allowedSymbols);
    this.maxPosition = limits.maxPosition ?? mostLeverage;
    this.absurdFactor = limits.absurdFactor ?? 10;
  }

  /** The reason to refuse an order; null when it may go. What only reduces a position passes all limits but sanity. */
  refuse(order: GateInput): DenialReason | null {
    if (!Number.isFinite(order.quantity) || !Number.isFinite(order.price)) return 'not-finite';
    if (order.quantity <= 0 || order.price <= 0) return 'not-positive';
    const signed = order.side * order.quantity;
    const after = order.position + signed;
    const reducing = order.position * signed < 0 && Math.abs(order.quantity) <= Math.abs(order.position);
    if (reducing) return null;
    if (this.allowed !== null && !this.allowed.has(order.symbol)) return 'symbol-not-allowed';
    if (!this.shorting && after < 0 && order.position <= 0 && order.side < 0) return 'short-not-allowed';
    if (order.quantity * order.unitValue > share(this.absurdFactor, order.equity)) return 'absurd-size';
    const limit = share(Math.min(this.maxPosition, order.cap), order.equity);
    if (Math.abs(after) * order.unitValue > limit * (1 + 1e-9) && Math.abs(after) > Math.abs(order.position))
      return 'max-position';
    // What brings money when it opens needs none.
    if (order.unitCost > 0 && order.buyingPower < order.unitCost * order.lot) return 'buying-power';
    return null;
  }
}

/** A share of equity; without bounds, whatever the equity, when it is infinite. */
function share(factor: number, equity: number): number {
  return factor === Infinity ? Infinity : factor * equity;
}
