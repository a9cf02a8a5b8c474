import type { MarketRules } from './market-rules.js';

/** The bar being matched. */
export interface MatchBar {
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  /** False when its open is not a price of its own: nothing fills there, market orders fill at the close. */
  trusted: boolean;
  /** Whether it is the first bar of its UTC day; of daily or longer bars every one is. */
  opensDay: boolean;
}

/** Whether a bar reaches the price of an order, and at which reference price it does. */
export class Triggers {
  private readonly touch: boolean;
  private readonly gapAtLimit: boolean;
  private readonly gapAtStop: boolean;

  constructor(rules: Pick<MarketRules, 'touchFills' | 'limitGapAtLimit' | 'stopGapAtStop'>) {
    this.touch = rules.touchFills;
    this.gapAtLimit = rules.limitGapAtLimit;
    this.gapAtStop = rules.stopGapAtStop;
  }

  /**
   * Reference price of a limit order whose bar opens better, NaN when it does not. Where limits must be traded through,
   * only a strictly better open counts.
   */
  limitAtOpen(side: 1 | -1, limit: number, bar: MatchBar): number {
    return bar.trusted && this.better(side, bar.open, limit) ? (this.gapAtLimit ? limit : bar.open) : NaN;
  }

  /** The limit when the bar reaches it (beyond, or at it where a touch is enough), else NaN. */
  limitInBar(side: 1 | -1, limit: number, bar: MatchBar): number {
    return this.better(side, side > 0 ? bar.low : bar.high, limit) ? limit : NaN;
  }

  /** A single price at which all that is better than a limit fills: the open or close of an auction. */
  limitAt(side: 1 | -1, limit: number, price: number): number {
    return this.better(side, price, limit) ? price : NaN;
  }

  private better(side: 1 | -1, price: number, limit: number): boolean {
    if (side > 0) return this.touch ? price <= limit : price < limit;
    return this.touch ? price >= limit : price > limit;
  }

  /** The open when it is at or beyond the stop (or the stop itself, by convention), else NaN. */
  stopAtOpen(side: 1 | -1, stop: number, bar: MatchBar): number {
    if (!bar.trusted) return NaN;
    return (side > 0 ? bar.open >= stop : bar.open <= stop) ? (this.gapAtStop ? stop : bar.open) : NaN;
  }

  /**
   * The stop when the bar touches it, else NaN. When the open is not trusted and the whole bar lies beyond the stop, the
   * price is the side of the bar nearest to it: the stop itself was never traded.
   */
  stopInBar(side: 1 | -1, stop: number, bar: MatchBar): number {
    if (side > 0) return bar.high < stop ? NaN : bar.low > stop ? bar.low : stop;
    return bar.low > stop ? NaN : bar.high < stop ? bar.high : stop;
  }
}
