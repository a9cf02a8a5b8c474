import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/** Settings that are computed here. */
const computed = [
  'price',
  'fees',
  'fixed_fees',
  'slippage',
  'sl_stop',
  'sl_trail',
  'tp_stop',
  'size',
  'size_type',
  'direction',
  'allow_partial',
  'open',
  'high',
  'low',
  'signal_shift',
  'size_granularity',
  'init_cash',
  'freq',
];

/** Settings of which only these values, the peer's own defaults, are. */
const defaults = {
  accumulate: [false, 0, 'disabled'],
  upon_long_conflict: ['ignore', 0],
  upon_short_conflict: ['ignore', 0],
  upon_dir_conflict: ['ignore', 0],
  upon_opposite_entry: ['reversereduce', 4],
  upon_stop_exit: ['close', 0],
  stop_entry_price: ['close', 3],
  stop_exit_price: ['stoplimit', 0],
  lock_cash: [false],
  min_size: [0, null],
  max_size: ['inf', null],
  reject_prob: [0],
};

const sizeTypes = ['amount', 'value', 'percent'];
const directions = ['longonly', 'shortonly', 'both'];
const named = (value, names) => (typeof value === 'number' ? names[value] : String(value).toLowerCase());

/**
 * Refuses what the strategy below would leave out of account.
 * @throws for a setting, or a value of one, that nobody computes
 */
export function checkSettings(settings) {
  for (const [key, value] of Object.entries(settings)) {
    const plain = typeof value === 'string' ? value.toLowerCase() : value;
    if (!computed.includes(key) && !defaults[key]?.includes(plain))
      throw new Error(`setting ${key} ${JSON.stringify(value)} is unknown`);
  }
  const { price = 'close', size_type: type = 'amount', direction = 'longonly', sl_trail: trail = false } = settings;
  if (!['@open', '@close', 'close'].includes(price)) throw new Error(`price ${price} is unknown`);
  if (!sizeTypes.includes(named(type, sizeTypes))) throw new Error(`size_type ${type} is unknown`);
  if (!directions.includes(named(direction, directions))) throw new Error(`direction ${direction} is unknown`);
  if (typeof trail !== 'boolean') throw new Error(`sl_trail ${trail} is unknown`);
}

/** The signal of a row: 1 long, -1 short, 0 flat; null for none, or for two that contradict each other. */
function signalsOf(entries, exits, direction) {
  const [enter, leave] = [new Set(entries), new Set(exits)];
  const [into, out] = { longonly: [1, 0], shortonly: [-1, 0], both: [1, -1] }[direction];
  return (row) => (enter.has(row) === leave.has(row) ? null : enter.has(row) ? into : out);
}

/**
 * A position by signals at rows: they act at the close of their row, or at its open, decided at the close before. A stop
 * that ends it in a row leaves no room for the row's signal.
 */
export function signalStrategy(entries, exits, settings) {
  const { price, size: given, sl_stop: sl = NaN, tp_stop: tp = NaN, sl_trail: trails = false } = settings;
  const atOpen = price === '@open';
  const size = given === undefined || given === null || given === 'inf' ? Infinity : given;
  const type = named(settings.size_type ?? 'amount', sizeTypes);
  const signalAt = signalsOf(entries, exits, named(settings.direction ?? 'longonly', directions));
  const stops = !Number.isNaN(sl) || !Number.isNaN(tp);

  /** Protection at distances from two prices. */
  const protection = (side, base, entry) => ({
    ...(Number.isNaN(sl) ? {} : { stopLoss: base * (1 - side * sl) }),
    ...(Number.isNaN(tp) ? {} : { takeProfit: entry * (1 + side * tp) }),
  });

  /** Opens a position on a side, or turns one around. */
  const open = (out, side, held, at, options) => {
    const act = side > 0 ? 'buy' : 'sell';
    if (size === Infinity) out.target(side, options);
    else if (type === 'percent') out.order({ side: act, fraction: size, ...options });
    else out.order({ side: act, quantity: Math.abs(held) + (type === 'value' ? size / at : size), ...options });
  };

  return defineStrategy({
    id: 'signals',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    state: () => ({ held: 0, expected: 0, base: 0, entry: 0 }),
    // The price an order fills at is known to whoever made the signals: a size in money is divided by it.
    prepare: (bars) => ({
      close: bars.close,
      high: bars.high,
      low: bars.low,
      at: atOpen ? Float64Array.from(bars.open, (_, row) => bars.open[row + 1] ?? NaN) : bars.close,
    }),
    onBar: ({ t, cols, account, state, out }) => {
      const now = cols.close.now;
      const held = account.quantity;
      const before = state.held;
      state.held = held;
      if (stops && held !== 0) {
        const opened = before * held <= 0;
        if (opened && atOpen) [state.base, state.entry] = [now, now];
        else if (trails)
          state.base = held > 0 ? Math.max(state.base, cols.high.now) : Math.min(state.base, cols.low.now);
        if ((opened && atOpen) || trails) out.protect(protection(Math.sign(held), state.base, state.entry));
      }
      const stopped = held === 0 && state.expected !== 0;
      state.expected = held;
      if (stopped && !atOpen) return;
      const signal = signalAt(t + (atOpen ? 1 : 0));
      if (signal === null || Math.sign(held) === signal) return;
      if (signal === 0) {
        out.target(0);
        state.expected = 0;
        return;
      }
      if (!atOpen) {
        [state.base, state.entry] = [now, now];
        state.expected = signal;
      }
      open(out, signal, held, cols.at.now, atOpen ? {} : protection(signal, now, now));
    },
  });
}
