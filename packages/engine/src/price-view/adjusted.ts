import { BotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { actionFactors } from './settled-actions.js';

/** Prices multiplied and volumes divided by per-row factors, as a new frame whose actions are marked as contained. */
function rescaled(bars: Bars, price: Float64Array, shares: Float64Array, basis: 'split' | 'total_return'): Bars {
  const n = bars.length;
  const open = new Float64Array(n);
  const high = new Float64Array(n);
  const low = new Float64Array(n);
  const close = new Float64Array(n);
  const volume = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const factor = price[i]!;
    open[i] = bars.open[i]! * factor;
    high[i] = bars.high[i]! * factor;
    low[i] = bars.low[i]! * factor;
    close[i] = bars.close[i]! * factor;
    volume[i] = bars.volume[i]! / shares[i]!;
  }
  const actions = bars.actions.map((action) => ({
    ...action,
    inPrice: basis === 'total_return' || action.type === 'split',
  }));
  return { ...bars, open, high, low, close, volume, basis, actions };
}

/** Per-row cumulative factors anchored at the first row: 1 before the first action. */
function cumulative(bars: Bars, dividends: boolean): { price: Float64Array; shares: Float64Array } {
  const price = new Float64Array(bars.length).fill(1);
  const shares = new Float64Array(bars.length).fill(1);
  let p = 1;
  let s = 1;
  const factors = actionFactors(bars, dividends);
  for (let k = 0; k < factors.length; k++) {
    p *= factors[k]!.price;
    s *= factors[k]!.shares;
    const end = factors[k + 1]?.row ?? bars.length;
    price.fill(p, factors[k]!.row, end);
    shares.fill(s, factors[k]!.row, end);
  }
  return { price, shares };
}

function requireRaw(bars: Bars, wanted: string): void {
  if (bars.basis === 'raw') return;
  throw new BotError('BOT_DATA_BASIS', `${bars.symbol}: ${wanted} prices cannot be derived from ${bars.basis} ones`, {
    details: { symbol: bars.symbol, basis: bars.basis },
    hint: 'Give raw bars with their actions.',
  });
}

/** The rows through `last`, re-anchored there: the prices of that row stay as they traded. */
function backAdjusted(bars: Bars, basis: 'split' | 'total_return'): Bars {
  const { price, shares } = cumulative(bars, basis === 'total_return');
  const lastPrice = price[bars.length - 1] ?? 1;
  const lastShares = shares[bars.length - 1] ?? 1;
  for (let i = 0; i < bars.length; i++) {
    price[i] = price[i]! / lastPrice;
    shares[i] = shares[i]! / lastShares;
  }
  return rescaled(bars, price, shares, basis);
}

/**
 * The whole frame back-adjusted, anchored at its last row: `split` for splits only, `total_return` also for dividends.
 * Later actions rescale it: use it for display and statistics, never for decisions.
 * @throws BOT_DATA_BASIS when the frame is not raw
 */
export function adjusted(bars: Bars, basis: 'split' | 'total_return'): Bars {
  requireRaw(bars, basis);
  return backAdjusted(bars, basis);
}

/**
 * What was known at row `t`: rows 0 to t as copies, adjusted for splits and dividends with ex-date ≤ time[t] and
 * anchored at t, so that the last prices are those that traded. A frame that is not raw is only cut.
 */
export function asOfView(bars: Bars, t: number): Bars {
  const cut = rows(bars, t + 1);
  return bars.basis === 'raw' ? backAdjusted(cut, 'total_return') : cut;
}

/** The first `count` rows as copies, with the actions and findings known by then. */
export function rows(bars: Bars, count: number): Bars {
  const last = count === 0 ? -Infinity : bars.time[count - 1]!;
  return {
    ...bars,
    length: count,
    time: bars.time.slice(0, count),
    open: bars.open.slice(0, count),
    high: bars.high.slice(0, count),
    low: bars.low.slice(0, count),
    close: bars.close.slice(0, count),
    volume: bars.volume.slice(0, count),
    actions: bars.actions.filter((action) => action.exDate <= last),
    quality: { ...bars.quality, findings: bars.quality.findings.filter((finding) => finding.to <= last) },
  };
}

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
 */
export function forwardAdjusted(bars: Bars): ForwardView {
  let view = forwardViews.get(bars);
  if (view === undefined) forwardViews.set(bars, (view = makeForwardView(bars)));
  return view;
}

/** Views of frames still in use: a search runs thousands of times over one frame. */
const forwardViews = new WeakMap<Bars, ForwardView>();

function makeForwardView(bars: Bars): ForwardView {
  if (bars.basis !== 'raw' || actionFactors(bars, true).length === 0) return { bars, scale: null };
  const { price, shares } = cumulative(bars, true);
  return { bars: rescaled(bars, price, shares, 'total_return'), scale: price };
}
