import type { EquityFalls } from './equity-falls.js';

const most = 256;

/**
 * Round trips whose equity has not been counted yet. It is counted for many at once: whether an equity is a new peak or low
 * cannot be foretold, and between two trips it would keep the processor from going on to the next.
 */
export class UnmarkedTrips {
  private readonly bought = new Int32Array(most);
  private readonly sold = new Int32Array(most);
  private readonly size = new Float64Array(most);
  /** Cash while it was held, and afterwards. */
  private readonly left = new Float64Array(most);
  private readonly cash = new Float64Array(most);
  private count = 0;

  constructor(private readonly falls: EquityFalls) {}

  add(bought: number, sold: number, size: number, left: number, cash: number): void {
    if (this.count === most) this.mark();
    const at = this.count++;
    this.bought[at] = bought;
    this.sold[at] = sold;
    this.size[at] = size;
    this.left[at] = left;
    this.cash[at] = cash;
  }

  /** Counts them. */
  mark(): void {
    const { falls, bought, sold, size, left, cash, count } = this;
    for (let at = 0; at < count; at++) {
      falls.hold(left[at]!, size[at]!);
      falls.markHeld(bought[at]!, sold[at]!);
      falls.mark(cash[at]!);
    }
    this.count = 0;
  }
}
