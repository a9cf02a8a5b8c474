import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

const whole = (otherwise) => z.number().int().default(otherwise);
const averages = z.looseObject({ fast: whole(10), slow: whole(30) });

/** The crossings of two averages of the close. */
const crossed = (bars, p, ta) => ({
  cross: ta.crossings(ta.sma(bars.close, p.fast), ta.sma(bars.close, p.slow)),
  close: bars.close,
});

const define = (id, params, warmup, prepare, onBar, state = undefined) =>
  defineStrategy({ id, version: '1.0.0', params, warmup, prepare, onBar, ...(state ? { state } : {}) });

const crossing = (id, onBar, params = averages) => define(id, params, (p) => p.slow - 1, crossed, onBar);

/** Both sides of a crossing: `act('buy')` up, `act('sell')` down. */
const onCross = (act) => (context) => {
  const { now } = context.cols.cross;
  if (now !== 0) act(now > 0 ? 'buy' : 'sell', context);
};

const smaCrossClose = crossing(
  'sma_cross_close',
  onCross((side, { out }) => {
    out.close();
    out.order({ side, fraction: 1 });
  }),
);

const smaCrossExcl = crossing(
  'sma_cross_excl',
  onCross((side, { out }) => out.order({ side, fraction: 1 })),
);

const smaLong = crossing(
  'sma_long',
  onCross((side, { account, out }) => {
    if (side === 'buy') out.order({ side, fraction: 1 });
    else if (account.quantity !== 0) out.close();
  }),
);

/** The fraction of SmaHalf, under whatever name a case gives it. */
const fractionOf = (p) => Object.values(p).find((value) => value > 0 && value < 1) ?? 0.5;

const smaHalf = crossing(
  'sma_half',
  onCross((side, { p, out }) => {
    out.close();
    out.order({ side, fraction: fractionOf(p) });
  }),
);

const rsiMr = define(
  'rsi_mr',
  z.looseObject({ n: whole(14), lo: z.number().default(30), hi: z.number().default(70), qty: z.number().default(50) }),
  (p) => p.n,
  (bars, p, ta) => ({ rsi: ta.rsi(bars.close, p.n) }),
  ({ cols, p, account, out }) => {
    if (account.quantity === 0) {
      if (cols.rsi.now < p.lo) out.order({ side: 'buy', quantity: p.qty });
    } else if (cols.rsi.now > p.hi) out.close();
  },
);

/** An entry with protection at the given distances from the close. */
const bracketed = (side, close, quantity, sl, tp) => {
  const sign = side === 'buy' ? 1 : -1;
  return { side, quantity, stopLoss: close * (1 - sign * sl), takeProfit: close * (1 + sign * tp) };
};

const bracket = crossing(
  'bracket',
  onCross((side, { cols, p, out }) => out.order(bracketed(side, cols.close.now, p.qty, p.sl, p.tp))),
  averages.extend({ sl: z.number().default(0.05), tp: z.number().default(0.1), qty: z.number().default(20) }),
);

const hedge = crossing(
  'hedge',
  onCross((side, { cols, p, out }) => out.order(bracketed(side, cols.close.now, p.qty, p.sl, p.tp))),
  averages.extend({ sl: z.number().default(0.07), tp: z.number().default(0.15), qty: z.number().default(10) }),
);

const limitDip = define(
  'limit_dip',
  z.looseObject({ n: whole(50), dip: z.number().default(0.02), size: z.number().default(0.95) }),
  (p) => p.n - 1,
  (bars, p, ta) => ({ close: bars.close, sma: ta.sma(bars.close, p.n) }),
  ({ cols, p, account, out }) => {
    const close = cols.close.now;
    out.cancel();
    if (account.quantity === 0) {
      if (close > cols.sma.now) out.order({ side: 'buy', fraction: p.size, limit: close * (1 - p.dip) });
    } else if (close < cols.sma.now) out.close();
  },
);

const breakout = define(
  'breakout_table',
  z.looseObject({ n: whole(20), m: whole(10), size: z.number().default(0.9) }),
  (p) => Math.max(p.n, p.m) - 1,
  (bars, p, ta) => ({ high: ta.highest(bars.high, p.n), low: ta.lowest(bars.low, p.m) }),
  ({ cols, p, account, state, out }) => {
    const stopLoss = cols.low.now - 0.01;
    if (account.quantity === 0) {
      out.cancel();
      out.order({ side: 'buy', fraction: p.size, stop: cols.high.now + 0.01, stopLoss });
      state.stopLoss = stopLoss;
    } else if (stopLoss > state.stopLoss) {
      out.protect({ stopLoss });
      state.stopLoss = stopLoss;
    }
  },
  () => ({ stopLoss: 0 }),
);

const stopLimit = define(
  'stop_limit',
  z.looseObject({ n: whole(20), qty: z.number().default(30), over: z.number().default(1.005) }),
  (p) => p.n - 1,
  (bars, p, ta) => ({ close: bars.close, high: ta.highest(bars.high, p.n), low: ta.lowest(bars.low, p.n) }),
  ({ cols, p, account, out }) => {
    if (account.quantity === 0) {
      out.cancel();
      const high = cols.high.now;
      out.order({ side: 'buy', quantity: p.qty, stop: high + 0.01, limit: high * p.over });
    } else if (cols.close.now <= cols.low.ago(1)) out.close();
  },
);

const pyramid = define(
  'pyramid',
  z.looseObject({ n: whole(20), qty: z.number().default(10) }),
  (p) => p.n - 1,
  (bars, p, ta) => ({ close: bars.close, sma: ta.sma(bars.close, p.n) }),
  ({ t, cols, p, account, out }) => {
    if (t % 15 === 0 && cols.close.now > cols.sma.now) out.order({ side: 'buy', quantity: p.qty });
    else if (t % 15 === 7 && account.quantity >= 15) out.order({ side: 'sell', quantity: 15 });
    else if (t % 120 === 60) out.close(0.5);
    else if (t % 240 === 200) out.close();
  },
);

const trailPct = crossing(
  'trail_pct',
  ({ cols, p, account, state, out }) => {
    const close = cols.close.now;
    if (account.quantity === 0) {
      state.stopLoss = 0;
      if (cols.cross.now > 0) out.order({ side: 'buy', fraction: p.size });
      return;
    }
    const stopLoss = Math.max(state.stopLoss, (1 - p.pct) * close);
    if (stopLoss > state.stopLoss) out.protect({ stopLoss });
    state.stopLoss = stopLoss;
  },
  averages.extend({ size: z.number().default(0.8), pct: z.number().default(0.06) }),
);
const trailing = defineStrategy({ ...trailPct, state: () => ({ stopLoss: 0 }) });

const atBar = (id, bar, order) =>
  define(
    id,
    z.looseObject({}),
    () => 0,
    () => ({}),
    ({ t, out }) => t === bar && out.order(order),
  );

/** The strategies of the table in STRATEGIES.md that place orders with lots, by name. */
export const tableStrategies = {
  SmaCrossClose: smaCrossClose,
  SmaCrossExcl: smaCrossExcl,
  SmaLong: smaLong,
  SmaHalf: smaHalf,
  RsiMR: rsiMr,
  Bracket: bracket,
  LimitDip: limitDip,
  Breakout: breakout,
  StopLimit: stopLimit,
  Hedge: hedge,
  Pyramid: pyramid,
  TrailPct: trailing,
  BuyHold: atBar('buy_hold', 1, { side: 'buy', fraction: 1 }),
  Bust: atBar('bust', 10, { side: 'sell', quantity: 300 }),
  NoTrade: atBar('no_trade', -1, null),
};
