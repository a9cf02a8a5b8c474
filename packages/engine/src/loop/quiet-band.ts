import type { Bars } from '@bot-v2/sdk';

/** What a bar of a leg has to keep to for the market to do nothing on it. */
export interface QuietBand {
  /** Every price of the bar lies above. */
  low: number;
  /** Every price of the bar lies below. */
  high: number;
  /** The bar opens then or before. */
  until: number;
}

/** The band that every bar keeps to. */
export function anyBar(): QuietBand {
  return { low: -Infinity, high: Infinity, until: Infinity };
}

/** Whether a bar keeps to a band. All its prices are looked at: data may have open and close outside of high and low. */
export function keepsTo(band: QuietBand, row: number, { time, open, high, low, close }: Bars): boolean {
  return (
    low[row]! > band.low &&
    high[row]! < band.high &&
    open[row]! > band.low &&
    open[row]! < band.high &&
    close[row]! > band.low &&
    close[row]! < band.high &&
    time[row]! <= band.until
  );
}
