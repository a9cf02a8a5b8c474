import { defineStrategy } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Columns, OrderOptions, Orders, PositionView, TechnicalAnalysis } from '@bot-v2/sdk';
import { z } from 'zod';
import { isClose, orderSize } from './order-size.js';
import type { OrderState } from './order-size.js';
import { columnOf, moneyOf } from './order-state.js';
import { signalAction, stopAction } from './signal-action.js';
import type { SignalAction } from './signal-action.js';
import { shareOf, signalOrder } from './signal-order.js';
import { signalSettings } from './signal-settings.js';
import type { SignalSettings } from './signal-settings.js';
import { meetsStop, stopBase, stopPrices } from './signal-stops.js';

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
   * what an order will fill at without its slippage, by which it is sized: the close when absent, which is wrong at the next
   * open. There sizes in units are right all the same, and all or a part of the cash where nothing else bounds it.
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
  /** Stops act as signals do: what they trade is traded at the close. */
  const atClose = settings.stopExitPrice === 'close';
  const stops = !Number.isNaN(slStop) || !Number.isNaN(tpStop);
  return defineStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => warmup,
    /** Units and average entry seen at the last close, what the stops are measured from, and from what once an order fills. */
    state: () => ({ held: 0, average: 0, trail: 0, entry: 0, next: 0 }),
    prepare: (bars, _, ta) => {
      const { entries, exits, shortEntries, shortExits, price } = signals(bars, ta);
      const none = new Float64Array(bars.length);
      const unknown = new Float64Array(bars.length).fill(NaN);
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
      return {
        open,
        high,
        low,
        close,
        price: price ?? (atOpen ? unknown : close),
        longEntry,
        longExit,
        shortEntry,
        shortExit,
      };
    },
    onBar: ({ cols, account, state, out }) => {
      const held = account.quantity;
      const side = held > 0 ? 1 : -1;
      let stopped = false;
      if (stops && held !== 0) {
        const opened = state.held * side <= 0;
        const moved = opened || (uponStopUpdate !== 'keep' && Math.abs(held) > Math.abs(state.held) + 1e-12);
        if (moved) {
          const before = opened ? 0 : state.held;
          const filled = (account.entryPrice * held - state.average * before) / (held - before);
          state.entry = atOpen ? stopBase(settings, cols.close.now, cols.open.now, filled) : state.next;
          state.trail = state.entry;
        }
        stopped = atClose && meetsStop(settings, side, state, { low: cols.low.now, high: cols.high.now });
        if (slTrail && !(moved && atOpen)) {
          state.trail = side > 0 ? Math.max(state.trail, cols.high.now) : Math.min(state.trail, cols.low.now);
        }
        if (!atClose && ((moved && atOpen) || slTrail))
          out.protect(stopPrices(settings, side, state.trail, state.entry));
      }
      state.held = held;
      state.average = held === 0 ? 0 : account.entryPrice;
      const on = (column: { readonly now: number }) => column.now !== 0 && !Number.isNaN(column.now);
      const { longEntry, longExit, shortEntry, shortExit } = cols;
      const action = stopped
        ? stopAction(held, settings)
        : signalAction(
            held,
            { longEntry: on(longEntry), longExit: on(longExit), shortEntry: on(shortEntry), shortExit: on(shortExit) },
            settings,
          );
      if (action === null) return;
      const known = !Number.isNaN(cols.price.now);
      const price = known ? cols.price.now : cols.close.now;
      const ask = (protection: OrderOptions) =>
        act(out, action, held, stateOf(account, price, known, settings), settings, protection);
      if (action.kind === 'close' || action.kind === 'remove' || atOpen || !stops) return ask({});
      const close = cols.close.now;
      state.next = stopBase(settings, close, close, close * (1 + action.side * settings.slippage));
      const keeps = atClose || (action.kind === 'add' && uponStopUpdate === 'keep');
      ask(keeps ? {} : stopPrices(settings, action.side, state.next, state.next));
    },
  });
}

/** Sends the order of an action on a position of `held` units. */
function act(
  out: Orders,
  action: NonNullable<SignalAction>,
  held: number,
  state: OrderState,
  settings: SignalSettings,
  stops: OrderOptions,
): void {
  const share = shareOf(action, settings);
  if (share > 0 && action.kind !== 'close') {
    if (action.kind === 'reverse') out.target(action.side, stops);
    else if (action.kind === 'enter' || state.freeCash > 0)
      out.order({ side: action.side > 0 ? 'buy' : 'sell', fraction: share, ...stops });
    return;
  }
  const { size, sizeType, direction } = signalOrder(action, held, state.valPrice, settings);
  const asked = direction === 'shortonly' ? -size : size;
  const units = orderSize(asked, state.valPrice, state, { ...settings, sizeType, direction });
  if (isClose(-units, held)) out.close();
  else if (units !== 0) out.order({ side: units > 0 ? 'buy' : 'sell', quantity: Math.abs(units), ...stops });
}

/**
 * What an order is sized by. What cash pays for is left to the fill, which knows its price and what other symbols have spent
 * or set free by then, wherever the size does not depend on it in another way.
 */
function stateOf(account: PositionView, price: number, known: boolean, settings: SignalSettings): OrderState {
  const column = columnOf(account);
  const cash = moneyOf(account.cash, account.equity);
  const freeCash = moneyOf(cash - 2 * column.debt, account.equity);
  const spent = cash === 0 && column.position > 0;
  const { size, sizeType, lockCash, minSize } = settings;
  const asked = known && (size === Infinity || sizeType === 'percent' || lockCash || minSize > 0);
  return { cash: asked || spent ? cash : Infinity, freeCash, ...column, valPrice: price, value: account.equity };
}
