import { BotError } from '@bot-v2/sdk';
import type { Bars, Interval, RunnableStrategy } from '@bot-v2/sdk';
import { calendar } from '../calendar/index.js';
import { higherTimeframe } from '../resampling/index.js';
import type { HigherTimeframe } from '../resampling/index.js';
import type { HandedFrames } from './handed-frames.js';

/** Made of frames still in use, which are never changed: a search runs thousands of times over one frame. */
const kept = new WeakMap<Bars, Map<Interval, HigherTimeframe>>();

/**
 * The longer bars a strategy declared, made of the prices it sees. Where those are private copies that will be
 * overwritten, so are the longer bars, and they are overwritten with them.
 * @throws BOT_CAP_INPUT when the interval is not longer than that of the frame, or the frame names no calendar
 */
export function longerBars(
  strategy: RunnableStrategy,
  view: Bars,
  interval: Interval,
  handed: HandedFrames | undefined,
): HigherTimeframe {
  if (handed !== undefined) {
    const own = make(strategy, view, interval);
    handed.made.push(own.refresh);
    return own;
  }
  let byInterval = kept.get(view);
  if (byInterval === undefined) kept.set(view, (byInterval = new Map()));
  let made = byInterval.get(interval);
  if (made === undefined) byInterval.set(interval, (made = make(strategy, view, interval)));
  return made;
}

function make(strategy: RunnableStrategy, view: Bars, interval: Interval): HigherTimeframe {
  const id = view.quality.calendar;
  if (id !== undefined) return higherTimeframe(view, interval, calendar(id));
  throw new BotError(
    'BOT_CAP_INPUT',
    `${strategy.id} reads ${interval} bars, and ${view.symbol} names no trading calendar to make them by`,
    {
      details: { strategy: strategy.id, symbol: view.symbol, interval },
      hint: 'Name the exchange of the bars, for example --set data.csv.calendar=XNYS.',
    },
  );
}
