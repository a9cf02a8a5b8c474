import type { Account, Bars } from '@bot-v2/sdk';
import { FillCosts, moneyUnits } from '../costs/index.js';
import { opensUntrusted } from '../frame-driver/check-legs.js';
import { settledActions } from '../price-view/index.js';

/** One symbol to hold, from its first evaluation row on. */
export interface HeldLeg {
  readonly symbol: string;
  readonly bars: Bars;
  readonly from: number;
}

/** A benchmark curve. */
export interface Benchmark {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly basis: 'price only' | 'with dividends';
  readonly costs: number;
}

/** Whether a holder's dividends can be told: a raw frame whose dividends are all known. */
function withDividends(bars: Bars): boolean {
  return bars.basis === 'raw' && bars.quality.dividendsKnown;
}

/**
 * Buy and hold: the capital split equally, each part invested at its symbol's first evaluation open (first close, when
 * opens are not trusted) in fractional shares at the run's costs, then held. Splits multiply the shares; dividends are
 * kept as cash when every symbol's dividends are known, and left out otherwise (`price only`).
 */
export function buyAndHold(
  legs: readonly HeldLeg[],
  account: Account,
  options: { readonly dividends?: boolean; readonly costs?: boolean } = {},
): Benchmark {
  const dividends = options.dividends ?? legs.every((leg) => withDividends(leg.bars));
  const fees = new FillCosts(
    options.costs === false ? { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } : account.terms.costs,
  );
  const share = account.capital / legs.length;
  const time = legs.map((leg) => leg.bars.time.subarray(leg.from)).reduce(merged);
  const equity = new Float64Array(time.length);
  let costs = 0;
  for (const leg of legs) costs += addHeld(leg, share, time, equity, fees, dividends);
  return { time, equity, basis: dividends ? 'with dividends' : 'price only', costs };
}

/** Two rising columns as one, equal values once. */
function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  let length = 0;
  for (let i = 0, k = 0; i < a.length || k < b.length;) {
    const next = k >= b.length || a[i]! <= b[k]! ? a[i]! : b[k]!;
    if (a[i] === next) i++;
    if (b[k] === next) k++;
    all[length++] = next;
  }
  return all.slice(0, length);
}

/** Adds one holding's value at each time to `equity`; returns what its entry cost. */
function addHeld(
  { bars, from }: HeldLeg,
  share: number,
  time: Float64Array,
  equity: Float64Array,
  fees: FillCosts,
  dividends: boolean,
): number {
  const reference = opensUntrusted(bars) ? bars.close[from]! : bars.open[from]!;
  const price = fees.marketPrice(reference, 1);
  const shares = share / (price * (1 + fees.commissionRate));
  let held = shares;
  let cash = 0;
  // Actions at the entry bar are behind the buyer: it trades without the right.
  const actions = settledActions(bars).filter((action) => action.exDate > bars.time[from]!);
  let next = 0;
  let i = 0;
  for (; i < time.length && time[i]! < bars.time[from]!; i++) equity[i] = equity[i]! + share;
  for (let row = from; row < bars.length; row++) {
    for (; next < actions.length && actions[next]!.exDate <= bars.time[row]!; next++) {
      const action = actions[next]!;
      if (action.type === 'split') held *= action.ratio;
      else if (dividends) cash += held * action.amount;
    }
    const value = held * bars.close[row]! + cash;
    const end = row + 1 < bars.length ? bars.time[row + 1]! : Infinity;
    do equity[i] = equity[i]! + value;
    while (++i < time.length && time[i]! < end);
  }
  return shares * (price - reference) + fees.feeUnits(shares, price) / moneyUnits;
}

/**
 * The curve of holding a constant fraction `exposure` of equity in the benchmark, the rest in cash without interest.
 * @param curve where it is written; may be `equity` itself
 */
export function atExposure(
  equity: Float64Array,
  capital: number,
  exposure: number,
  curve: Float64Array = new Float64Array(equity.length),
): Float64Array {
  let value = capital;
  let before = capital;
  for (let i = 0; i < equity.length; i++) {
    const now = equity[i]!;
    value *= 1 + exposure * (now / before - 1);
    before = now;
    curve[i] = value;
  }
  return curve;
}
