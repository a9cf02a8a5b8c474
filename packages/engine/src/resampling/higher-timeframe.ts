import type { Bars, Columns, Interval } from '@bot-v2/sdk';
import type { TradingCalendar } from '../calendar/index.js';
import { barActions } from './bar-actions.js';
import { binRows } from './bins.js';
import { foldRows } from './fold-rows.js';
import type { FoldedColumns } from './fold-rows.js';

/** A longer interval on the clock of a shorter one. */
export interface HigherTimeframe {
  /**
   * `time open high low close volume` of the last longer bar that was complete when each row closed; all of the base
   * frame's length, NaN before the first. Causal: fit for `inputs` of a strategy.
   */
  readonly columns: Columns & FoldedColumns;
  /** Number of that bar, counted from 0; -1 before the first. */
  readonly bar: Int32Array;
  /** The longer bars themselves, complete ones only, on the same price basis as the base frame. */
  readonly higher: FoldedColumns;
  /** When each of them was complete, epoch ms UTC. */
  readonly closeTime: Float64Array;
}

/**
 * The bars of a longer interval as each row of `bars` could have seen them: at row t only those that had closed when
 * row t closed, never the one still forming. A first bar whose rows begin in its midst is left out. A bar that closes
 * together with a row is seen at that row, whose decision comes after its close.
 * Prices are on the basis of `bars`: give an adjusted frame to compare across splits. Errors as `resample`.
 */
export function higherTimeframe(bars: Bars, interval: Interval, calendar: TradingCalendar): HigherTimeframe {
  const binning = binRows(bars, interval, calendar);
  const bins = binning.bins.slice(binning.firstPartial ? 1 : 0, binning.lastPartial ? -1 : undefined);
  const higher = foldRows(bars, bins, binning.spans, barActions(bars, bins).shares);
  const bar = new Int32Array(bars.length).fill(-1);
  let seen = -1;
  for (let row = 0; row < bars.length; row++) {
    while (seen + 1 < bins.length && bins[seen + 1]!.close <= binning.spans.close[row]!) seen++;
    bar[row] = seen;
  }
  const onBase = (column: Float64Array) => Float64Array.from(bar, (k) => (k < 0 ? NaN : column[k]!));
  const columns = {
    time: onBase(higher.time),
    open: onBase(higher.open),
    high: onBase(higher.high),
    low: onBase(higher.low),
    close: onBase(higher.close),
    volume: onBase(higher.volume),
  };
  return { columns, bar, higher, closeTime: Float64Array.from(bins, (bin) => bin.close) };
}
