import { defineStrategy } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Columns, OrderOptions, Orders, TechnicalAnalysis } from '@bot-v2/sdk';
import { z } from 'zod';
import { signalAction } from './signal-action.js';
import type { SignalAction } from './signal-action.js';
import { signalSettings } from './signal-settings.js';
import type { SignalSettings } from './signal-settings.js';
import { stopBase, stopPrices } from './signal-stops.js';

/**
 * Signals by row: any number but 0 and NaN is one. Without the columns of a short side, `direction` says what entries and
 * exits mean; with them they are the long side's.
 */
export interface SignalColumns extends Columns {
  readonly entries: Float64Array;
  readonly exits: Float64Array;
}

/** What `fromSignals` makes a strategy of. */
export interface SignalStrategy {
  readonly id: string;
  /** Rows before the first decision; 0 when absent. */
  readonly warmup?: number;
  /**
   * Causal columns at the rows that decide: `entries`, `exits`, and, where wanted, `shortEntries` and `shortExits`. `price` is
   * what a size in money is divided by: the close when absent, which is wrong at the next open.
   */
  readonly signals: (bars: Bars, ta: TechnicalAnalysis) => SignalColumns;
  readonly settings?: Partial<SignalSettings>;
}

/**
 * A strategy that trades signals by the rules of vectorbt's `from_signals`: conflicting signals, accumulation, sizes, stops.
 * Run it by the conventions `vectorbt`.
 * @throws BOT_CONFIG_INVALID for a setting or value nobody knows
 */
export function fromSignals({ id, warmup = 0, signals, settings: given = {} }: SignalStrategy): AnyStrategy {
  const settings = signalSettings(given);
  const { direction, slTrail, uponStopUpdate, slStop, tpStop } = settings;
  const atOpen = settings.price === 'open';
  const stops = !Number.isNaN(slStop) || !Number.isNaN(tpStop);
  return defineStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => warmup,
    /** Units and average entry seen at the last close, what the stops are measured from, and from what once an order fills. */
    state: () => ({ held: 0, average: 0, trail: 0, entry: 0, next: 0 }),
    prepare: (bars, _, ta) => {
      const { entries, exits, shortEntries, shortExits, price = bars.close } = signals(bars, ta);
      const none = new Float64Array(bars.length);
      const sides =
        shortEntries !== undefined || shortExits !== undefined
          ? [entries, exits, shortEntries ?? none, shortExits ?? none]
          : direction === 'longonly'
            ? [entries, exits, none, none]
            : direction === 'shortonly'
              ? [none, none, entries, exits]
              : [entries, none, exits, none];
      const [longEntry, longExit, shortEntry, shortExit] = sides as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const { open, high, low, close } = bars;
      return { open, high, low, close, price, longEntry, longExit, shortEntry, shortExit };
    },
    onBar: ({ cols, account, state, out }) => {
      const held = account.quantity;
      if (stops && held !== 0) {
        const side = held > 0 ? 1 : -1;
        const opened = state.held * side <= 0;
        const moved = opened || (uponStopUpdate !== 'keep' && Math.abs(held) > Math.abs(state.held) + 1e-12);
        if (moved) {
          const before = opened ? 0 : state.held;
          const filled = (account.entryPrice * held - state.average * before) / (held - before);
          state.entry = atOpen ? stopBase(settings, cols.close.now, cols.open.now, filled) : state.next;
          state.trail = state.entry;
        }
        if (slTrail && !(moved && atOpen)) {
          state.trail = side > 0 ? Math.max(state.trail, cols.high.now) : Math.min(state.trail, cols.low.now);
        }
        if ((moved && atOpen) || slTrail) out.protect(stopPrices(settings, side, state.trail, state.entry));
      }
      state.held = held;
      state.average = held === 0 ? 0 : account.entryPrice;
      const on = (column: { readonly now: number }) => column.now !== 0 && !Number.isNaN(column.now);
      const { longEntry, longExit, shortEntry, shortExit } = cols;
      const action = signalAction(
        held,
        { longEntry: on(longEntry), longExit: on(longExit), shortEntry: on(shortEntry), shortExit: on(shortExit) },
        settings,
      );
      if (action === null) return;
      // Rounding may leave a trace of cash that was spent in full.
      if (action.kind === 'add' && held > 0 && account.cash <= account.equity * 1e-9) return;
      const side = action.kind === 'close' || action.kind === 'remove' ? 0 : action.side;
      if (side === 0 || atOpen || !stops) return act(out, action, held, cols.price.now, settings, {});
      const close = cols.close.now;
      state.next = stopBase(settings, close, close, close * (1 + side * settings.slippage));
      const keeps = action.kind === 'add' && uponStopUpdate === 'keep';
      act(out, action, held, cols.price.now, settings, keeps ? {} : stopPrices(settings, side, state.next, state.next));
    },
  });
}

/** Sends the order of an action on a position of `held` units; `price` is what a size in money is divided by. */
function act(
  out: Orders,
  action: NonNullable<SignalAction>,
  held: number,
  price: number,
  { size, sizeType, maxSize, allowPartial }: SignalSettings,
  stops: OrderOptions,
): void {
  const most = Math.abs(held);
  const order = (side: 1 | -1, quantity: number) => {
    const capped = Math.min(quantity, maxSize);
    if (capped < quantity && !allowPartial) return;
    if (capped > 0) out.order({ side: side > 0 ? 'buy' : 'sell', quantity: capped, ...stops });
  };
  if (action.kind === 'close') {
    if (most <= maxSize) out.close();
    else order(held > 0 ? -1 : 1, most);
    return;
  }
  const { kind, side } = action;
  const units = sizeType === 'value' ? size / price : size;
  if (kind === 'remove') {
    if (sizeType !== 'percent' && units > most && units !== Infinity && !allowPartial) return;
    const part = sizeType === 'percent' ? size * most : Math.min(units, most);
    if (part >= most && most <= maxSize) out.close();
    else order(side, part);
  } else if (kind === 'enter' || kind === 'add') {
    const share = sizeType === 'percent' ? size : maxSize === Infinity && units === Infinity ? 1 : 0;
    if (share === 0) return order(side, units);
    if (kind === 'add' && side < 0) throw new Error('a part of the cash, or all of it, cannot add to a short position');
    out.order({ side: side > 0 ? 'buy' : 'sell', fraction: share, ...stops });
  } else if (sizeType === 'percent') throw new Error('a size in percent cannot turn a position');
  else if (units === Infinity) {
    if (maxSize === Infinity) out.target(side, stops);
    else order(side, Infinity);
  } else order(side, kind === 'reverse' ? most + units : units);
}
