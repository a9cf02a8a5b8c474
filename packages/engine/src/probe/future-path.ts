import type { Random } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';

/** Smallest deviation of a made-up log return. */
const leastDeviation = 0.005;
/** Log returns from which the deviation is taken, at most. */
const sampled = 1_000;

/**
 * Another future for every row of a frame: one made-up path of prices, about as volatile as the real ones, that can go
 * on from any row by a constant factor. Made once for all points of a probe.
 */
export class FuturePath {
  /** Rows before this one have no made-up price. */
  private readonly first: number;
  /** Prices as multiples of one another; volumes as they are. Row `i` of the path is row `first + i` of the frame. */
  private readonly open: Float64Array;
  private readonly high: Float64Array;
  private readonly low: Float64Array;
  private readonly close: Float64Array;
  private readonly volume: Float64Array;

  /** A path that can start at any row from `first − 1` on, and ends before row `end`. */
  constructor(
    bars: Bars,
    first: number,
    readonly end: number,
    random: Random,
  ) {
    const n = Math.max(0, end - first);
    this.first = first;
    this.open = new Float64Array(n);
    this.high = new Float64Array(n);
    this.low = new Float64Array(n);
    this.close = new Float64Array(n);
    this.volume = new Float64Array(n);
    const deviation = Math.max(leastDeviation, deviationOf(bars.close, end));
    let log = 0;
    for (let i = 0; i < n; i++) {
      const open = log + random.normal(0, deviation / 3);
      const close = open + random.normal(0, deviation);
      this.open[i] = Math.exp(open);
      this.close[i] = Math.exp(close);
      this.high[i] = Math.exp(Math.max(open, close) + Math.abs(random.normal(0, deviation / 3)));
      this.low[i] = Math.exp(Math.min(open, close) - Math.abs(random.normal(0, deviation / 3)));
      this.volume[i] = bars.volume[random.integer(0, Math.max(0, first - 1))]! * random.uniform(0.5, 2);
      log = close;
    }
  }

  /** Overwrites rows `from … to − 1` of a frame: they go on from row `from − 1` as it is. */
  write(bars: Bars, from: number, to: number): void {
    const { first, open, high, low, close, volume } = this;
    const before = from - 1 - first;
    const factor = bars.close[from - 1]! / (before < 0 ? 1 : close[before]!);
    const last = Math.min(to, this.end);
    for (let row = from; row < last; row++) {
      const i = row - first;
      bars.open[row] = open[i]! * factor;
      bars.high[row] = high[i]! * factor;
      bars.low[row] = low[i]! * factor;
      bars.close[row] = close[i]! * factor;
      bars.volume[row] = volume[i]!;
    }
  }
}

/** Root mean square of the log returns of rows spread over a column. */
function deviationOf(close: Float64Array, end: number): number {
  const step = Math.max(1, Math.floor(end / sampled));
  let sum = 0;
  let count = 0;
  for (let i = step; i < end; i += step) {
    const r = Math.log(close[i]! / close[i - 1]!);
    sum += r * r;
    count++;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}
