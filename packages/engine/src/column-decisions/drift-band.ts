import { bandBottom, bandTop, inBand } from '../loop/index.js';

/**
 * The prices at which a held share of equity is within the drift band of its target, for certain: at others the share
 * itself is compared, as the loop does.
 */
export class DriftBand {
  /** Fraction of equity the position was last sized to; NaN when flat. */
  target = NaN;
  bottom = 0.5;
  top = 0.5;

  /** The band of a position of `quantity` beside `cash`. */
  around(cash: number, quantity: number): void {
    const { target } = this;
    this.bottom = priceAt(bandBottom(target), cash, quantity);
    this.top = priceAt(bandTop(target), cash, quantity);
  }

  /** Whether a share of equity is within the band. */
  holds(share: number): boolean {
    return inBand(share, this.target);
  }

  /** Whether a share is within the band of another target, which it has from now on. */
  takes(share: number, target: number): boolean {
    if (!inBand(share, target)) return false;
    this.target = target;
    return true;
  }
}

/** Price at which a position is a share of equity; Infinity where it never is as much. */
function priceAt(share: number, cash: number, quantity: number): number {
  return share >= 1 ? Infinity : (share * cash) / (quantity * (1 - share));
}

/** First of rows `row` … `end` − 1 whose close is not within `bottom` … `top`; `end` if there is none. */
export function firstRowOutside(close: Float64Array, row: number, end: number, bottom: number, top: number): number {
  let i = row | 0;
  while (i < end && close[i]! >= bottom && close[i]! <= top) i = (i + 1) | 0;
  return i;
}
