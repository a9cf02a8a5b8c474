import type { BarColumn, Bars } from '@bot-v2/sdk';
import { existingColumns, lazyFrame } from './lazy-frame.js';

/** A value of a handed frame that is not what it was. */
export interface FrameChange {
  /** The frame as it was. */
  readonly bars: Bars;
  readonly column: BarColumn;
  readonly row: number;
  readonly was: number;
  readonly is: number;
}

/** A frame that was handed out, and one that the strategy does not hold with the same times and prices as it had then. */
export interface HandedFrame {
  readonly bars: Bars;
  readonly source: Bars;
}

/**
 * The frames that strategies of a run were given to prepare, when they must not be the caller's own: private copies,
 * one of each frame however often it is asked for, so that what a strategy may have kept can be overwritten later. A
 * column is copied when it is first read.
 */
export class HandedFrames {
  /** Every frame handed out. */
  readonly frames: HandedFrame[] = [];
  /** For each frame that was made of those: makes it again, in place. */
  readonly made: (() => void)[] = [];
  private readonly copies = new Map<Bars, Bars>();
  private readonly remade = new Map<Bars, () => Bars>();

  /** The private copy of `frame`. */
  copyOf(frame: Bars): Bars {
    let copy = this.copies.get(frame);
    if (copy === undefined) {
      copy = lazyFrame(frame, (column) => frame[column].slice());
      this.copies.set(frame, copy);
      this.remade.set(copy, () => frame);
      this.frames.push({ bars: copy, source: frame });
    }
    return copy;
  }

  /** Notes a frame that was made for the strategy and is nobody else's; `again` makes the same frame once more. */
  own(frame: Bars, again?: () => Bars): Bars {
    this.frames.push({ bars: frame, source: frame });
    if (again !== undefined) this.remade.set(frame, again);
    return frame;
  }

  /** Forgets all frames: nobody will ask for them or overwrite them any more. */
  release(): void {
    this.frames.length = 0;
    this.made.length = 0;
    this.copies.clear();
    this.remade.clear();
  }

  /** The first value of the frames handed out that a strategy has changed; null without one. */
  change(): FrameChange | null {
    for (const [frame, again] of this.remade) {
      const columns = existingColumns(frame);
      if (columns.length === 0) continue;
      const bars = again();
      for (const column of columns) {
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
