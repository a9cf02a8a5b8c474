import { BotError } from '@bot-v2/sdk';
import type { Leg } from '../loop/index.js';
import type { FrameInput } from './frame-input.js';

/** Ticks between two looks at the abort signal. */
export const breath = 4096;

/**
 * Looks at the abort signal after `done` ticks and tells progress.
 * @throws BOT_RUN_ABORTED
 */
export function breathe({ signal, onProgress }: FrameInput, done: number, of: number): void {
  if (signal?.aborted) {
    throw new BotError('BOT_RUN_ABORTED', `the backtest was interrupted after ${done} bars`, {
      hint: 'Start it again.',
    });
  }
  onProgress?.(done, of);
}

/** Time of the earliest row among each leg's next one; Infinity at the end. */
export function nextTickTime(legs: readonly Leg[], next: Int32Array): number {
  let now = Infinity;
  for (let leg = 0; leg < legs.length; leg++) {
    const { bars } = legs[leg]!;
    const row = next[leg]!;
    if (row < bars.length && bars.time[row]! < now) now = bars.time[row]!;
  }
  return now;
}
