import type { Bars } from '@bot-v2/sdk';
import { actionFactors, cumulativeFactors } from './action-factors.js';
import { rescaled } from './rescaled.js';

/** A causal adjusted frame, and its prices as multiples of the raw ones. */
export interface ForwardView {
  readonly bars: Bars;
  /** View price ÷ raw price, by row; null when they are the same. */
  readonly scale: Float64Array | null;
}

/**
 * Splits and dividends taken out of the prices, anchored at the **first** row: a later action changes no earlier row,
 * bit for bit, so that one frame is causal at every row. It differs from the view as of t by one constant factor,
 * which a scale-free strategy does not see. Frames that are not raw, or have no actions, are returned as they are.
 * The view of a frame is made once and shared: like every frame it must not be changed.
 * @throws BOT_DATA_MALFORMED for a dividend that exceeds its price
 */
export function forwardAdjusted(bars: Bars): ForwardView {
  let view = forwardViews.get(bars);
  if (view === undefined) forwardViews.set(bars, (view = makeForwardView(bars)));
  return view;
}

/** Views of frames still in use: a search runs thousands of times over one frame. */
const forwardViews = new WeakMap<Bars, ForwardView>();

function makeForwardView(bars: Bars): ForwardView {
  if (actionFactors(bars, true).length === 0) return { bars, scale: null };
  const factors = cumulativeFactors(bars, true);
  return { bars: rescaled(bars, factors, 'total_return'), scale: factors.price };
}
