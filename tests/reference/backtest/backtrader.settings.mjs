import { checkKeys } from './known-keys.mjs';

/** Settings of the peer's broker that a case may have. */
export const brokerKeys = [
  ...['cheat_on_close', 'cheat_on_open', 'checksubmit', 'filler', 'int2pnl', 'shortcash', 'fundmode'],
  ...[
    'slippage_perc',
    'slippage_fixed',
    'slip_perc',
    'slip_fixed',
    'slip_open',
    'slip_match',
    'slip_limit',
    'slip_out',
  ],
];

/** Slippage as a fraction and as an amount: of both the fraction goes first. */
function slippageOf({ slippage_perc: perc, slippage_fixed: fixed, slip_perc = perc, slip_fixed = fixed }) {
  return { fraction: slip_perc ?? 0, amount: slip_perc ? 0 : (slip_fixed ?? 0) };
}

/** Switches of the conventions that settings of the broker are; how slippage works as its `set_slippage_…` set it. */
export function switchesOf(given, commission = given.commission) {
  const { slip_open: open = true, slip_match: match = true, slip_limit: limit = true, slip_out: out = false } = given;
  if (given.fundmode) throw new Error('fundmode is unknown');
  if (given.int2pnl === false && commission?.interest) throw new Error('int2pnl false with interest is unknown');
  if (given.cheat_on_open && given.cheat_on_close) throw new Error('cheat_on_open with cheat_on_close is unknown');
  const sent = given.cheat_on_open ? 'at-open' : 'at-submission';
  return {
    marketFill: given.cheat_on_close ? 'previous-close' : 'next-open',
    buyingPower: given.shortcash === false ? 'cash-less-shorts' : 'cash',
    borrowFee: commission?.interest_long ? 'all-entries' : 'short-entry',
    fundsCheck: given.checksubmit === false ? 'at-fill' : sent,
    spreadAt: open ? 'any-price' : 'inside-bar',
    spreadOn: out && (match || limit) ? 'past-limit' : 'within-limit',
    spreadReach: match ? (out ? 'any' : 'bar-range') : limit ? 'wait-unless-limit' : 'wait',
  };
}

/** How often the second goes into the first in whole, by the exact remainder: 0.51 holds 0.01 fifty times, not 51. */
function wholeParts(x, part) {
  return Math.round((x - (x % part)) / part);
}

/** The most a bar fills of an order, by the fillers of the peer. */
function fillerOf({ type, size, perc = 100, minmov, ...rest }) {
  checkKeys(`filler ${type}`, rest, []);
  if (type === 'FixedSize') return (volume) => Math.min(volume, size || Infinity);
  if (type === 'FixedBarPerc') return (volume) => wholeParts(volume * perc, 100);
  if (type !== 'BarPointPerc') throw new Error(`filler ${type} is unknown`);
  const parts = (range) => (minmov ? wholeParts(range + minmov, minmov) : 1);
  return (volume, range) => wholeParts((volume / parts(range)) * perc, 100);
}

/** Models of fills where the account's terms do not say them: slippage by an amount, a filler. */
export function modelsOf(given) {
  const { fraction, amount } = slippageOf(given);
  if (amount === 0 && !given.filler) return undefined;
  const price = (reference, side) => (fraction > 0 ? reference * (1 + side * fraction) : reference + side * amount);
  return { fills: { price, capacity: given.filler ? fillerOf(given.filler) : () => Infinity } };
}

/**
 * Margin and multiplier of a commission of the peer, undefined where it is one of a share: without a type by whether a margin
 * is given, with one by `stocklike`, whose default is a future with a margin of 1.
 */
export function contractOf({ commtype, stocklike, margin, mult } = {}) {
  const futures = commtype == null ? Boolean(margin) : !stocklike;
  // What is won and lost would be multiplied there, what is paid would not.
  if (!futures && mult != null && mult !== 1) throw new Error(`mult ${mult} of a share is unknown`);
  return futures ? { contractMargin: margin || 1, multiplier: mult ?? 1 } : undefined;
}

/** Terms of ours for a commission of the peer: a rate, or an amount a contract with multiplier and margin. */
export function termsOf(scheme, given = {}) {
  const { commission = 0, commtype, percabs, leverage, interest, automargin, ...rest } = scheme;
  const others = ['mult', 'margin', 'stocklike', 'interest_long', 'name', 'final_value', 'final_cash'];
  checkKeys('commission', rest, others);
  if (automargin) throw new Error(`automargin ${automargin} is unknown`);
  const contract = contractOf(scheme);
  const lends = leverage != null && leverage !== 1;
  // The peer counts what a future has won or lost more than once then.
  if (lends && contract !== undefined) throw new Error(`leverage ${leverage} of a future is unknown`);
  const fixed = commtype == null ? contract !== undefined : /fixed|^1$/i.test(commtype);
  const rate = percabs === false ? commission / 100 : commission;
  return {
    shorting: true,
    ...(lends ? { margin: { initial: 1 / leverage } } : {}),
    ...(interest ? { borrowRate: interest } : {}),
    costs: {
      halfSpreadBps: 0,
      slippageBps: slippageOf(given).fraction * 1e4,
      // A rate is one of price × size there, of price × size × multiplier here.
      ...(fixed ? { commissionPerUnit: commission } : { commissionRate: rate / (contract?.multiplier ?? 1) }),
    },
    ...(contract === undefined ? {} : { instruments: { X: contract } }),
  };
}
