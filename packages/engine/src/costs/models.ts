/** What an order costs in commission. A user may give another one than the terms describe. */
export interface CommissionModel {
  /**
   * Commission in account currency of an order that has filled `quantity` units for `notional` (both positive) so far; 0
   * for nothing. A further fill is charged the difference.
   */
  commission(quantity: number, notional: number): number;
}

/** What fills of a bar give up against the reference price, and how much of a bar they may take. */
export interface FillModel {
  /** The price a fill that takes liquidity gets around `reference`, in price units before rounding to a tick. */
  price(reference: number, side: 1 | -1, quantity: number, volume: number): number;
  /** The most units of one symbol a bar of this volume, whose prices lie `range` apart, fills; Infinity for no limit. */
  capacity(volume: number, range: number): number;
}
