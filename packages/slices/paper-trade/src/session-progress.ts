import type { RunContext } from '@bot-v2/sdk';
import type { PaperLeg } from './session-legs.js';

/** Bars the replay of these legs has, on one clock: bars of several symbols at one time count once. */
export function countReplayBars(legs: readonly PaperLeg[]): number {
  if (legs.length === 1) return legs[0]!.replay.bars.length - legs[0]!.replay.from;
  const times = new Set<number>();
  for (const { replay } of legs) for (const time of replay.bars.time.subarray(replay.from)) times.add(time);
  return times.size;
}

/** Emits `step.progress` with `{ done, total }` (bars), at most once per per cent. */
export function replayProgress(ctx: RunContext, total: number): (done: number) => void {
  let shown = -1;
  return (done) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    ctx.bus.emit({
      type: 'step.progress',
      severity: 'debug',
      message: `paper_trade: ${done} of ${total} bars`,
      slice: 'paper_trade',
      data: { done, total },
    });
  };
}
