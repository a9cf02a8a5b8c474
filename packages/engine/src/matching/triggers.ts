/** The prices of the bar being matched; `trusted` is false when its open is not a price of its own (no fill there). */
export interface MatchBar {
  open: number;
  high: number;
  low: number;
  close: number;
  trusted: boolean;
}

/**
 * Reference price of a limit order already better than the open, NaN when it is not: the open itself. Only a strictly
 * better open counts; an open equal to the limit must still be traded through.
 */
export function limitAtOpen(side: 1 | -1, limit: number, bar: MatchBar): number {
  if (!bar.trusted) return NaN;
  return (side > 0 ? bar.open < limit : bar.open > limit) ? bar.open : NaN;
}

/** The limit when the bar trades **through** it (beyond, not merely at it), else NaN. */
export function limitInBar(side: 1 | -1, limit: number, bar: MatchBar): number {
  return (side > 0 ? bar.low < limit : bar.high > limit) ? limit : NaN;
}

/** The open when it is at or beyond the stop, else NaN. */
export function stopAtOpen(side: 1 | -1, stop: number, bar: MatchBar): number {
  if (!bar.trusted) return NaN;
  return (side > 0 ? bar.open >= stop : bar.open <= stop) ? bar.open : NaN;
}

/**
 * The stop when the bar touches it, else NaN. When the open is not trusted and the whole bar lies beyond the stop, the
 * price is the side of the bar nearest to it: the stop itself was never traded.
 */
export function stopInBar(side: 1 | -1, stop: number, bar: MatchBar): number {
  if (side > 0) return bar.high < stop ? NaN : bar.low > stop ? bar.low : stop;
  return bar.low > stop ? NaN : bar.high < stop ? bar.high : stop;
}
