import { barColumns } from '@bot-v2/sdk';
import type { BarColumn, Bars } from '@bot-v2/sdk';

/** A value of a handed frame that is not what it was. */
export interface FrameChange {
  /** The frame as it was. */
  readonly bars: Bars;
  readonly column: BarColumn;
  readonly row: number;
  readonly was: number;
  readonly is: number;
}

/**
 * The frames that strategies of a run were given to prepare, when they must not be the caller's own: private copies,
 * one of each frame however often it is asked for, so that what a strategy may have kept can be overwritten later.
 */
export class HandedFrames {
  /** Every frame handed out. */
  readonly frames: Bars[] = [];
  /** For each frame that was made of those: makes it again, in place. */
  readonly made: (() => void)[] = [];
  private readonly copies = new Map<Bars, Bars>();
  private readonly remade = new Map<Bars, () => Bars>();

  /** The private copy of `frame`. */
  copyOf(frame: Bars): Bars {
    let copy = this.copies.get(frame);
    if (copy === undefined) this.copies.set(frame, (copy = this.own(copied(frame), () => frame)));
    return copy;
  }

  /** Notes a frame that was made for the strategy and is nobody else's; `again` makes the same frame once more. */
  own(frame: Bars, again?: () => Bars): Bars {
    this.frames.push(frame);
    if (again !== undefined) this.remade.set(frame, again);
    return frame;
  }

  /** The first value of the frames handed out that a strategy has changed; null without one. */
  change(): FrameChange | null {
    for (const [frame, again] of this.remade) {
      const bars = again();
      for (const column of barColumns) {
        const row = firstDifference(bars[column], frame[column]);
        if (row >= 0) return { bars, column, row, was: bars[column][row]!, is: frame[column][row]! };
      }
    }
    return null;
  }
}

function firstDifference(a: Float64Array, b: Float64Array): number {
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return row;
  return -1;
}

function copied(bars: Bars): Bars {
  return {
    ...bars,
    time: bars.time.slice(),
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  };
}
