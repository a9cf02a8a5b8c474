import type { Bars, Terms } from '@bot-v2/sdk';
import type { Ask, PlainAccount, PlainFill } from './asks.js';
import { openBooks, worth } from './books.js';
import type { Books, Candle, Leg } from './books.js';
import { act, accrue } from './due.js';
import { end, fill } from './fill.js';
import { free } from './funds.js';
import { moveStop } from './order.js';
import type { Order } from './order.js';
import type { PlainModels } from './plain-costs.js';
import { accept } from './requests.js';
import { atOnce, better, protect, rest } from './resting.js';
import { checkSolvency } from './solvency.js';

/** What a simulation found. */
export interface Simulated {
  readonly times: readonly number[];
  readonly fills: readonly PlainFill[];
  readonly equity: readonly number[];
  readonly calls: number;
  readonly stopped: boolean;
}

/** Decides at the close of a tick. */
export type Script = (tick: number, account: PlainAccount, send: (leg: number, ask: Ask) => void) => void;

/** A symbol that has a bar at a tick. */
interface Live {
  readonly leg: Leg;
  readonly l: number;
  readonly bar: Candle;
}

const dayOf = (time: number): number => Math.floor(time / 86_400_000);

/**
 * Our own conventions once more, slowly and in the plainest way: an account of several symbols, each with a calendar of its
 * own, bars of days or of parts of them, orders of every type and time in force, protection, groups, splits, dividends,
 * interest and borrow fees, margin calls and the end of an account that is worth nothing. A tick is a time at which some
 * symbol has a bar. Shares no code with the engine.
 */
export function simulate(
  frames: readonly Bars[],
  script: Script,
  capital: number,
  terms: Terms,
  models: PlainModels = {},
): Simulated {
  const books = openBooks(frames, capital, terms, models);
  const { legs, equity, ids, fills } = books;
  const times = [...new Set(frames.flatMap(({ time }) => [...time]))].sort((a, b) => a - b);
  times.forEach((time, tick) => {
    const live = barsAt(frames, legs, time);
    if (tick > 0) accrue(books, (time - times[tick - 1]!) / (365 * 86_400_000));
    for (const one of live) begin(books, one, frames[one.l]!, time, tick);
    market(books, live, tick, false);
    for (const { l, bar } of live) resting(books, l, bar, tick);
    market(books, live, tick, true);
    closing(books, live, tick);
    for (const one of live) finish(one, time, tick);
    equity.push(legs.reduce((sum, leg) => sum + worth(leg), books.cash));
    checkSolvency(books, tick);
    const account = { equity: equity[tick]!, free: () => free(books), legs, ids };
    if (!books.stopped) script(tick, account, (l, ask) => accept(legs[l]!, ask, tick));
    for (const leg of legs) leg.orders = leg.orders.filter((order) => !order.over);
  });
  return { times, fills, equity, calls: books.calls, stopped: books.stopped };
}

function barsAt(frames: readonly Bars[], legs: readonly Leg[], time: number): Live[] {
  const live: Live[] = [];
  legs.forEach((leg, l) => {
    const { open, high, low, close, volume, interval, quality, ...bars } = frames[l]!;
    const row = bars.time.indexOf(time);
    leg.fresh = row >= 0;
    if (row < 0) return;
    const daily = interval === '1d';
    const bar = {
      open: open[row]!,
      high: high[row]!,
      low: low[row]!,
      close: close[row]!,
      volume: volume[row]!,
      untrusted: quality.findings.length > 0,
      daily,
      first: daily || row === 0 || dayOf(bars.time[row - 1]!) < dayOf(time),
    };
    live.push({ leg, l, bar });
  });
  return live;
}

function begin(books: Books, { leg, bar }: Live, bars: Bars, time: number, tick: number): void {
  if (leg.begun) act(books, leg, bars, time, bar.open, tick);
  leg.time = time;
  leg.begun = true;
  leg.capacity = books.costs.capacity(bar);
  leg.volume = bar.volume;
  for (const order of leg.orders) {
    const over =
      order.tif === 'gtd' ? time > order.goodTill : order.tif === 'day' && order.day >= 0 && order.day < dayOf(time);
    if (!order.over && over) end(leg, order, tick);
    if (order.waits !== 0 || order.from > tick || order.began >= 0) continue;
    if (order.tif === 'opg' && !bar.first) continue;
    order.began = tick;
    order.day = dayOf(time);
  }
}

/** Market orders and limits that fill at once, sells before buys: at the open, or at the close of a bar without one. */
function market(books: Books, live: readonly Live[], tick: number, untrusted: boolean): void {
  for (const side of [-1, 1] as const) {
    for (const { leg, l, bar } of live) {
      if (bar.untrusted !== untrusted) continue;
      const price = bar.untrusted ? bar.close : bar.open;
      for (let i = 0; i < leg.orders.length; i++) {
        const order = leg.orders[i]!;
        if (!works(order, side, tick) || order.tif === 'cls' || (order.tif === 'opg' && !bar.first)) continue;
        if (order.kind === 'market') fill(books, l, order, tick, price, 'market');
        else if (atOnce.includes(order.tif) && better(side, price, order.price))
          fill(books, l, order, tick, price, 'limit');
      }
    }
  }
}

const works = (order: Order, side: 1 | -1, tick: number): boolean =>
  !order.over && order.side === side && order.waits === 0 && order.from <= tick;

function resting(books: Books, l: number, bar: Candle, tick: number): void {
  const leg = books.legs[l]!;
  protect(books, l, tick, bar);
  for (const pass of ['open', 'stop', 'limit'] as const) {
    for (let i = 0; i < leg.orders.length; i++) rest(books, l, leg.orders[i]!, tick, bar, pass);
  }
}

/** Orders for the closing auction. */
function closing(books: Books, live: readonly Live[], tick: number): void {
  books.closing = true;
  for (const side of [-1, 1] as const) {
    for (const { leg, l, bar } of live) {
      for (let i = 0; i < leg.orders.length; i++) {
        const order = leg.orders[i]!;
        if (!works(order, side, tick) || order.tif !== 'cls') continue;
        if (order.kind === 'market') fill(books, l, order, tick, bar.close, 'market');
        else if (better(side, bar.close, order.price)) fill(books, l, order, tick, bar.close, 'limit');
      }
    }
  }
  books.closing = false;
}

/** What does not outlive a bar ends with it; trailing stops follow it. */
function finish({ leg, bar }: Live, time: number, tick: number): void {
  for (const order of leg.orders) {
    if (order.over || order.waits !== 0) continue;
    // What began inside the bar has seen a part of it alone.
    const saw = order.began >= 0;
    if (order.tif === 'day' && bar.daily && (saw || order.from <= tick)) end(leg, order, tick);
    else if (order.from > tick || (order.tif === 'opg' && !saw && !bar.first)) continue;
    else if (order.tif === 'cls' || atOnce.includes(order.tif)) end(leg, order, tick);
    else if (!saw) {
      // Its day has begun with the part it saw.
      order.day = dayOf(time);
      order.began = tick + 1;
    } else if (order.trail !== null && order.kind === 'stop' && order.began <= tick) {
      const best = order.side < 0 ? bar.high : bar.low;
      const price = best + order.side * order.trail(best);
      if (order.side < 0 ? price > order.price : price < order.price) moveStop(order, price);
    }
  }
  leg.mark = bar.close;
  leg.orders = leg.orders.filter((order) => !order.over);
}
