import type { Terms } from '@bot-v2/sdk';
import { floorQuantity, lotOf } from './rounding.js';

/** How one symbol is counted: contract size, margin, steps of price and quantity. */
export interface Instrument {
  readonly multiplier: number;
  /** Margin a contract; 0 when positions are paid for in full. */
  readonly contractMargin: number;
  /** Smallest price step; 0 for none. */
  readonly tick: number;
  /** The smallest quantity that can be traded. */
  readonly lot: number;
  /** A quantity (not negative) rounded down to what can be held. */
  readonly floor: (quantity: number) => number;
}

/** The instrument a symbol is under these terms. */
export function instrumentOf(terms: Terms, symbol: string): Instrument {
  const { multiplier = 1, contractMargin = 0, tick = 0, lot } = terms.instruments?.[symbol] ?? {};
  const { fractional } = terms;
  return {
    multiplier,
    contractMargin,
    tick,
    lot: lot ?? lotOf(fractional),
    floor:
      lot === undefined
        ? (quantity) => floorQuantity(quantity, fractional)
        : (quantity) => Math.floor(quantity / lot + 1e-9) * lot,
  };
}
