import type { Bars } from '@bot-v2/sdk';

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

  /** The private copy of `frame`. */
  copyOf(frame: Bars): Bars {
    let copy = this.copies.get(frame);
    if (copy === undefined) this.copies.set(frame, (copy = this.own(copied(frame))));
    return copy;
  }

  /** Notes a frame that was made for the strategy and is nobody else's. */
  own(frame: Bars): Bars {
    this.frames.push(frame);
    return frame;
  }
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
