import { BotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { cumulativeFactors } from './action-factors.js';
import { rescaled } from './rescaled.js';
import { rows } from './rows.js';

/** What a view takes out of raw prices: nothing, splits, or splits and dividends. */
export type ViewBasis = 'raw' | 'split' | 'total_return';

/** Raw prices seen on another basis, with what was done to them. */
export interface PriceView {
  readonly basis: ViewBasis;
  /** The view: prices × `priceFactor`, volumes ÷ `shareFactor`. */
  readonly bars: Bars;
  /** The frame it was made of, by reference. */
  readonly raw: Bars;
  /** View price ÷ raw price, by row; 1 from the last action on. */
  readonly priceFactor: Float64Array;
  /** Raw volume ÷ view volume, by row: shares of that row's day in one share of the last row's. */
  readonly shareFactor: Float64Array;
}

/**
 * A view of a raw frame, back-adjusted: anchored at its last row, whose prices stay as they traded, bit for bit. `split`
 * takes out splits (prices and volumes), `total_return` also dividends (prices); see `actionFactors` for the formula.
 * Later actions rescale a view's past: use it for display and statistics, never for decisions (see `asOfView`).
 * @throws BOT_DATA_BASIS when the frame is not raw, BOT_DATA_MALFORMED for a dividend that exceeds its price
 */
export function priceView(bars: Bars, basis: ViewBasis): PriceView {
  if (bars.basis !== 'raw') {
    throw new BotError('BOT_DATA_BASIS', `${bars.symbol}: ${basis} prices cannot be derived from ${bars.basis} ones`, {
      details: { symbol: bars.symbol, basis: bars.basis, wanted: basis },
      hint: 'Give raw bars with their actions.',
    });
  }
  const one = () => new Float64Array(bars.length).fill(1);
  if (basis === 'raw') return { basis, bars, raw: bars, priceFactor: one(), shareFactor: one() };
  const { price, shares } = cumulativeFactors(bars, basis === 'total_return');
  anchorAtEnd(price);
  anchorAtEnd(shares);
  return { basis, bars: rescaled(bars, { price, shares }, basis), raw: bars, priceFactor: price, shareFactor: shares };
}

function anchorAtEnd(factors: Float64Array): void {
  const last = factors[factors.length - 1] ?? 1;
  for (let i = 0; i < factors.length; i++) factors[i] = factors[i]! / last;
}

/**
 * The raw frame a view was made of, bit for bit. Adjusting rounds each price, and no division by a factor undoes that
 * exactly: the view keeps the frame instead.
 */
export function unadjusted(view: PriceView): Bars {
  return view.raw;
}

/**
 * The whole frame back-adjusted, anchored at its last row: the `bars` of `priceView`.
 * @throws BOT_DATA_BASIS, BOT_DATA_MALFORMED
 */
export function adjusted(bars: Bars, basis: 'split' | 'total_return'): Bars {
  return priceView(bars, basis).bars;
}

/**
 * What was known at row `t`: rows 0 to t as copies, adjusted by the actions with ex-date ≤ time[t] (splits and
 * dividends, or splits only) and anchored at t, so that the last prices are those that traded. Nothing after t enters:
 * the view equals that of a file that ends there. A frame that is not raw is only cut.
 * @throws BOT_DATA_MALFORMED for a dividend that exceeds its price
 */
export function asOfView(bars: Bars, t: number, basis: 'split' | 'total_return' = 'total_return'): Bars {
  const known = rows(bars, t + 1);
  return bars.basis === 'raw' ? adjusted(known, basis) : known;
}
