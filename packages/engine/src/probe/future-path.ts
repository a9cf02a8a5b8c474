import { exp, log } from '@bot-v2/quant/elementary';
import type { Random } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';
import type { ColumnWriter } from '../loop/index.js';

/** Largest part by which chance moves a bar beside what is taken from real ones: a price that never moved moves, too. */
const noise = 0.005;
/** A path that has gone this far from its start leans back. */
const reach = 4;
/** No bar of a stretched path goes further, as a logarithm, unless the real one did. */
const widest = 0.3;

/** Numbers that chance gives to every row beside the bars it takes: whether it rises, three for its prices, one for its volume. */
const chancesEach = 5;

/** Rows after which a path begins again, where it began. */
const period = 1021;

/** How a made-up future differs from what really came. */
export interface FutureShape {
  /** Part of the bars that rise. */
  readonly rising: number;
  /** Logarithmic moves from open to close, in those of the real bars; gaps stay as they are. */
  readonly moves: number;
  /** Volumes, in those of the real bars. */
  readonly volume: number;
}

/**
 * Another future for every row of a frame: a made-up path that can go on from any row by a constant factor. Its bars are
 * real ones in random order, some upside down, so that as many of them rise as `shape` says, and stretched or shrunk. It
 * ends where it began and then repeats itself, so that it costs the same for frames of any length.
 */
export class FuturePath {
  /** Prices as multiples of one another; volumes as they are. Row `i` of a frame takes row `i` modulo `period`. */
  private readonly open = new Float64Array(period);
  private readonly high = new Float64Array(period);
  private readonly low = new Float64Array(period);
  private readonly close = new Float64Array(period);
  private readonly volume = new Float64Array(period);

  constructor(bars: Bars, random: Random, { rising, moves, volume }: FutureShape) {
    const stretch = (ratio: number) => (moves === 1 ? ratio : stretched(ratio, moves));
    const { rows, before, volumeRows, chances } = drawn(bars.length, random);
    // Rows far apart are waited for one by one, unless nothing else is done meanwhile.
    const [opens, highs, lows, closes] = [bars.open, bars.high, bars.low, bars.close].map((c) => valuesAt(c, rows));
    const closesBefore = valuesAt(bars.close, before);
    const volumes = valuesAt(bars.volume, volumeRows);
    let level = 1;
    for (let i = 0; i < period; i++) {
      const [o, c] = [opens![i]!, closes![i]!];
      const last = rows[i] === 0 ? o : closesBefore[i]!;
      const leanBack =
        level > reach ? Math.min(rising, 1 - rising) : level < 1 / reach ? Math.max(rising, 1 - rising) : null;
      const at = i * chancesEach;
      const rises = chances[at]! < (leanBack ?? rising);
      const turned = c >= last !== rises;
      const gap = turned ? last / o : o / last;
      const move = stretch(turned ? o / c : c / o) * (1 + noise * (2 * chances[at + 1]! - 1));
      const open = level * gap;
      const close = open * move;
      this.open[i] = open;
      this.close[i] = close;
      this.high[i] = Math.max(open, close) * stretch(highs![i]! / Math.max(o, c)) * (1 + noise * chances[at + 2]!);
      this.low[i] = (Math.min(open, close) * stretch(lows![i]! / Math.min(o, c))) / (1 + noise * chances[at + 3]!);
      this.volume[i] = volumes[i]! * volume * (0.5 + 1.5 * chances[at + 4]!);
      level = close;
    }
    const slope = log(level) / period;
    for (let i = 0; i < period; i++) {
      const back = exp(-slope * (i + 1));
      for (const column of [this.open, this.high, this.low, this.close]) column[i] = column[i]! * back;
    }
  }

  /** Whether the close `rows` rows after row `row` is above that of the row. */
  risesAfter(row: number, rows: number): boolean {
    return this.close[(row + rows) % period]! > this.close[row % period]!;
  }

  /** What overwrites rows `from … to − 1` of a frame, so that they go on from `close`, that of row `from − 1`; times stay. */
  after(close: number, from: number, to: number): ColumnWriter {
    const factor = close / this.close[(from - 1) % period]!;
    return (name, column) => {
      if (name === 'time') return;
      const path = this[name];
      const scale = name === 'volume' ? 1 : factor;
      for (let row = from; row < to;) {
        const offset = (row % period) - row;
        const stop = Math.min(to, period - offset);
        for (; row < stop; row++) column[row] = path[row + offset]! * scale;
      }
    };
  }
}

/** What chance says of every row of a path: the real bars it takes, and `chancesEach` numbers below 1. */
function drawn(length: number, random: Random) {
  const [rows, before, volumeRows] = [new Int32Array(period), new Int32Array(period), new Int32Array(period)];
  const chances = new Float64Array(chancesEach * period);
  for (let i = 0; i < period; i++) {
    rows[i] = random.integer(Math.min(1, length - 1), length - 1);
    before[i] = Math.max(0, rows[i]! - 1);
    const at = i * chancesEach;
    for (let k = 0; k < 4; k++) chances[at + k] = random.next();
    volumeRows[i] = random.integer(0, length - 1);
    chances[at + 4] = random.next();
  }
  return { rows, before, volumeRows, chances };
}

function valuesAt(column: Float64Array, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
  return values;
}

/** A ratio of prices whose logarithm is `moves` times as large, within bounds. */
function stretched(ratio: number, moves: number): number {
  const move = log(ratio);
  const bound = Math.max(widest, Math.abs(move));
  return exp(Math.max(-bound, Math.min(bound, move * moves)));
}
