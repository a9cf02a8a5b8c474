import { BotError, rowsUpTo } from '@bot-v2/sdk';
import { createWalk } from '../frame-driver/walk.js';
import type { Walk } from '../frame-driver/walk.js';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { HandedFrames } from '../loop/index.js';
import { truncated } from './altered-frame.js';
import { CapturingObserver } from './probe-capture.js';
import type { Capture } from './probe-capture.js';
import type { ProbePoint } from './probe-points.js';
import type { ProbeReach } from './probe-reach.js';

/**
 * Runs a finished walk again and records what its strategies saw and wanted at the given bars. What is not probed whole is
 * run on frames that end with the rows probed; where a strategy sends other orders on those, on the whole frames, up to the
 * last of the bars.
 * @throws BOT_STRATEGY_OUTPUT when two runs over the same bars differ
 */
export function recall(
  walk: Walk,
  input: FrameInput,
  handed: HandedFrames,
  points: readonly ProbePoint[],
  { whole, endOf }: Pick<ProbeReach, 'whole' | 'endOf'>,
): readonly Capture[] {
  const found =
    (whole ? null : onFirstPart(walk, input, handed, points, endOf)) ?? repeated(walk, input, handed, points, whole);
  if (found !== null) return found;
  throw new BotError(
    'BOT_STRATEGY_OUTPUT',
    `two runs of ${walk.legs.map((l) => l.strategy.id).join(', ')} over the same bars sent different orders`,
    {
      hint: 'A strategy may keep nothing outside its `state` and use no clock and no randomness.',
    },
  );
}

/** The captures of a run over copies of the frames that end with the last row before `endOf` any leg; null when it goes another way there. */
function onFirstPart(
  walk: Walk,
  input: FrameInput,
  handed: HandedFrames,
  points: readonly ProbePoint[],
  endOf: (leg: number) => number,
): Capture[] | null {
  const last = Math.max(...walk.legs.map(({ bars }, leg) => bars.time[endOf(leg) - 1]!));
  const legs = walk.legs.map((leg) => ({ ...leg, bars: truncated(leg.bars, rowsUpTo(leg.bars.time, last) - 1) }));
  try {
    return repeated(walk, { ...input, legs }, handed, points, false);
  } catch {
    // Too short a frame, or what the strategy gets wrong: it is run on the whole frames then, which says so.
    return null;
  }
}

/** The captures of a run, to the end when `whole`, else to the last of the bars; null when its orders are not those of `walk`. */
function repeated(
  walk: Walk,
  input: FrameInput,
  handed: HandedFrames,
  points: readonly ProbePoint[],
  whole: boolean,
): Capture[] | null {
  const again = createWalk({ ...input, onProgress: undefined }, handed);
  const observer = new CapturingObserver();
  const { decisions, legs } = walk;
  let replaced = 0;
  const replaceBefore = (time: number) => {
    for (; replaced < decisions.length && decisions[replaced]!.at < time; replaced++) {
      again.runTo(decisions[replaced]!.at);
      again.replaceDecision(decisions[replaced]!);
    }
  };
  // The rows before the evaluation are all decided at once, before the first tick.
  const decidedAt = ({ leg, row }: ProbePoint) => (row < legs[leg]!.from ? -Infinity : legs[leg]!.bars.time[row]!);
  const ordered = points.slice().sort((a, b) => decidedAt(a) - decidedAt(b));
  for (let k = 0; k < ordered.length;) {
    const time = decidedAt(ordered[k]!);
    const first = k;
    while (k < ordered.length && decidedAt(ordered[k]!) === time) k++;
    replaceBefore(time);
    again.runTo(time);
    replaceBefore(again.nextTime());
    observer.want(ordered.slice(first, k));
    again.observe(observer);
    again.decide();
    again.observe(null);
  }
  if (whole) {
    replaceBefore(Infinity);
    again.finish();
  }
  return sameTape(walk, again, whole) ? observer.captures : null;
}

function sameTape(walk: Walk, again: Walk, whole: boolean): boolean {
  const a = walk.tape.words;
  const b = again.tape.words;
  let same = whole ? a.length === b.length : a.length >= b.length;
  for (let i = 0; same && i < b.length; i++) same = Object.is(a.data[i], b.data[i]);
  return same;
}
