import type { Terms } from '@bot-v2/sdk';

/** What code may say in place of the terms: the commission of an order so far, a price, what a bar may fill. */
export interface PlainModels {
  readonly commission?: { commission(quantity: number, notional: number): number } | undefined;
  readonly fills?:
    | {
        price(reference: number, side: 1 | -1, quantity: number, volume: number): number;
        capacity(volume: number, range: number): number;
      }
    | undefined;
}

/** Rounded to 1e-4, half to even, in fifteen digits. */
export function money(amount: number): number {
  const scaled = Number((amount * 1e4).toPrecision(15));
  const below = Math.floor(scaled);
  return (scaled - below === 0.5 ? below + (Math.abs(below) % 2) : Math.round(scaled)) / 1e4;
}

/** What trading costs. */
export class PlainCosts {
  constructor(
    private readonly terms: Terms,
    private readonly models: PlainModels,
  ) {}

  /** Of an order that has filled so much. */
  commission(quantity: number, notional: number): number {
    const { commissionRate, commissionPerUnit = 0, commissionPerOrder = 0, commissionMinimum = 0 } = this.terms.costs;
    const { commission } = this.models;
    if (commission !== undefined) return money(commission.commission(quantity, notional));
    return money(
      Math.max(commissionMinimum, notional * commissionRate + quantity * commissionPerUnit + commissionPerOrder),
    );
  }

  /** What one more unit of so much value pays at most; null where code alone knows. */
  get each(): ((value: number) => number) | null {
    const { commissionRate, commissionPerUnit = 0 } = this.terms.costs;
    return this.models.commission === undefined ? (value) => value * commissionRate + commissionPerUnit : null;
  }

  /** A price made worse by the spread, to nine digits or a tick, against the trader. */
  worse(price: number, side: 1 | -1, tick: number, quantity: number, volume: number): number {
    const { halfSpreadBps, slippageBps } = this.terms.costs;
    const { fills } = this.models;
    const exact =
      fills === undefined
        ? price * (1 + (side * (halfSpreadBps + slippageBps)) / 1e4)
        : fills.price(price, side, quantity, volume);
    if (exact === price && tick === 0) return price;
    const unit = tick !== 0 ? tick : 10 ** (Math.floor(Math.log10(exact)) - 8);
    return side > 0 ? Math.ceil(exact / unit - 1e-6) * unit : Math.floor(exact / unit + 1e-6) * unit;
  }

  /** What a bar may fill. */
  capacity({ volume, high, low }: { readonly volume: number; readonly high: number; readonly low: number }): number {
    const { fills } = this.models;
    if (fills !== undefined) return fills.capacity(volume, high - low);
    return this.terms.volumeShare === undefined ? Infinity : volume * this.terms.volumeShare;
  }
}
