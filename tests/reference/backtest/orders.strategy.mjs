import { fromOrders } from '@bot-v2/engine/conventions';

/** Settings of orders that are read here, or by whoever runs the case. */
const computed = [
  ...['price', 'open', 'high', 'low', 'fees', 'fixed_fees', 'slippage', 'size_type', 'direction', 'freq', 'val_price'],
  ...['min_size', 'max_size', 'size_granularity', 'lock_cash', 'allow_partial', 'init_cash', 'signal_shift'],
];

/**
 * Settings of which only these values are: the peer's own defaults, and what changes nothing for one column whose results
 * are there. None of its orders was rejected then where that is an error, and it is valued anew in every row.
 */
export const unfelt = {
  reject_prob: [0],
  raise_reject: [false, true],
  update_value: [false, true],
  ffill_val_price: [false, true],
  cash_sharing: [false, true],
  group_by: [false, true, null],
  call_seq: ['default', 'reversed', 'auto', 0, 1, 3],
  log: [false, true],
};

const sizeTypes = ['amount', 'value', 'percent', 'targetamount', 'targetvalue', 'targetpercent'];
const directions = ['longonly', 'shortonly', 'both'];

/** The peer's word for a value, or its number. */
const named = (value, names) =>
  typeof value === 'number' ? names[value] : String(value).toLowerCase().replaceAll('_', '');

/**
 * Refuses what would be left out of account.
 * @throws for a setting, or a value of one, that nobody computes
 */
export function checkOrderSettings(settings) {
  for (const [key, value] of Object.entries(settings)) {
    if (!computed.includes(key) && !unfelt[key]?.includes(value))
      throw new Error(`setting ${key} ${JSON.stringify(value)} is unknown`);
  }
  const { price = 'close' } = settings;
  if (!['@open', '@close', 'close', 'inf'].includes(price)) throw new Error(`price ${price} is unknown`);
}

/**
 * The prices sizes in money are divided by, at the rows that decide: those of the orders where none are given.
 * @throws for others than those of the bars, and the close before
 */
function valued(name, { open, close }, price, shift) {
  const at = (column, rows) => Float64Array.from(column, (_, row) => column[row + rows] ?? NaN);
  switch (name ?? 'inf') {
    case 'inf':
      return price;
    case '@open':
      return at(open, shift);
    case '@close':
      return at(close, shift);
    case '-inf': {
      const before = at(close, shift - 1);
      // Nothing is before the first row of a case.
      before[0] = NaN;
      return before;
    }
    default:
      throw new Error(`val_price ${name} is unknown`);
  }
}

/**
 * Sizes by row, null for none, as orders at the close of their row, or at its open: the bars of a run begin one row before
 * the case then.
 */
export function orderStrategy({ size }, settings) {
  const atOpen = settings.price === '@open';
  const numbers = size.map((each) =>
    each === null ? NaN : each === 'inf' ? Infinity : each === '-inf' ? -Infinity : each,
  );
  return fromOrders({
    id: 'orders',
    orders: (bars) => {
      // The price an order fills at is known to whoever sized it.
      const price = atOpen ? Float64Array.from(bars.open, (_, row) => bars.open[row + 1] ?? NaN) : bars.close;
      return {
        size: Float64Array.from(bars.close, (_, row) => numbers[row] ?? NaN),
        price,
        valPrice: valued(settings.val_price, bars, price, atOpen ? 1 : 0),
      };
    },
    settings: {
      sizeType: named(settings.size_type ?? 'amount', sizeTypes),
      direction: named(settings.direction ?? 'both', directions),
      fees: settings.fees ?? 0,
      fixedFees: settings.fixed_fees ?? 0,
      slippage: settings.slippage ?? 0,
      minSize: settings.min_size ?? 0,
      maxSize: settings.max_size === 'inf' ? Infinity : (settings.max_size ?? Infinity),
      sizeGranularity: settings.size_granularity ?? NaN,
      lockCash: settings.lock_cash ?? false,
      allowPartial: settings.allow_partial ?? true,
    },
  });
}
