/** What the market is like at a row, as far as a policy asks; NaN where not asked for or still undefined. */
export interface Measures {
  /** Realised volatility a year. */
  volatility: number;
  /** Distance to the stop as a fraction of price. */
  stop: number;
  /** Mean loss of the worst days, as a fraction. */
  tail: number;
}
