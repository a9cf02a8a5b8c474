import { rowsUpTo } from '@bot-v2/sdk';
import { overwrite } from '../loop/index.js';
import type { HandedFrames } from '../loop/index.js';
import type { Futures } from './futures.js';

/** The frames that strategies were handed and may have kept: what lies after a bar is made worthless, later bars first. */
export class KeptFrames {
  private spoilt = Infinity;

  constructor(
    private readonly handed: HandedFrames,
    private readonly futures: Futures,
  ) {}

  /** Overwrites what lies after `time` in every frame. What lies after an earlier call's time is so already. */
  overwriteAfter(time: number): void {
    for (const { bars, source } of this.handed.frames) {
      const first = rowsUpTo(source.time, time);
      const end = rowsUpTo(source.time, this.spoilt);
      if (first === 0 || first >= end) continue;
      overwrite(bars, this.futures.of(bars.symbol, 'falling').path.after(source.close[first - 1]!, first, end));
    }
    this.spoilt = Math.min(this.spoilt, time);
  }

  /** The same, and in the longer bars made of those frames. */
  spoil(time: number): void {
    this.overwriteAfter(time);
    for (const makeAgain of this.handed.made) makeAgain();
  }
}
