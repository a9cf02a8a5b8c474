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
import { followStops, hasStops, stopBase, stopPrices } from './signal-stops.js';
import type { StopState } from './signal-stops.js';

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
  const { uponStopUpdate, slippage } = settings;
  const atOpen = settings.price === 'open';
  /** Stops act as signals do: what they trade is traded at the close. */
  const atClose = settings.stopExitPrice === 'close';
  const stops = hasStops(settings);
  return defineStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => warmup,
    state: (): StopState => ({ held: 0, average: 0, trail: 0, entry: 0, next: 0 }),
    prepare: (bars, _, ta) => columnsOf(bars, signals(bars, ta), settings),
    onBar: ({ cols, account, state, out }) => {
      const { quantity: held, entryPrice } = account;
      const close = cols.close.now;
      let stopped = false;
      if (stops && held !== 0) {
        const row = { open: cols.open.now, high: cols.high.now, low: cols.low.now, close };
        const { moved, met } = followStops(state, held, entryPrice, row, settings);
        if (moved && !atClose) out.protect(stopPrices(settings, held > 0 ? 1 : -1, state.trail, state.entry));
        stopped = met;
      }
      state.held = held;
      state.average = held === 0 ? 0 : entryPrice;
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
      const sized = stateOf(account, cols.price.now, close, settings);
      if (action.kind === 'close' || action.kind === 'remove' || atOpen || !stops)
        return act(out, action, held, sized, settings, {});
      state.next = stopBase(settings, close, close, close * (1 + action.side * slippage));
      const keeps = atClose || (action.kind === 'add' && uponStopUpdate === 'keep');
      act(out, action, held, sized, settings, keeps ? {} : stopPrices(settings, action.side, state.next, state.next));
    },
  });
}

/** Columns by the side their signals are of; `price` is NaN where it is not known when an order is sent. */
function columnsOf(bars: Bars, columns: SignalColumns, { direction, price: fills }: SignalSettings) {
  const { open, high, low, close, length } = bars;
  const { entries, exits, shortEntries, shortExits } = columns;
  const none = new Float64Array(length);
  const price = columns.price ?? (fills === 'open' ? new Float64Array(length).fill(NaN) : close);
  const all = { open, high, low, close, price };
  if (shortEntries !== undefined || shortExits !== undefined)
    return {
      ...all,
      longEntry: entries,
      longExit: exits,
      shortEntry: shortEntries ?? none,
      shortExit: shortExits ?? none,
    };
  switch (direction) {
    case 'longonly':
      return { ...all, longEntry: entries, longExit: exits, shortEntry: none, shortExit: none };
    case 'shortonly':
      return { ...all, longEntry: none, longExit: none, shortEntry: entries, shortExit: exits };
    case 'both':
      return { ...all, longEntry: entries, longExit: none, shortEntry: exits, shortExit: none };
  }
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
function stateOf(account: PositionView, price: number, close: number, settings: SignalSettings): OrderState {
  const known = !Number.isNaN(price);
  const column = columnOf(account);
  const cash = moneyOf(account.cash, account.equity);
  const freeCash = moneyOf(cash - 2 * column.debt, account.equity);
  const spent = cash === 0 && column.position > 0;
  const { size, sizeType, lockCash, minSize } = settings;
  const asked = known && (size === Infinity || sizeType === 'percent' || lockCash || minSize > 0);
  const valPrice = known ? price : close;
  return { cash: asked || spent ? cash : Infinity, freeCash, ...column, valPrice, value: account.equity };
}
