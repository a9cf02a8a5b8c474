import type { SignalSettings } from './signal-settings.js';

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
export function meetsStop(
  settings: SignalSettings,
  side: 1 | -1,
  { trail, entry }: { readonly trail: number; readonly entry: number },
  { low, high }: { readonly low: number; readonly high: number },
): boolean {
  const { stopLoss = NaN, takeProfit = NaN } = stopPrices(settings, side, trail, entry);
  return side > 0 ? low <= stopLoss || high >= takeProfit : high >= stopLoss || low <= takeProfit;
}
