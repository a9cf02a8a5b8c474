import { flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars } from '@bot-v2/sdk';
import { dividendAtRow, splitAtRow, tape, timeOf, untrustedOpens } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from './index.js';

const free = { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 };
const account = (capital: number, terms: object = {}) => flatAccount(capital, { costs: free, ...terms });
const run = (bars: Bars, strategy: AnyStrategy, capital = 1000, terms: object = {}, more: object = {}) =>
  runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy, ...more }],
    account: account(capital, terms),
    probe: false,
  });
const flat = (price: number) => [price, price, price, price] as const;

describe('fills', () => {
  it('a target decided at a close is sized there and filled at the next open', () => {
    const result = run(tape([flat(10), [12, 13, 11, 12], flat(15)]), scripted({ 0: (c) => c.out.target(0.5) }));
    expect(result.fills.toArray()).toMatchObject([
      { time: timeOf(1), side: 'buy', quantity: 50, price: 12, cause: 'next-open' },
    ]);
    expect([...result.equity]).toEqual([1000, 1000, 400 + 50 * 15]);
    expect(result.trades).toMatchObject([{ exitTime: null, pnl: 150, entryPrice: 12, quantity: 50 }]);
  });

  it('market fills pay half-spread and slippage, and commission on notional', () => {
    const costs = { commissionRate: 0.001, halfSpreadBps: 5, slippageBps: 15 };
    const bars = tape([flat(100), flat(100), flat(100), flat(100)]);
    const result = run(bars, scripted({ 0: (c) => c.out.target(0.5), 1: (c) => c.out.target(0) }), 10_000, { costs });
    const [buy, sell] = result.fills.toArray();
    expect([buy!.price, buy!.fee, sell!.price, sell!.fee]).toEqual([100.2, 5.01, 99.8, 4.99]);
    expect(result.account.cash).toBeCloseTo(10_000 - 50 * 0.4 - 10, 9);
    expect(result.costs).toEqual({
      commission: 10,
      spread: expect.closeTo(5, 9),
      slippage: expect.closeTo(15, 9),
      total: expect.closeTo(30, 9),
    });
    expect(result.trades[0]).toMatchObject({ pnl: -30, costs: expect.closeTo(30, 9), return: -30 / 5010 });
  });

  it('a buy that cash cannot pay is clipped, never on credit', () => {
    const result = run(tape([flat(10), flat(12)]), scripted({ 0: (c) => c.out.target(1) }));
    expect(result.fills.at(0)).toMatchObject({ quantity: 83, cashLimited: true });
    expect(result.account.cash).toBe(1000 - 83 * 12);
    expect(result.cashLimited).toBe(1);
  });

  it('a limit needs trade-through; a better open fills there; limits pay no spread', () => {
    const buy = scripted({ 0: (c) => void c.out.order({ side: 'buy', quantity: 10, limit: 9 }) });
    const costs = { commissionRate: 0, halfSpreadBps: 50, slippageBps: 50 };
    expect(run(tape([flat(10), [10, 10, 9, 10]]), buy, 1000, { costs }).fills.length).toBe(0);
    expect(run(tape([flat(10), [10, 10, 8.99, 10]]), buy, 1000, { costs }).fills.at(0)).toMatchObject({
      price: 9,
      cause: 'limit-through',
    });
    expect(run(tape([flat(10), [8, 10, 7, 10]]), buy, 1000, { costs }).fills.at(0)).toMatchObject({
      price: 8,
      cause: 'limit-gap-open',
    });
  });

  it('a stop is triggered by touch, a gap fills at the open, both with costs', () => {
    const buy = scripted({ 0: (c) => void c.out.order({ side: 'buy', quantity: 10, stop: 11 }) });
    const costs = { commissionRate: 0, halfSpreadBps: 0, slippageBps: 100 };
    expect(run(tape([flat(10), [10, 10.99, 9, 10]]), buy, 1000, { costs }).fills.length).toBe(0);
    expect(run(tape([flat(10), [10, 11, 10, 10]]), buy, 1000, { costs }).fills.at(0)).toMatchObject({
      reference: 11,
      price: 11.11,
      cause: 'stop-touched',
    });
    expect(run(tape([flat(10), [13, 14, 12, 13]]), buy, 1000, { costs }).fills.at(0)).toMatchObject({
      reference: 13,
      price: 13.13,
      cause: 'stop-gap-open',
    });
  });

  it('orders on the last bar expire; open positions are marked', () => {
    const result = run(
      tape([flat(10), flat(10), flat(11)]),
      scripted({ 0: (c) => c.out.target(0.5), 2: (c) => c.out.target(0) }),
    );
    expect([result.expired, result.fills.length, result.equity[2]]).toEqual([1, 1, 1050]);
    expect(result.trades[0]!.exitTime).toBeNull();
  });

  it('when opens are not trusted, market orders fill at the next close and the run says so', () => {
    const bars = tape([flat(10), [10, 13, 9, 12], flat(12)], {
      quality: { ...tape([]).quality, findings: [untrustedOpens] },
    });
    const result = run(bars, scripted({ 0: (c) => c.out.target(0.5) }));
    expect(result.fills.at(0)).toMatchObject({ price: 12, time: timeOf(1), cause: 'next-close' });
    expect(result.conventions['fill']).toMatch(/next close/);
    expect(result.warnings.join()).toMatch(/next close/);
  });
});

describe('protection', () => {
  const enter = (options: object) => scripted({ 0: (c) => c.out.target(0.5, options) });

  it('market entry: stop and target are live on the entry bar, both hit is the stop and counted', () => {
    const both = run(tape([flat(10), [10, 12, 8, 10]]), enter({ stopLoss: 9, takeProfit: 11 }));
    expect(both.fills.toArray().map((f) => [f.cause, f.price])).toEqual([
      ['next-open', 10],
      ['stop-loss', 9],
    ]);
    expect(both.ambiguousBars).toBe(1);
    const target = run(tape([flat(10), [10, 12, 9.5, 10]]), enter({ stopLoss: 9, takeProfit: 11 }));
    expect(target.fills.at(1)).toMatchObject({ cause: 'take-profit', price: 11 });
    expect(target.ambiguousBars).toBe(0);
  });

  it('a stop gapped over fills at the open', () => {
    const result = run(tape([flat(10), flat(10), [7, 8, 6, 7]]), enter({ stopLoss: 9 }));
    expect(result.fills.at(1)).toMatchObject({ cause: 'stop-loss-gap-open', price: 7, quantity: 50 });
    expect(result.trades[0]).toMatchObject({ pnl: -150, exitReason: 'stop-loss-gap-open' });
  });

  it('limit entry: the stop is live the same bar, the target from the next', () => {
    const limit = (more: object) =>
      scripted({ 0: (c) => void c.out.order({ side: 'buy', quantity: 10, limit: 9.5, ...more }) });
    const stopped = run(tape([flat(10), [10, 10, 8, 10]]), limit({ stopLoss: 9 }));
    expect(stopped.fills.toArray().map((f) => f.cause)).toEqual(['limit-through', 'stop-loss']);
    expect(stopped.ambiguousBars).toBe(1);
    const waits = run(tape([flat(10), [10, 12, 9, 10], [10, 12, 10, 10]]), limit({ takeProfit: 11 }));
    expect(waits.fills.toArray().map((f) => [f.cause, f.time])).toEqual([
      ['limit-through', timeOf(1)],
      ['take-profit', timeOf(2)],
    ]);
    expect(waits.ambiguousBars).toBe(1);
  });
});

describe('corporate actions on raw prices', () => {
  const buy = scripted({ 0: (c) => c.out.target(0.5) });

  it('a split multiplies the shares, pays the fraction at the raw open and changes no wealth', () => {
    const bars = tape([flat(10), flat(10), flat(4), flat(4)], { actions: [splitAtRow(2, 2.5)] });
    const result = run(bars, scripted({ 0: (c) => c.out.target(0.33) }));
    expect(result.account.positions).toEqual([{ symbol: 'X', quantity: 82, averagePrice: 4 }]);
    expect(result.account.cash).toBe(670 + 0.5 * 4);
    expect([...result.equity]).toEqual([1000, 1000, 1000, 1000]);
    const fractional = run(bars, scripted({ 0: (c) => c.out.target(0.33) }), 1000, { fractional: true });
    expect(fractional.account.positions[0]!.quantity).toBeCloseTo(82.5, 9);
  });

  it('a split restates resting orders', () => {
    const bars = tape([flat(10), flat(10), [5, 5, 4.4, 5]], { actions: [splitAtRow(2, 2)] });
    const result = run(bars, scripted({ 0: (c) => void c.out.order({ side: 'buy', quantity: 5, limit: 9 }) }));
    expect(result.fills.at(0)).toMatchObject({ quantity: 10, price: 4.5 });
  });

  it('a dividend is paid to who held at the close before, also when sold at the ex-date open', () => {
    const bars = tape([flat(10), flat(10), flat(9), flat(9)], { actions: [dividendAtRow(2, 1)] });
    const held = run(bars, scripted({ 0: (c) => c.out.target(0.5), 1: (c) => c.out.target(0) }));
    expect(held.account.cash).toBe(1000 - 50 + 50);
    expect(held.trades[0]).toMatchObject({ pnl: 0 });
    const late = run(bars, scripted({ 1: (c) => c.out.target(0.5) }));
    expect(late.account.cash).toBe(1000 - 50 * 9);
    const short = run(bars, scripted({ 0: (c) => c.out.target(-0.5) }), 1000, { shorting: true });
    expect(short.equity[2]).toBe(1000 + 50 - 50);
  });

  it('actions already in the prices are ignored', () => {
    const bars = tape([flat(10), flat(10), flat(10)], { actions: [{ ...splitAtRow(2, 2), inPrice: true }] });
    expect(run(bars, buy).account.positions[0]!.quantity).toBe(50);
    expect(run({ ...bars, basis: 'split', actions: [splitAtRow(2, 2)] }, buy).account.positions[0]!.quantity).toBe(50);
  });

  it('a strategy that is not scale-free sees the prices that traded, the past restated', () => {
    const seen: number[][] = [];
    const bars = tape([flat(10), flat(10), flat(5), flat(6)], { actions: [splitAtRow(2, 2)] });
    const look = (c: { cols: { close: { now: number; ago(k: number): number } } }) =>
      void seen.push([c.cols.close.now, c.cols.close.ago(1)]);
    run(bars, scripted({ 1: look, 2: look, 3: look }));
    expect(seen).toEqual([
      [10, 10],
      [5, 5],
      [6, 5],
    ]);
  });
});

describe('the decision', () => {
  it('the last history close decides, and fills at the first evaluation open', () => {
    const bars = tape([flat(10), flat(10), flat(20), flat(20)]);
    const seen: number[] = [];
    const strategy = scripted({
      0: () => seen.push(0),
      1: (c) => (seen.push(1), c.out.target(0.5)),
      2: () => seen.push(2),
      3: () => seen.push(3),
    });
    const result = run(bars, strategy, 1000, {}, { from: 2 });
    expect(seen).toEqual([1, 2, 3]);
    expect(result.fills.at(0)).toMatchObject({ time: timeOf(2), quantity: 50, price: 20 });
    expect([...result.time]).toEqual([timeOf(2), timeOf(3)]);
  });

  it('a held position is resized only past a tenth of drift', () => {
    const always = scripted(
      Object.fromEntries([0, 1, 2, 3].map((t) => [t, (c: { out: { target(s: number): void } }) => c.out.target(0.5)])),
    );
    expect(run(tape([flat(10), flat(10), flat(11), flat(11)]), always).fills.length).toBe(1);
    const drifted = run(tape([flat(10), flat(10), flat(15), flat(15)]), always);
    expect(drifted.fills.toArray().map((f) => [f.side, f.quantity])).toEqual([
      ['buy', 50],
      ['sell', 9],
    ]);
  });

  it('a negative target is flat and recorded, unless shorting is allowed', () => {
    const bars = tape([flat(10), flat(10), flat(8)]);
    const result = run(bars, scripted({ 0: (c) => c.out.target(-1) }));
    expect(result.denialCounts).toEqual({ 'short-not-allowed': 1 });
    const short = run(bars, scripted({ 0: (c) => c.out.target(-1) }), 1000, { shorting: true });
    expect(short.account.positions[0]!.quantity).toBe(-100);
    expect(short.equity[2]).toBe(1200);
  });

  it('equity at or below zero is liquidated at the next open and trading stops', () => {
    const bars = tape([flat(10), flat(10), flat(25), flat(26), flat(26)]);
    const strategy = scripted({ 0: (c) => c.out.target(-1), 3: (c) => c.out.target(1) });
    const result = run(bars, strategy, 1000, { shorting: true });
    expect([...result.equity]).toEqual([1000, 1000, -500, -600, -600]);
    expect(result.account.positions).toEqual([]);
    expect(result.warnings.join()).toMatch(/stopped/);
  });

  it('interest accrues on cash by calendar days', () => {
    const result = run(tape([flat(10), flat(10), flat(10)]), scripted({}), 100_000, { cashInterest: 0.0365 });
    expect([...result.equity]).toEqual([100_000, 100_010, 100_020.001]);
    expect(result.interest).toBe(20.001);
  });
});
