import { barColumns } from '@bot-v2/sdk';
import type { BarColumn, Bars } from '@bot-v2/sdk';
import { rows } from '../price-view/index.js';
import type { SessionTick } from './broker.js';

/** Stored bars to replay from row `from` on. */
export interface ReplayLeg {
  readonly symbol: string;
  readonly bars: Bars;
  readonly from: number;
}

/**
 * A frame that grows row by row: its columns are views of buffers whose later rows are still zero, so that a view's
 * `.buffer` leads nowhere.
 */
class GrowingFrame {
  private readonly columns: Record<BarColumn, Float64Array>;

  constructor(
    private readonly source: Bars,
    private length: number,
  ) {
    this.columns = Object.fromEntries(
      barColumns.map((name) => {
        const column = new Float64Array(source.length);
        column.set(source[name].subarray(0, length));
        return [name, column];
      }),
    ) as Record<BarColumn, Float64Array>;
  }

  get nextTime(): number {
    return this.length < this.source.length ? this.source.time[this.length]! : Infinity;
  }

  /** Reveals the next row and returns the frame so far. */
  grow(): Bars {
    const { source, columns } = this;
    for (const name of barColumns) columns[name][this.length] = source[name][this.length]!;
    this.length++;
    const last = columns.time[this.length - 1]!;
    const views = Object.fromEntries(
      barColumns.map((name) => [name, columns[name].subarray(0, this.length)]),
    ) as Record<BarColumn, Float64Array>;
    return {
      ...source,
      ...views,
      length: this.length,
      actions: source.actions.filter((action) => action.exDate <= last),
      // Findings describe the stored series as such (its opens, its tradability); they are known before the replay.
      provenance: {
        ...source.provenance,
        kind: source.provenance.kind === 'real' ? 'replayed' : source.provenance.kind,
      },
    };
  }
}

/** The rows before `from`, as known when a replay starts: a copy, with the findings of the whole stored series. */
export function replayHistory(leg: ReplayLeg): Bars {
  return { ...rows(leg.bars, leg.from), quality: leg.bars.quality };
}

/** Stored bars as a feed of final bars, all symbols on one clock; no row is in memory's reach before its tick. */
export async function* replayFeed(legs: readonly ReplayLeg[]): AsyncGenerator<SessionTick, void, void> {
  const growing = legs.map((leg) => ({ symbol: leg.symbol, frame: new GrowingFrame(leg.bars, leg.from) }));
  for (;;) {
    const time = Math.min(...growing.map(({ frame }) => frame.nextTime));
    if (time === Infinity) return;
    const frames: Record<string, Bars> = {};
    for (const { symbol, frame } of growing) {
      if (frame.nextTime === time) frames[symbol] = frame.grow();
    }
    yield { time, frames };
  }
}
