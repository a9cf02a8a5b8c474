import { flatAccount } from '@bot-v2/sdk';
import type { OrderRequest, Orders } from '@bot-v2/sdk';
import { flat, freeRun } from '../../test/free-run.js';
import { tape, timeOf } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';

const run = (candles: readonly Candle[], act: (out: Orders) => void, terms: object = {}, later: object = {}) =>
  freeRun(
    tape(candles, { volume: new Float64Array(candles.length).fill(100) }),
    scripted({ 0: ({ out }) => act(out), ...later }),
    10_000,
    terms,
  );
const facts = (result: ReturnType<typeof run>) =>
  result.fills.toArray().map((f) => [f.side, f.quantity, f.price, f.cause]);

describe('one cancels other', () => {
  const pair = (out: Orders, more: Partial<OrderRequest> = {}) => {
    const low = out.order({ side: 'buy', quantity: 10, limit: 9 });
    out.order({ side: 'buy', quantity: 20, stop: 11, oco: low, ...more });
  };

  it('the first to fill ends the others, whichever it is', () => {
    expect(facts(run([flat(10), [10, 10, 8, 8], [12, 12, 12, 12]], pair))).toEqual([['buy', 10, 9, 'limit-through']]);
    expect(facts(run([flat(10), [10, 12, 10, 12], [8, 8, 8, 8]], pair))).toEqual([['buy', 20, 11, 'stop-touched']]);
  });

  it('a bar that reaches both fills one', () => {
    expect(run([flat(10), [10, 12, 8, 10], flat(10)], pair).fills.length).toBe(1);
  });

  it('a partial fill takes as much off the others', () => {
    const act = (out: Orders) => {
      const low = out.order({ side: 'buy', quantity: 30, limit: 9 });
      out.order({ side: 'buy', quantity: 30, stop: 11, oco: low });
    };
    // 10 a bar: the limit gets 10 of 30, the stop has 20 left of which two bars fill 10 each.
    const result = run([flat(10), [10, 10, 8, 9.5], [10, 12, 10, 12], flat(12), flat(12)], act, { volumeShare: 0.1 });
    expect(result.fills.toArray().map((f) => f.quantity)).toEqual([10, 10, 10]);
    expect(result.account.positions[0]!.quantity).toBe(30);
  });

  it('three are one group', () => {
    const act = (out: Orders) => {
      const one = out.order({ side: 'buy', quantity: 10, limit: 9 });
      const two = out.order({ side: 'buy', quantity: 10, limit: 8, oco: one });
      out.order({ side: 'buy', quantity: 10, stop: 12, oco: two });
    };
    expect(run([flat(10), [10, 10, 8.5, 8.5], [8, 8, 7, 7], flat(13)], act).fills.length).toBe(1);
  });
});

describe('one triggers other', () => {
  it('a child whose parent is cancelled at the same close, before it, ends with it', () => {
    let entry = 0;
    const open: number[] = [];
    const act = (out: Orders) => void (entry = out.order({ side: 'buy', quantity: 10, limit: 5 }));
    const result = run(
      [flat(10), flat(10), flat(10), flat(10)],
      act,
      {},
      {
        1: ({ out }: { out: Orders }) => {
          out.cancel(entry);
          out.order({ side: 'sell', quantity: 10, stop: 4, after: entry });
        },
        2: ({ account }: { account: { openOrders: number } }) => open.push(account.openOrders),
      },
    );
    expect([result.orders.length, open, result.expired]).toEqual([2, [0], 0]);
  });

  it('a child is asked for the position that what is left of its parent makes', () => {
    let entry = 0;
    const act = (out: Orders) => void (entry = out.order({ side: 'buy', quantity: 500 }));
    const child = {
      1: ({ out }: { out: Orders }) => void out.order({ side: 'buy', quantity: 550, limit: 9, after: entry }),
    };
    // 100 of 500 have filled; with the other 400, and 550 more, 1,050 shares of 9 are less than the account.
    const result = run([flat(10), flat(10), flat(10)], act, { volumeShare: 1 }, child);
    expect(result.fills.at(0)).toMatchObject({ order: 1, quantity: 100 });
    expect(result.denialCounts).toEqual({});
  });

  const entered = (out: Orders, limit = 9) => {
    const entry = out.order({ side: 'buy', quantity: 10, limit });
    const stop = out.order({ side: 'sell', quantity: 10, stop: limit - 1, after: entry });
    out.order({ side: 'sell', quantity: 10, limit: limit + 2, after: entry, oco: stop });
  };

  it('children wait for their parent, then cancel each other', () => {
    const result = run([flat(10), [10, 10, 8.5, 9], [9, 11.5, 9, 11], [7, 7, 7, 7]], entered);
    expect(facts(result)).toEqual([
      ['buy', 10, 9, 'limit-through'],
      ['sell', 10, 11, 'limit-through'],
    ]);
    expect(result.account.positions).toEqual([]);
  });

  it('a stop child of a resting entry works in its bar, a limit child from the next', () => {
    const result = run([flat(10), [10, 12, 7.5, 9], flat(9)], entered);
    expect(facts(result)).toEqual([
      ['buy', 10, 9, 'limit-through'],
      ['sell', 10, 8, 'stop-touched'],
    ]);
    expect(result.ambiguousBars).toBe(1);
  });

  it('children of a market entry work in its bar', () => {
    const act = (out: Orders) => {
      const entry = out.order({ side: 'buy', quantity: 10 });
      out.order({ side: 'sell', quantity: 10, limit: 11, after: entry });
    };
    expect(facts(run([flat(10), [10, 12, 10, 10]], act))[1]).toEqual(['sell', 10, 11, 'limit-through']);
  });

  it('end with a parent that never fills, by cancel or by time', () => {
    const ids: number[] = [];
    const act = (out: Orders) => {
      ids.push(out.order({ side: 'buy', quantity: 10, limit: 5 }));
      out.order({ side: 'sell', quantity: 10, stop: 4, after: ids[0]! });
      const day = out.order({ side: 'buy', quantity: 10, limit: 5, tif: 'day' });
      out.order({ side: 'sell', quantity: 10, stop: 4, after: day });
    };
    const open: number[] = [];
    const look = (c: { out: Orders; account: { openOrders: number } }) => {
      open.push(c.account.openOrders);
      c.out.cancel(ids[0]);
    };
    const result = run([flat(10), flat(10), flat(10)], act, {}, { 1: look, 2: look });
    expect(open).toEqual([2, 0]);
    expect(result.fills.length).toBe(0);
    expect(result.expired).toBe(1);
  });

  it('work for the part of their parent that filled', () => {
    const act = (out: Orders) => {
      const entry = out.order({ side: 'buy', quantity: 30, limit: 9, tif: 'day' });
      out.order({ side: 'sell', quantity: 30, stop: 8, after: entry });
    };
    const result = run([flat(10), [10, 10, 8.5, 9], [9, 9, 7, 7], flat(7)], act, { volumeShare: 0.1 });
    expect(facts(result)).toEqual([
      ['buy', 10, 9, 'limit-through'],
      ['sell', 10, 8, 'stop-touched'],
    ]);
  });

  it('may sell what their parent buys without a short sale, and no more', () => {
    const act = (quantity: number) => (out: Orders) => {
      const entry = out.order({ side: 'buy', quantity: 10 });
      out.order({ side: 'sell', quantity, stop: 9, after: entry });
    };
    expect(run([flat(10), flat(10), flat(8)], act(10), { shorting: false }).denialCounts).toEqual({});
    const more = run([flat(10), flat(10), flat(8)], act(15), { shorting: false });
    expect(facts(more)[1]).toEqual(['sell', 10, 8, 'stop-gap-open']);
  });

  it.each([
    ['cancelled', (out: Orders, id: number) => out.cancel(id)],
    ['amended to less than has filled', (out: Orders, id: number) => out.amend(id, { quantity: 5 })],
  ])('of a parent that is %s work from the next bar of their own symbol, however old another is', (_, ends) => {
    let entry = 0;
    const act = (out: Orders) => {
      entry = out.order({ side: 'buy', quantity: 30, limit: 9 });
      out.order({ side: 'sell', quantity: 30, stop: 8, after: entry });
    };
    const young = tape([flat(10), [10, 10, 8.5, 9], flat(9), [9, 9, 7, 7], flat(7), flat(7)], { symbol: 'A' });
    const bars = { ...young, time: Float64Array.from(young.time, (_time, row) => timeOf(20 + row)) };
    const volume = new Float64Array(6).fill(100);
    const old = tape(
      Array.from({ length: 26 }, () => flat(10)),
      { symbol: 'B' },
    );
    const result = runFrames({
      legs: [
        {
          symbol: 'A',
          bars: { ...bars, volume },
          from: 0,
          strategy: scripted({ 0: ({ out }) => act(out), 1: ({ out }) => ends(out, entry) }),
        },
        // An order of its own, so that its bars are matched.
        {
          symbol: 'B',
          bars: old,
          from: 0,
          strategy: scripted({ 0: ({ out }) => void out.order({ side: 'buy', quantity: 1, limit: 20 }) }, 'other'),
        },
      ],
      account: flatAccount(10_000, {
        costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 },
        volumeShare: 0.1,
      }),
      probe: false,
    });
    expect(facts(result).slice(1)).toEqual([
      ['buy', 10, 9, 'limit-through'],
      ['sell', 10, 8, 'stop-touched'],
    ]);
  });
});
