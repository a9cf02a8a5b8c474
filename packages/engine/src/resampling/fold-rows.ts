import type { Bars } from '@bot-v2/sdk';
import type { Bin, Binning } from './bins.js';

/** Columns of coarser bars. */
export interface FoldedColumns {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/**
 * First open, highest high, lowest low, last close and summed volume of each bar's rows. `shares` brings rows before
 * a split to the shares after it: prices are divided, volumes multiplied.
 */
export function foldRows(
  bars: Bars,
  bins: readonly Bin[],
  spans: Binning['spans'],
  shares: Float64Array | null,
): FoldedColumns {
  const n = bins.length;
  const time = new Float64Array(n);
  const open = new Float64Array(n);
  const high = new Float64Array(n);
  const low = new Float64Array(n);
  const close = new Float64Array(n);
  const volume = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const bin = bins[k]!;
    time[k] = bin.time;
    open[k] = bars.open[bin.start]! / (shares?.[bin.start] ?? 1);
    high[k] = -Infinity;
    low[k] = Infinity;
    for (let row = bin.start; row < bin.end; row++) {
      if (spans.session[row]! < 0) continue;
      const scale = shares?.[row] ?? 1;
      high[k] = Math.max(high[k]!, bars.high[row]! / scale);
      low[k] = Math.min(low[k]!, bars.low[row]! / scale);
      volume[k] = volume[k]! + bars.volume[row]! * scale;
    }
    close[k] = bars.close[bin.end - 1]! / (shares?.[bin.end - 1] ?? 1);
  }
  return { time, open, high, low, close, volume };
}
