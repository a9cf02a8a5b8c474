import { flatAccount } from '@bot-v2/sdk';
import type { OrderRequest, Orders } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

type Acts = Readonly<Record<number, (out: Orders) => void>>;

/** Fills (row, side, quantity, price) of a run of 1,000 without costs; what cash cannot pay is not bought. */
function run(candles: readonly Candle[], acts: Acts, loop: Partial<LoopPolicies>, terms: object = {}) {
  const bars = tape(candles);
  const steps = Object.entries(acts).map(([row, act]) => [row, ({ out }: { out: Orders }) => act(out)]);
  const done = runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy: scripted(Object.fromEntries(steps) as never) }],
    account: flatAccount(1000, {
      costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 },
      shorting: true,
      ...terms,
    }),
    policies: {
      ...botPolicies,
      name: 'test',
      loop: { ...botPolicies.loop, shortfall: 'reject', buyingPower: 'cash', limitFill: 'touch', ...loop },
    },
    probe: false,
  });
  return done.fills.toArray().map((f) => [bars.time.indexOf(f.time), f.side, f.quantity, f.price]);
}

const order = (request: OrderRequest) => (out: Orders) => void out.order(request);
const buy = (quantity: number, more: Partial<OrderRequest> = {}): OrderRequest => ({ side: 'buy', quantity, ...more });
const sell = (quantity: number, more: Partial<OrderRequest> = {}): OrderRequest => ({
  ...buy(quantity, more),
  side: 'sell',
});

describe('orders asked for their cash when they are sent', () => {
  const both = (candles: readonly Candle[], acts: Acts) =>
    (['at-fill', 'at-submission'] as const).map((fundsCheck) => run(candles, acts, { fundsCheck }));

  it('pay for all that was sent before them at the same close', () => {
    const act = (out: Orders) => [60, 60].forEach((quantity) => out.order(buy(quantity)));
    // At the close of 10 they take 600 each of 1,000, at the open of 8 they would have taken 480.
    const [late, early] = both([flat(10), flat(8)], { 0: act });
    expect(late).toEqual([
      [1, 'buy', 60, 8],
      [1, 'buy', 60, 8],
    ]);
    expect(early).toEqual([[1, 'buy', 60, 8]]);
  });

  it('pay at their own price', () => {
    const act = (out: Orders) => [60, 60].forEach((quantity) => out.order(buy(quantity, { limit: 8 })));
    expect(both([flat(10), flat(8)], { 0: act })[1]).toHaveLength(2);
  });

  it('find the cash overdrawn by one that was refused', () => {
    const act = (out: Orders) => [60, 60, 4].forEach((quantity) => out.order(buy(quantity)));
    const [late, early] = both([flat(10), flat(8), flat(8)], { 0: act, 1: order(buy(4)) });
    expect(late).toHaveLength(3);
    expect(early).toEqual([
      [1, 'buy', 60, 8],
      [2, 'buy', 4, 8],
    ]);
  });

  it('may spend what a sale sent before them brings, not one sent after', () => {
    const acts = (first: OrderRequest, second: OrderRequest): Acts => ({
      0: order(buy(90)),
      1: (out) => [first, second].forEach((request) => out.order(request)),
    });
    const candles = [flat(10), flat(10), flat(10)];
    expect(both(candles, acts(sell(90), buy(80)))[1]).toHaveLength(3);
    expect(both(candles, acts(buy(80), sell(90)))[1]).toEqual([
      [1, 'buy', 90, 10],
      [2, 'sell', 90, 10],
    ]);
  });

  it('take what waits for them along, and cannot be cancelled at that close', () => {
    const bracket = (out: Orders) => {
      out.order(buy(60));
      const entry = out.order(buy(60));
      out.order(sell(60, { limit: 9, after: entry }));
    };
    expect(both([flat(10), flat(8), flat(9)], { 0: bracket })[1]).toEqual([[1, 'buy', 60, 8]]);
    const cancelled = (out: Orders) => out.cancel(out.order(buy(60)));
    expect(both([flat(10), flat(10)], { 0: cancelled })).toEqual([[], [[1, 'buy', 60, 10]]]);
  });
});

describe('where all cash there is may be spent', () => {
  it('a position is bounded by nothing else', () => {
    expect(run([flat(10), flat(10)], { 0: order(sell(500)) }, {})).toEqual([[1, 'sell', 500, 10]]);
  });

  it('an entry settles the contracts held at its price', () => {
    const acts: Acts = { 0: order(buy(2)), 1: (out) => [3, 6].forEach((quantity) => out.order(buy(quantity))) };
    // 800 of 1,000 are left; 3 more take 300, and 2 × 10 × 5 of variation are in: 600 pay for 6.
    const terms = { instruments: { X: { multiplier: 10, contractMargin: 100 } } };
    expect(run([flat(10), flat(10), flat(15)], acts, { fundsCheck: 'at-fill' }, terms)).toEqual([
      [1, 'buy', 2, 10],
      [2, 'buy', 3, 15],
      [2, 'buy', 6, 15],
    ]);
  });
});

describe('orders met as placed', () => {
  it('fill at the close in their turn, and pay no slippage there where that is bounded by limits', () => {
    const acts: Acts = {
      0: (out) => {
        out.order(buy(50, { tif: 'cls' }));
        out.order(buy(50));
      },
    };
    const candles: readonly Candle[] = [flat(10), [10, 20, 10, 19]];
    const terms = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 1000 } };
    // The close of 19 is paid first: 50 of 1,000 are left.
    expect(run(candles, acts, { queue: 'as-placed', money: 'exact', spreadOn: 'within-limit' }, terms)).toEqual([
      [1, 'buy', 50, 19],
    ]);
    expect(run(candles, acts, { queue: 'as-placed', money: 'exact', spreadOn: 'market' }, terms)).toEqual([
      [1, 'buy', 50, 11],
    ]);
  });
});

describe('what ends the other orders of a group', () => {
  const both = (candles: readonly Candle[], acts: Acts) =>
    (['fill', 'any-end'] as const).map((groupEnds) => run(candles, acts, { groupEnds }).slice(1));
  const first = order(buy(10));

  it('the cancelling of one', () => {
    let low = 0;
    const acts: Acts = {
      0: first,
      1: (out) => {
        low = out.order(buy(10, { limit: 9 }));
        out.order(buy(10, { stop: 12, oco: low }));
      },
      2: (out) => out.cancel(low),
    };
    expect(both([flat(10), flat(10), flat(10), flat(12)], acts)).toEqual([[[3, 'buy', 10, 12]], []]);
  });

  it('not of those that have yet to be asked for their cash: without it the others are of no group', () => {
    const acts: Acts = {
      0: (out) => {
        const over = out.order(buy(200, { limit: 9 }));
        const low = out.order(sell(200, { limit: 11, oco: over }));
        out.order(sell(10, { limit: 12, oco: low }));
      },
    };
    const candles = [flat(10), flat(10), flat(13)];
    const end = (fundsCheck: 'at-submission' | 'at-open') => run(candles, acts, { fundsCheck, groupEnds: 'any-end' });
    // 800 are missing for the first; the second brings 2,200.
    expect(end('at-submission')).toEqual([
      [2, 'sell', 200, 13],
      [2, 'sell', 10, 13],
    ]);
    expect(end('at-open')).toEqual(end('at-submission'));
  });

  it('of a bracket the fill of one exit, its cancelling or its time, though no group was named', () => {
    let stop = 0;
    const bracket =
      (more: Partial<OrderRequest> = {}) =>
      (out: Orders) => {
        const entry = out.order(buy(10));
        stop = out.order(sell(10, { stop: 8, after: entry, ...more }));
        out.order(sell(10, { limit: 12, after: entry }));
      };
    const up = [flat(10), flat(10), flat(10), flat(12), flat(8)];
    expect(both(up, { 0: first, 1: bracket() }).map((fills) => fills.length)).toEqual([3, 2]);
    expect(both(up, { 0: first, 1: bracket(), 2: (out) => out.cancel(stop) }).map((f) => f.length)).toEqual([2, 1]);
    const day = { tif: 'gtd', goodTill: tape(up).time[2]! } as const;
    expect(both(up, { 0: first, 1: bracket(day) }).map((fills) => fills.length)).toEqual([2, 1]);
  });

  it('of a bracket the cancelling of an exit while the entry waits', () => {
    let stop = 0;
    const acts: Acts = {
      0: first,
      1: (out) => {
        const entry = out.order(buy(10, { limit: 9 }));
        stop = out.order(sell(10, { stop: 8, after: entry }));
      },
      2: (out) => out.cancel(stop),
    };
    expect(both([flat(10), flat(10), flat(10), flat(9)], acts)).toEqual([[[3, 'buy', 10, 9]], []]);
  });

  it('of a bracket an entry that cash pays in part', () => {
    const acts: Acts = {
      0: order(sell(20)),
      1: (out) => {
        const entry = out.order(buy(100));
        out.order(sell(100, { limit: 16, after: entry }));
      },
    };
    // Closing 20 leaves 900 of 1,200, which do not pay for 80 more at 15.
    const closed = [2, 'buy', 20, 15];
    expect(both([flat(10), flat(10), flat(15), flat(16)], acts)).toEqual([[closed, [3, 'sell', 100, 16]], [closed]]);
  });
});

it('a margin call is met whatever is asked of orders', () => {
  const margin = { initial: 0.5, maintenance: 0.25, maintenanceShort: 0.3, interest: 0 };
  const done = runFrames({
    legs: [
      {
        symbol: 'X',
        bars: tape([10, 10, 6, 6].map(flat)),
        from: 0,
        strategy: scripted({ 0: ({ out }) => order(buy(190))(out) }),
      },
    ],
    account: flatAccount(1000, { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 }, margin }),
    policies: { ...botPolicies, name: 'test', loop: { ...botPolicies.loop, fundsCheck: 'at-submission' } },
    probe: false,
  });
  expect(done.fills.toArray().map((f) => f.side)).toEqual(['buy', 'sell']);
});
