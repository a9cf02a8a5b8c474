import { barColumns } from '@bot-v2/sdk';
import type { Bars, Interval, PreparedColumn } from '@bot-v2/sdk';
import type { TradingCalendar } from '../calendar/index.js';
import { barActions } from './bar-actions.js';
import { binRows } from './bins.js';
import { foldRows } from './fold-rows.js';

/** A longer interval on the clock of a shorter one. */
export interface HigherTimeframe {
  /** The longer bars, complete ones only, on the price basis of the base frame; their provenance is that of its rows. */
  readonly bars: Bars;
  /** When each of them was complete, epoch ms UTC. */
  readonly closeTime: Float64Array;
  /** For each row of the base frame the last longer bar that was complete when the row closed; -1 before the first. */
  readonly bar: Int32Array;
  /**
   * A column of the longer bars on the rows of the base frame: the value of the last bar that was complete when each row
   * closed, NaN before the first. Causal when the column is: fit for `inputs` of a strategy.
   */
  lay(column: PreparedColumn): Float64Array;
  /** Writes the prices and volumes of the base frame, which must have the same times still, into `bars` again. */
  refresh(): void;
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
  const { actions, shares } = barActions(bars, bins);
  const closeTime = Float64Array.from(bins, (bin) => bin.close);
  const bar = new Int32Array(bars.length).fill(-1);
  let seen = -1;
  for (let row = 0; row < bars.length; row++) {
    while (seen + 1 < bins.length && closeTime[seen + 1]! <= binning.spans.close[row]!) seen++;
    bar[row] = seen;
  }
  const last = closeTime[bins.length - 1] ?? -Infinity;
  const fold = () => foldRows(bars, bins, binning.spans, shares);
  const longer: Bars = {
    ...bars,
    ...fold(),
    interval,
    length: bins.length,
    actions: [...actions],
    quality: {
      ...bars.quality,
      periodsPerYear: calendar.periodsPerYear(interval),
      findings: bars.quality.findings.filter((finding) => finding.to < last),
    },
  };
  return {
    bars: longer,
    closeTime,
    bar,
    lay: (column) => Float64Array.from(bar, (k) => (k < 0 ? NaN : column[k]!)),
    refresh: () => {
      const again = fold();
      for (const name of barColumns) longer[name].set(again[name]);
    },
  };
}
