import { flatAccount } from '@bot-v2/sdk';
import type { Orders } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

type Acts = Readonly<Record<number, (out: Orders) => unknown>>;
const hour = 3_600_000;

/** A run of 1,000 without costs over bars that do not move. */
function run(prices: readonly number[], acts: Acts, loop: Partial<LoopPolicies>, terms: object, time?: Float64Array) {
  const steps = Object.entries(acts).map(([row, act]) => [row, ({ out }: { out: Orders }) => act(out)]);
  const bars = tape(prices.map(flat), time === undefined ? {} : { time, interval: '1h' });
  return runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy: scripted(Object.fromEntries(steps) as never) }],
    account: flatAccount(1000, { costs: { halfSpreadBps: 0, slippageBps: 0 }, shorting: true, ...terms }),
    policies: { ...botPolicies, name: 'test', loop: { ...botPolicies.loop, shortfall: 'reject', ...loop } },
    probe: false,
  });
}

const buy = (quantity: number, limit?: number) => (out: Orders) =>
  out.order({ side: 'buy', quantity, ...(limit === undefined ? {} : { limit }) });
const sell = (quantity: number) => (out: Orders) => out.order({ side: 'sell', quantity });

describe('the fee on positions', () => {
  const terms = { borrowRate: 0.365 };
  const equity = (act: (out: Orders) => unknown, borrowFee: LoopPolicies['borrowFee'], time?: Float64Array) =>
    Array.from(run([10, 10, 12, 12], { 0: act }, { borrowFee }, terms, time).equity, (x) => Number(x.toFixed(9)));

  it('is one on what is short: its value, or what it was sold for', () => {
    // 50 sold at 10 lose 100; a day costs a thousandth of 500, and of 600 once they are worth that.
    expect(equity(sell(50), 'short-value')).toEqual([1000, 1000, 899.5, 898.9]);
    expect(equity(sell(50), 'short-entry')).toEqual([1000, 1000, 899.5, 899]);
  });

  it('or on what was bought as well', () => {
    expect(equity(buy(50), 'short-entry')).toEqual([1000, 1000, 1100, 1100]);
    expect(equity(buy(50), 'all-entries')).toEqual([1000, 1000, 1099.5, 1099]);
  });

  it('counts dates where it goes by entries, and single units of contracts', () => {
    const evening = Float64Array.from([10, 20, 30, 40], (hours) => Date.UTC(2020, 0, 1) + hours * hour);
    expect(equity(sell(50), 'short-entry', evening)).toEqual([1000, 1000, 899.5, 899.5]);
    const future = { ...terms, instruments: { X: { multiplier: 10, contractMargin: 1 } } };
    expect([...run([10, 10, 10], { 0: sell(50) }, { borrowFee: 'short-entry' }, future).equity]).toEqual([
      1000, 1000, 999.5,
    ]);
  });
});

describe('a margin account that spends all cash there is', () => {
  const terms = { margin: { initial: 0.25 } };
  const loop = { buyingPower: 'cash', fundsCheck: 'at-fill' } as const;
  const fills = (prices: readonly number[], acts: Acts, more: Partial<LoopPolicies> = {}) =>
    run(prices, acts, { ...loop, ...more }, terms)
      .fills.toArray()
      .map((f) => [f.side, f.quantity, f.price]);

  it('pays the initial part of what it buys, and nothing for shorts', () => {
    // 300 at 10 bind 750, 100 more the rest.
    expect(fills([10, 10, 10], { 0: buy(300), 1: buy(100) })).toHaveLength(2);
    expect(fills([10, 10, 10], { 0: buy(300), 1: buy(101) })).toHaveLength(1);
    expect(fills([10, 10], { 0: sell(900) })).toEqual([['sell', 900, 10]]);
  });

  it('gets it back when it sells, with what it has won or lost', () => {
    const acts = (quantity: number): Acts => ({ 0: buy(300), 1: sell(300), 2: buy(quantity) });
    // 250 + 750 − 600 = 400 pay for 200 at 8.
    expect(fills([10, 10, 8, 8], acts(200))).toHaveLength(3);
    expect(fills([10, 10, 8, 8], acts(201))).toHaveLength(2);
  });

  it('may have to pay for shorts as for purchases', () => {
    const acts = (quantity: number): Acts => ({ 0: sell(300), 1: sell(100), 2: buy(400), 3: sell(quantity) });
    const more = { buyingPower: 'cash-less-shorts' } as const;
    // 300 and 100 at 10 bind all there is; bought back at 8, that and 800 won pay for 900 at 8.
    expect(fills([10, 10, 10, 8, 8], acts(900), more)).toHaveLength(4);
    expect(fills([10, 10, 10, 8, 8], acts(901), more)).toHaveLength(3);
    expect(fills([10, 10, 10], { 0: sell(300), 1: sell(101) }, more)).toHaveLength(1);
    expect(fills([10, 10, 10], { 0: sell(300), 1: buy(700) }, more)).toHaveLength(2);
  });

  it('is not called', () => {
    const done = run([10, 10, 7, 7], { 0: buy(300) }, loop, terms);
    expect(done.fills.length).toBe(1);
    expect(done.equity.at(-1)).toBe(100);
  });

  it('counts a sale it is asked about beforehand at its own price', () => {
    const acts: Acts = { 0: buy(300), 2: (out) => [sell(300)(out), buy(500, 5)(out)] };
    // On paper 250 + 300 × 8 ÷ 4 = 850 pay for 500 at 5. Sold at 8, 400 are left, which pay for 500 at 3.
    expect(fills([10, 10, 8, 8, 3], acts, { fundsCheck: 'at-submission' })).toEqual([
      ['buy', 300, 10],
      ['sell', 300, 8],
      ['buy', 500, 3],
    ]);
  });
});
