import { runFrames } from '@bot-v2/engine';
import { flatAccount } from '@bot-v2/sdk';

/** Runs a strategy on one symbol that trades a net position, from a row of its bars on. */
export function netRun(bars, strategy, params, cash, terms, policies, models, from = 0) {
  return runFrames({
    legs: [{ symbol: 'X', bars, from, strategy, params }],
    account: flatAccount(cash, terms),
    policies,
    ...(models === undefined ? {} : { models }),
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
}

/** A position after a fill, with the average price of what is held. */
export function held({ size, price }, fill) {
  const signed = fill.side === 'buy' ? fill.quantity : -fill.quantity;
  const after = Math.abs(size + signed) < 1e-9 ? 0 : size + signed;
  if (size * signed > 0) return { size: after, price: (size * price + signed * fill.price) / after };
  return { size: after, price: size * after > 0 ? price : fill.price };
}

/**
 * Cash at each close: equity less what the position is worth, or of futures less its margin; of a purchase with leverage
 * less what is not lent of it, and of a short where it binds cash what was got for it and as much as a purchase would bind.
 */
export function cashCurve(run, { contractMargin, leverage = 1, shortsBind = false } = {}) {
  const { bars, from } = run.legs[0];
  const fills = run.fills.toArray();
  let position = { size: 0, price: 0 };
  let next = 0;
  return run.equity.map((equity, k) => {
    const row = from + k;
    for (; next < fills.length && fills[next].time <= bars.time[row]; next++) position = held(position, fills[next]);
    const { size, price } = position;
    if (contractMargin !== undefined) return equity - Math.abs(size) * contractMargin;
    const part = size > 0 ? 1 - 1 / leverage : shortsBind ? 1 + 1 / leverage : 0;
    const lent = part === 0 ? 0 : part * size * price;
    return equity - size * bars.close[row] + lent;
  });
}

const dayMs = 86_400_000;

/** Fills whose fee has what was charged on the position by date, since it was closed in part last, at its average price. */
export function withInterest(fills, time, rate, onLong) {
  let position = { size: 0, price: 0 };
  let charged = 0;
  let next = 0;
  const all = [];
  time.forEach((at, row) => {
    const days = row === 0 ? 0 : Math.floor(at / dayMs) - Math.floor(time[row - 1] / dayMs);
    if (position.size < 0 || onLong) charged += (days * rate * Math.abs(position.size) * position.price) / 365;
    for (; next < fills.length && fills[next].time <= at; next++) {
      const fill = fills[next];
      const closes = position.size * (fill.side === 'buy' ? 1 : -1) < 0;
      all.push(closes ? { ...fill, interest: charged } : fill);
      if (closes) charged = 0;
      position = held(position, fill);
    }
  });
  return all;
}
