import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

const params = z.looseObject({
  fast: z.number().int().default(10),
  slow: z.number().int().default(30),
  qty: z.number().default(50),
});

const prepare = (bars, p, ta) => {
  const average = ta.sma(bars.close, p.slow);
  return {
    close: bars.close,
    average,
    cross: ta.crossingsFromLastSide(p.fast === 1 ? bars.close : ta.sma(bars.close, p.fast), average),
    high: ta.highest(bars.high, 20),
    low: ta.lowest(bars.low, 10),
  };
};

const define = (id, onBar) =>
  defineStrategy({ id, version: '1.0.0', params, warmup: (p) => p.slow - 1, prepare, onBar });

/** The peer's close: a market order for all that is held, whatever is under way; where volume cuts it, two may turn the position. */
function close({ account: { quantity }, out }) {
  if (quantity !== 0) out.order({ side: quantity > 0 ? 'sell' : 'buy', quantity: Math.abs(quantity) });
}

const fiveDays = 5 * 86_400_000;

/** The strategies of the table in STRATEGIES.md that trade one net position, by name. */
export const netStrategies = {
  Rev: define('reverse', ({ cols, p, account, out }) => {
    const delta = cols.cross.now * p.qty - account.quantity;
    if (cols.cross.now !== 0 && delta !== 0) out.order({ side: delta > 0 ? 'buy' : 'sell', quantity: Math.abs(delta) });
  }),
  Brk: define('bracket_net', ({ cols, p, account, out }) => {
    if (cols.cross.now <= 0 || account.quantity !== 0 || account.openOrders > 0) return;
    const entry = out.order({ side: 'buy', quantity: p.qty });
    const stop = out.order({ side: 'sell', quantity: p.qty, stop: cols.close.now * 0.95, after: entry });
    out.order({ side: 'sell', quantity: p.qty, limit: cols.close.now * 1.1, after: entry, oco: stop });
  }),
  Stp: define('stop_entry', (context) => {
    const { cols, p, account, out } = context;
    if (account.quantity === 0) {
      out.cancel();
      out.order({ side: 'buy', quantity: p.qty, stop: cols.high.now + 0.01 });
    } else if (cols.close.now <= cols.low.ago(1)) close(context);
  }),
  Lim: define('limit_dip_net', (context) => {
    const { time, cols, p, account, out } = context;
    const price = cols.close.now;
    if (account.quantity !== 0) {
      if (price < cols.average.now) close(context);
    } else if (account.openOrders === 0 && price > cols.average.now) {
      out.order({ side: 'buy', quantity: p.qty, limit: price * 0.98, tif: 'gtd', goodTill: time + fiveDays });
    }
  }),
  Trail: define('trailing_stop', ({ cols, p, account, out }) => {
    if (account.openOrders > 0) return;
    if (account.quantity === 0) {
      if (cols.cross.now > 0) out.order({ side: 'buy', quantity: p.qty });
    } else out.order({ side: 'sell', quantity: p.qty, trailPercent: 6 });
  }),
  /** One order at a time: in when the close crosses above its average, out when below. */
  OneInFlight: define('one_in_flight', ({ cols, account, out }) => {
    if (account.openOrders > 0) return;
    if (account.quantity === 0 && cols.cross.now > 0) out.order({ side: 'buy', quantity: 1 });
    else if (account.quantity > 0 && cols.cross.now < 0) close({ account, out });
  }),
};
