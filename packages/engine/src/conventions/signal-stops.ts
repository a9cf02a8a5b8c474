import type { SignalSettings } from './signal-settings.js';

/** What is remembered of a position for its stops. */
export interface StopState {
  /** Units and average entry seen at the last close. */
  held: number;
  average: number;
  /** What the stop-loss and the take-profit are measured from. */
  trail: number;
  entry: number;
  /** What they will be once an order of the last close has filled. */
  next: number;
}

/** Prices of a row. */
export interface StopRow {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Whether there are any. */
export const hasStops = ({ slStop, tpStop }: SignalSettings): boolean => !Number.isNaN(slStop) || !Number.isNaN(tpStop);

/** The price stops are measured from: the close of the row that filled, the price of the order, or that of its fill. */
export function stopBase({ stopEntryPrice }: SignalSettings, close: number, price: number, filled: number): number {
  return stopEntryPrice === 'close' ? close : stopEntryPrice === 'price' ? price : filled;
}

/**
 * Protection of a position on a side: the stop-loss below (above) `trail`, the take-profit beyond `entry`; none at a price
 * that cannot be met.
 */
export function stopPrices(
  { slStop, tpStop }: SignalSettings,
  side: 1 | -1,
  trail: number,
  entry: number,
): { stopLoss?: number; takeProfit?: number } {
  const stopLoss = trail * (1 - side * slStop);
  const takeProfit = entry * (1 + side * tpStop);
  return { ...(stopLoss > 0 ? { stopLoss } : {}), ...(takeProfit > 0 ? { takeProfit } : {}) };
}

/** Whether a row meets a stop of a position on a side. */
function meetsStop(settings: SignalSettings, side: 1 | -1, { trail, entry }: StopState, row: StopRow): boolean {
  const { stopLoss = NaN, takeProfit = NaN } = stopPrices(settings, side, trail, entry);
  return side > 0 ? row.low <= stopLoss || row.high >= takeProfit : row.high >= stopLoss || row.low <= takeProfit;
}

/** What became of stops in a row: they moved, for the better or anew, or were met and are to act at its close. */
export interface StopNews {
  readonly moved: boolean;
  readonly met: boolean;
}

/** Takes a row into account for the stops of a position of `held` units, not 0, entered at `average`. */
export function followStops(
  state: StopState,
  held: number,
  average: number,
  row: StopRow,
  settings: SignalSettings,
): StopNews {
  const side = held > 0 ? 1 : -1;
  const atOpen = settings.price === 'open';
  const opened = state.held * side <= 0;
  const grown = Math.abs(held) > Math.abs(state.held) + 1e-12;
  const anew = opened || (settings.uponStopUpdate !== 'keep' && grown);
  if (anew) {
    const before = opened ? 0 : state.held;
    const filled = (average * held - state.average * before) / (held - before);
    state.entry = atOpen ? stopBase(settings, row.close, row.open, filled) : state.next;
    state.trail = state.entry;
  }
  const met = settings.stopExitPrice === 'close' && meetsStop(settings, side, state, row);
  // The row of a fill at its open is not followed, that of a fill at its close is over.
  if (settings.slTrail && !(anew && atOpen))
    state.trail = side > 0 ? Math.max(state.trail, row.high) : Math.min(state.trail, row.low);
  return { moved: (anew && atOpen) || settings.slTrail, met };
}
