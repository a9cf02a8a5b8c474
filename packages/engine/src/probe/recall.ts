import { BotError } from '@bot-v2/sdk';
import { createWalk } from '../frame-driver/walk.js';
import type { Walk } from '../frame-driver/walk.js';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { HandedFrames } from '../loop/index.js';
import { CapturingObserver } from './probe-capture.js';
import type { Capture } from './probe-capture.js';
import type { ProbePoint } from './probe-points.js';
import { barText } from './violation.js';

/**
 * Runs a finished walk again, to the end, and records what its strategies saw and wanted at the given bars.
 * @throws BOT_STRATEGY_OUTPUT when two runs over the same bars differ
 */
export function recall(
  walk: Walk,
  input: FrameInput,
  handed: HandedFrames,
  points: readonly ProbePoint[],
): readonly Capture[] {
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
  replaceBefore(Infinity);
  again.finish();
  if (sameTape(walk, again)) return observer.captures;
  const ids = [...new Set(legs.map(({ strategy }) => strategy.id))].join(', ');
  const first = firstOtherOrder(walk, again);
  const at = first === null ? '' : `, first for ${first.symbol} on ${barText(first.at)}`;
  throw new BotError('BOT_STRATEGY_OUTPUT', `two runs of ${ids} over the same bars sent different orders${at}`, {
    details: { strategy: ids, symbol: first?.symbol ?? null, time: first?.at ?? null },
    hint: 'A strategy may keep nothing outside its `state` and use no clock and no randomness: look for variables outside it that onBar or prepare changes.',
  });
}

function sameTape(walk: Walk, again: Walk): boolean {
  const a = walk.tape.words;
  const b = again.tape.words;
  let same = a.length === b.length;
  for (let i = 0; same && i < b.length; i++) same = Object.is(a.data[i], b.data[i]);
  return same;
}

/** A bar on which an order was sent. */
interface SentAt {
  readonly symbol: string;
  readonly at: number;
}

function sentBy(walk: Walk): SentAt[] {
  const sent: SentAt[] = [];
  walk.forEachOrder((leg, at) => sent.push({ symbol: walk.legs[leg]!.symbol, at }));
  return sent;
}

/** The first bar on which one of the walks sent an order and the other did not; null when they differ in something else. */
function firstOtherOrder(walk: Walk, again: Walk): SentAt | null {
  const [a, b] = [sentBy(walk), sentBy(again)];
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    const [was, is] = [a[k], b[k]];
    if (was === undefined || is === undefined) return was ?? is ?? null;
    if (was.at !== is.at || was.symbol !== is.symbol) return was.at <= is.at ? was : is;
  }
  return null;
}
