/**
 * Every convention that decides what a run trades and at which price, each a switch of its own. Amounts (rates, spreads,
 * lots, margins) are not conventions: they are the account's terms.
 */
export interface LoopPolicies {
  /**
   * Where a market order fills: the next bar's open or close, the close that decided (at once), or that close but booked in
   * the next bar (never when there is none).
   */
  readonly marketFill: 'next-open' | 'next-close' | 'decision-close' | 'previous-close';
  /** First bar that decides: the strategy's warm-up row, the bar after it, or the first bar of all. */
  readonly firstDecision: 'warm-up' | 'after-warm-up' | 'first-bar';
  /** What a fraction is a fraction of: equity, or cash that is free of margin, times leverage. */
  readonly sizeOf: 'equity' | 'free-margin';
  /** When a fraction becomes a quantity: at the deciding close, or at the price of the fill. */
  readonly sizedAt: 'decision-close' | 'fill';
  /**
   * What a target on the side that is held trades: nothing within 10 % of it, else to the target rounded down; or always the
   * difference to it, rounded down.
   */
  readonly retarget: 'past-drift' | 'difference';
  /** Marks of equity and free margin when an order is sized or paid for at its fill: the last closes, or the close of the bar that fills it (which the fill itself cannot know). */
  readonly marginMark: 'last-close' | 'fill-bar-close';
  /** Whether spread and commission are taken off what a fraction buys. */
  readonly sizePrice: 'reference' | 'with-costs';
  /** Money and prices: rounded as a broker does (cash and fees 1e-4 half-even, prices adverse), or exact doubles. */
  readonly money: 'rounded' | 'exact';
  /**
   * An order that cash or margin cannot pay: less of it opens, nothing of it opens (what it closes is closed), nothing of
   * it is done, or it is filled all the same.
   */
  readonly shortfall: 'clip' | 'reject' | 'reject-order' | 'allow';
  /**
   * When an order is asked for its cash: at its fill; at the close that decides as well, where there must be enough for a
   * lot, what is sold by then included; or when it is sent as well, at its own price (a market order at the
   * deciding close, or the open of the bar that follows) and after all that was sent before it at that close. One that cash
   * cannot pay ends there, what was sent after it is asked as if it had traded, and nothing can be cancelled at the close it
   * is sent at.
   */
  readonly fundsCheck: 'at-decision' | 'at-fill' | 'at-submission' | 'at-open';
  /**
   * What opening may use: cash without the proceeds of short sales and as much again, or all cash there is, of contracts as
   * settled at their last entry. Then no position is too large for the risk gate unless it is told so, and a margin account
   * pays the initial part of what it buys, nothing for shorts, and is never called. Or the same, where a short sale takes
   * cash as a purchase does instead of bringing it.
   */
  readonly buyingPower: 'free-cash' | 'cash' | 'cash-less-shorts';
  /**
   * What `borrowRate` is charged on, for the time since the last bar: short positions at their marks; or, by dates, short
   * positions at the average price of their entry, contracts as single units; or the same of all positions.
   */
  readonly borrowFee: 'short-value' | 'short-entry' | 'all-entries';
  /**
   * Fills that pay spread and slippage: of market orders alone, market and stop fills, those that open a position, all, all
   * but never past a limit (of a stop-limit met inside the bar, which slips from its stop, even then), or all but limits met
   * inside the bar. By the last two a closing auction pays none.
   */
  readonly spreadOn: 'market' | 'market-and-stop' | 'entries' | 'all' | 'within-limit' | 'past-limit';
  /** Prices that spread and slippage are added to: any, or those met inside the bar alone (no open, no close that decided). */
  readonly spreadAt: 'any-price' | 'inside-bar';
  /**
   * How far spread and slippage may reach: anywhere, or to the end of the range of the bar the fill is booked in (which a
   * close that decided may lie beyond). What would get a price beyond that, or a limit one past itself, waits for a later bar
   * instead: all of it, or market and stop orders alone.
   */
  readonly spreadReach: 'any' | 'bar-range' | 'wait' | 'wait-unless-limit';
  /** Price of a stop whose bar opens beyond it: the open, what a market order gets in that bar when that is worse than the stop, or the stop. */
  readonly stopGap: 'open' | 'market-price' | 'stop-price';
  /** When a limit fills: traded through by a tick, or touched. */
  readonly limitFill: 'through' | 'touch';
  /** Price of a limit whose bar opens better. */
  readonly limitGap: 'open' | 'limit-price';
  /**
   * A stop-limit triggered inside a bar: may fill in that bar, only where its limit is beyond its stop, also where the bar
   * turns and closes at or beyond a limit on the near side, or from the next.
   */
  readonly stopLimitBar: 'same-bar' | 'if-beyond-stop' | 'if-closing-back' | 'next-bar';
  /** Price of a stop-limit filled in the bar that triggers it, when that bar opens beyond its stop: the open, or the stop. */
  readonly stopLimitGap: 'open' | 'stop-price';
  /** What a stop goes on as whose bar could not fill it, or not in full: a market order, or the stop it was, to be met anew. */
  readonly stopRest: 'market' | 'stop';
  /** What the volume of a bar bounds: all fills of a symbol in it together, or each order on its own. */
  readonly volumeLimit: 'bar' | 'order';
  /** The price a trailing stop follows: the extreme of each bar it has worked on, or its close. */
  readonly trailBy: 'extreme' | 'close';
  /** From when stop-loss and take-profit of an entry work: the entry's own bar or the next. */
  readonly children: {
    readonly afterMarket: { readonly stopLoss: 'same-bar' | 'next-bar'; readonly takeProfit: 'same-bar' | 'next-bar' };
    /** `if-clear`: in the entry's own bar only where a stop entered, and the bar reaches the target and not the stop-loss. */
    readonly afterResting: {
      readonly stopLoss: 'same-bar' | 'next-bar';
      readonly takeProfit: 'same-bar' | 'if-clear' | 'next-bar';
    };
  };
  /**
   * A bar worked through once more because some entry's protection works in it: other protection that was to wait for the
   * next bar waits all the same, or is met as well.
   */
  readonly secondPass: 'due' | 'all';
  /**
   * Order of work in a bar: market orders before resting ones, all symbols' as placed, or what closes a lot and its stop-loss
   * ahead, the latest first. Market orders of several symbols: sales before purchases, but as placed where the name says so.
   */
  readonly queue: 'market-first' | 'as-placed' | 'exits-first' | 'exits-then-as-placed';
  /**
   * What ends the other orders of a group in which one cancels the others: a fill of one of them (a part of it takes as much
   * off the others), or any end or fill of one. With `any-end` an order and those that wait for it are such a group too:
   * once one of those has filled, or one of all has ended without filling in full, the rest is over.
   */
  readonly groupEnds: 'fill' | 'any-end';
  /** Market orders for the bar in which protection closes the position: they fill, or are over. */
  readonly exitBar: 'orders-fill' | 'exit-only';
  /** Which of stop-loss and take-profit fills when one bar reaches both; `stop-loss-first` even where it opens beyond the target. */
  readonly tie: 'stop-loss' | 'take-profit' | 'stop-loss-first';
  /** Positions: one net quantity a symbol, lots closed first in first out, or lots of both sides side by side. */
  readonly positions: 'net' | 'fifo-lots' | 'hedged-lots';
  /**
   * Whether a new order closes the position and cancels what is pending first; with lots all that is pending but what stands
   * in the queue right behind an order cancelled so.
   */
  readonly exclusiveOrders: boolean;
  /** When the commission of an entry is charged: at its own fill, or with the exit that closes the lot. */
  readonly entryCommission: 'at-entry' | 'at-exit';
  /**
   * Equity at or below zero: everything is closed at the next open and the run stops, everything is closed and equity set to
   * zero at once, the same but that of several lots every other stays open and counts for nothing, or nothing happens.
   */
  readonly bust: 'liquidate-next-open' | 'zero-at-once' | 'zero-every-other' | 'ignore';
  /**
   * What is still open after the last bar: marked, closed at the last close, or closed by market orders that meet the last
   * bar once more, as do all other orders still waiting.
   */
  readonly finalise: 'mark' | 'close-at-last-close' | 'repeat-last-bar';
}
