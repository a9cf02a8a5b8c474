import { rowsUpTo } from '@bot-v2/sdk';
import { createWalk } from '../frame-driver/walk.js';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { Walk } from '../frame-driver/walk.js';
import { inputsKnownAt, withAnotherFuture } from './altered-frame.js';
import type { Capture } from './probe-capture.js';
import type { FutureOf } from './probe-point.js';
import { lookAhead } from './violation.js';

/** Whether a strategy remembered anything when it was asked at a bar. */
export function remembers({ state }: Capture): boolean {
  return typeof state === 'object' && state !== null && Object.keys(state).length > 0;
}

/**
 * Runs a finished walk again from its first bar to a captured one, on frames that go on differently after it: what was sent
 * up to there must be the same. A bar that is asked with the state of the run does not show what that state knows.
 * @param ordersUntil orders the walk had sent up to and with the bar
 * @throws BOT_STRATEGY_LOOKAHEAD and what the strategy throws
 */
export function rerun(
  walk: Walk,
  input: FrameInput,
  capture: Pick<Capture, 'leg' | 'row' | 'desk'>,
  ordersUntil: number,
  future: FutureOf,
): void {
  const time = walk.legs[capture.leg]!.bars.time[capture.row]!;
  const legs = walk.legs.map((given, leg) => {
    const { bars, inputs, twin, strategy } = given;
    const t = Math.max(0, rowsUpTo(bars.time, time) - 1);
    const { path, length } = future(leg, t);
    const altered = withAnotherFuture(bars, t, path, bars.time, length);
    const known = inputsKnownAt(inputs, t, length);
    return { ...given, strategy: twin ?? strategy, bars: altered, ...(known && { inputs: known }) };
  });
  const again = createWalk({ ...input, legs, onProgress: undefined });
  for (const { at, perSymbol } of walk.decisions) {
    if (at >= time) break;
    again.runTo(at);
    const anew = Object.entries(perSymbol).map(([symbol, choice]) => {
      return [symbol, { ...choice, strategy: choice.twin ?? choice.strategy }] as const;
    });
    again.replaceDecision({ at, perSymbol: Object.fromEntries(anew) });
  }
  again.runTo(time);
  again.decide();
  if (again.orderCount === ordersUntil && isPrefix(again.tape.words, walk.tape.words)) return;
  const { bars } = walk.legs[capture.leg]!;
  throw lookAhead(capture, bars, 'another future', 'the run up to there sends other orders', 'intent');
}

interface Words {
  readonly length: number;
  readonly data: Float64Array;
}

function isPrefix(a: Words, b: Words): boolean {
  if (a.length > b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a.data[i], b.data[i])) return false;
  return true;
}
