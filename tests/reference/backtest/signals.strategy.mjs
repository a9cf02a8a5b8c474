import { fromSignals } from '@bot-v2/engine/conventions';
import { unfelt } from './orders.strategy.mjs';

/** Settings that are read here, or by whoever runs the case. */
const computed = [
  ...['price', 'fees', 'fixed_fees', 'slippage', 'sl_stop', 'sl_trail', 'tp_stop', 'size', 'size_type', 'direction'],
  ...['allow_partial', 'open', 'high', 'low', 'signal_shift', 'size_granularity', 'init_cash', 'freq', 'max_size'],
  ...['accumulate', 'upon_long_conflict', 'upon_short_conflict', 'upon_dir_conflict', 'upon_opposite_entry'],
  ...['stop_entry_price', 'stop_exit_price', 'upon_stop_exit', 'upon_stop_update', 'min_size', 'lock_cash'],
];

const conflicts = ['ignore', 'entry', 'exit', 'adjacent', 'opposite'];

/** Values of settings by the numbers the peer has for them. */
const numbered = {
  size_type: ['amount', 'value', 'percent'],
  direction: ['longonly', 'shortonly', 'both'],
  accumulate: ['disabled', 'both', 'addonly', 'removeonly'],
  upon_long_conflict: conflicts,
  upon_short_conflict: conflicts,
  upon_dir_conflict: ['ignore', 'long', 'short', 'adjacent', 'opposite'],
  upon_opposite_entry: ['ignore', 'close', 'closereduce', 'reverse', 'reversereduce'],
  stop_entry_price: ['valprice', 'price', 'fillprice', 'close'],
  stop_exit_price: ['stoplimit', 'stopmarket', 'price', 'close'],
  upon_stop_exit: ['close', 'closereduce', 'reverse', 'reversereduce'],
  upon_stop_update: ['keep', 'override', 'overridenan'],
};

function named(key, value) {
  if (typeof value === 'boolean') return value ? 'both' : 'disabled';
  if (typeof value === 'number') return numbered[key][value];
  return String(value).toLowerCase().replaceAll('_', '');
}

/**
 * Refuses what would be left out of account.
 * @throws for a setting, or a value of one, that nobody computes
 */
export function checkSettings(settings) {
  for (const [key, value] of Object.entries(settings)) {
    const plain = typeof value === 'string' ? value.toLowerCase() : value;
    if (!computed.includes(key) && !unfelt[key]?.includes(plain))
      throw new Error(`setting ${key} ${JSON.stringify(value)} is unknown`);
    if (key in numbered && !numbered[key].includes(named(key, value)))
      throw new Error(`${key} ${JSON.stringify(value)} is unknown`);
  }
  const { price = 'close', sl_trail: trail = false } = settings;
  if (!['@open', '@close', 'close', 'inf'].includes(price)) throw new Error(`price ${price} is unknown`);
  if (typeof trail !== 'boolean') throw new Error(`sl_trail ${trail} is unknown`);
}

const exitOf = ({ stop_exit_price: exit = 'stoplimit' }) => named('stop_exit_price', exit);

/**
 * The bars stops are met by: of prices that are not given the open is the close, and the others the further of both.
 * @throws for an open that fills orders and that stops do not see
 */
export function stopBars(bars, settings) {
  if (settings.sl_stop === undefined && settings.tp_stop === undefined) return bars;
  const given = (name) => {
    const value = settings[name] ?? null;
    if (value !== null && value !== `@${name}`) throw new Error(`${name} ${JSON.stringify(value)} is unknown`);
    return value !== null;
  };
  if (!given('open') && settings.price === '@open') throw new Error('price @open with stops and no open is unknown');
  const open = given('open') ? bars.open : bars.close;
  const further = (name, of) => (given(name) ? bars[name] : bars.close.map((close, row) => of(open[row], close)));
  return { ...bars, open, high: further('high', Math.max), low: further('low', Math.min) };
}

/** Switches of the conventions that settings of the peer are. */
export function switchesOf(settings) {
  return {
    marketFill: settings.price === '@open' ? 'next-open' : 'decision-close',
    shortfall: settings.allow_partial === false ? 'reject-order' : 'clip',
    ...(exitOf(settings) === 'stopmarket' ? { spreadOn: 'all' } : {}),
  };
}

/** Whether a stop enters the other side. */
export function turnsAtStops({ upon_stop_exit: mode = 'close' }) {
  return /^reverse/.test(named('upon_stop_exit', mode));
}

const infinite = (value) => (value === undefined || value === null || value === 'inf' ? Infinity : value);

/** Our settings of signals for the peer's. */
function settingsOf(settings) {
  const words = {
    direction: 'direction',
    size_type: 'sizeType',
    accumulate: 'accumulate',
    upon_long_conflict: 'uponLongConflict',
    upon_short_conflict: 'uponShortConflict',
    upon_dir_conflict: 'uponDirConflict',
    upon_opposite_entry: 'uponOppositeEntry',
    stop_entry_price: 'stopEntryPrice',
    upon_stop_exit: 'uponStopExit',
    upon_stop_update: 'uponStopUpdate',
  };
  const given = Object.entries(words)
    .filter(([key]) => settings[key] !== undefined && settings[key] !== null)
    .map(([key, name]) => [name, named(key, settings[key])]);
  const chosen = Object.fromEntries(given);
  return {
    ...chosen,
    // An asset is valued at the price of its order.
    ...(chosen.stopEntryPrice === 'valprice' ? { stopEntryPrice: 'price' } : {}),
    // The price of an order is the close here, or a look ahead, which is refused.
    stopExitPrice: ['price', 'close'].includes(exitOf(settings)) ? 'close' : 'stop',
    size: infinite(settings.size),
    maxSize: infinite(settings.max_size),
    allowPartial: settings.allow_partial !== false,
    slStop: settings.sl_stop ?? NaN,
    slTrail: settings.sl_trail ?? false,
    tpStop: settings.tp_stop ?? NaN,
    fees: settings.fees ?? 0,
    fixedFees: settings.fixed_fees ?? 0,
    slippage: settings.slippage ?? 0,
    minSize: settings.min_size ?? 0,
    sizeGranularity: settings.size_granularity ?? NaN,
    lockCash: settings.lock_cash ?? false,
    price: settings.price === '@open' ? 'open' : 'close',
  };
}

/**
 * A position by signals at rows: they act at the close of their row, or at its open, decided at the close before; the bars
 * of a run begin one row before the case then.
 * @param rows rows of `entries` and `exits`, and where a case has them of `short_entries` and `short_exits`
 */
export function signalStrategy(rows, settings) {
  const atOpen = settings.price === '@open';
  const column = (length, at = []) => {
    const flags = new Float64Array(length);
    for (const row of at) flags[row] = 1;
    return flags;
  };
  const sided = rows.short_entries !== undefined || rows.short_exits !== undefined;
  return fromSignals({
    id: 'signals',
    settings: settingsOf(settings),
    signals: ({ length, open, close }) => ({
      entries: column(length, rows.entries),
      exits: column(length, rows.exits),
      ...(sided
        ? { shortEntries: column(length, rows.short_entries), shortExits: column(length, rows.short_exits) }
        : {}),
      // The price an order fills at is known to whoever made the signals: a size in money is divided by it.
      price: atOpen ? Float64Array.from(open, (_, row) => open[row + 1] ?? NaN) : close,
    }),
  });
}
