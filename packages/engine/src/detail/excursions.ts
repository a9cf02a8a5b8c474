import { rowsUpTo } from '@bot-v2/sdk';
import type { Bars, Trade } from '@bot-v2/sdk';
import type { FrameRun } from '../frame-driver/index.js';
import type { FillCause } from '../loop/index.js';

/** The furthest the price went against an entry and with it, as fractions of the entry price: mae ≤ 0 ≤ mfe. */
export interface Excursion {
  readonly mae: number;
  readonly mfe: number;
}

/** Fills at the first price of their bar: all of the bar comes after them. */
const atOpen: ReadonlySet<FillCause> = new Set([
  'next-open',
  'previous-close',
  'limit-gap-open',
  'stop-gap-open',
  'stop-loss-gap-open',
  'take-profit-gap-open',
  'bust',
]);
/** Fills at the last price of their bar: all of the bar comes before them. */
const atClose: ReadonlySet<FillCause> = new Set(['next-close', 'decision-close', 'closing-auction', 'finalise']);

/**
 * Maximum adverse and favourable excursion of every trade of a run (Sweeney 1996), from the highs and lows while it was
 * held, of the prices that traded, dividends left out. The bar of the entry counts where the entry was at its open, that
 * of the exit where the exit was at its close; otherwise nobody knows which of its prices came while the position was
 * held, and only the fill itself counts. Prices before a split are restated in shares of the exit, as the entry price is.
 * Costs one look at every bar held.
 */
export function excursionsOf(run: FrameRun): ReadonlyMap<Trade, Excursion> {
  const found = new Map<Trade, Excursion>();
  const causes = causesBySymbol(run);
  for (const { symbol, bars, trades } of run.legs) {
    const factor = splitFactors(bars);
    const fills = causes.get(symbol) ?? new Map<number, FillTimes>();
    for (const trade of trades) found.set(trade, excursionOf(trade, bars, fills, factor));
  }
  return found;
}

/** Causes of the first and the last fill in one bar. */
interface FillTimes {
  readonly first: FillCause;
  last: FillCause;
}

function causesBySymbol(run: FrameRun): Map<string, Map<number, FillTimes>> {
  const symbols = new Map<string, Map<number, FillTimes>>();
  run.fills.forEachCause((symbol, time, cause) => {
    let fills = symbols.get(symbol);
    if (fills === undefined) symbols.set(symbol, (fills = new Map<number, FillTimes>()));
    const known = fills.get(time);
    if (known === undefined) fills.set(time, { first: cause, last: cause });
    else known.last = cause;
  });
  return symbols;
}

function excursionOf(
  trade: Trade,
  bars: Bars,
  fills: ReadonlyMap<number, FillTimes>,
  factor: Float64Array | null,
): Excursion {
  const entryRow = rowsUpTo(bars.time, trade.entryTime) - 1;
  const exitRow = trade.exitTime === null ? bars.length - 1 : rowsUpTo(bars.time, trade.exitTime) - 1;
  const entry = fills.get(trade.entryTime);
  const exit = trade.exitTime === null ? undefined : fills.get(trade.exitTime);
  const first = entry !== undefined && atOpen.has(entry.first) ? entryRow : entryRow + 1;
  const last = trade.exitTime === null || (exit !== undefined && atClose.has(exit.last)) ? exitRow : exitRow - 1;
  let low = trade.exitPrice ?? trade.entryPrice;
  let high = low;
  for (let row = first; row <= last; row++) {
    const restated = factor === null ? 1 : factor[row]! / factor[exitRow]!;
    if (bars.low[row]! * restated < low) low = bars.low[row]! * restated;
    if (bars.high[row]! * restated > high) high = bars.high[row]! * restated;
  }
  const fall = Math.min(0, low / trade.entryPrice - 1);
  const rise = Math.max(0, high / trade.entryPrice - 1);
  return trade.side === 'long' ? { mae: fall, mfe: rise } : { mae: -rise, mfe: -fall };
}

/** Product of the splits that are behind each row, on raw frames; null where there is none. */
function splitFactors(bars: Bars): Float64Array | null {
  if (bars.basis !== 'raw') return null;
  const splits = bars.actions.filter((action) => action.type === 'split').sort((a, b) => a.exDate - b.exDate);
  if (splits.length === 0) return null;
  const factors = new Float64Array(bars.length);
  let next = 0;
  let product = 1;
  for (let row = 0; row < bars.length; row++) {
    while (next < splits.length && splits[next]!.exDate <= bars.time[row]!) product *= splits[next++]!.ratio;
    factors[row] = product;
  }
  // A price before the split is divided by what came after: price × factor(row) ÷ factor(exit) is in shares of the exit.
  return factors;
}
