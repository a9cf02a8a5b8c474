import type { OrderOptions, OrderRequest, Orders, ProtectionChanges } from '@bot-v2/sdk';
import { flat, freeRun, placing } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';

/** Fills of what is done at rows of a tape: row, side, quantity, price, cause. */
function fills(candles: readonly Candle[], acts: Parameters<typeof scripted>[0], terms: object = {}) {
  const run = freeRun(tape(candles), scripted(acts), 10_000, terms);
  const rows = new Map(Array.from(run.legs[0]!.bars.time, (time, row) => [time, row]));
  return run.fills.toArray().map((f) => [rows.get(f.time), f.side, f.quantity, f.price, f.cause]);
}

const once = (request: OrderRequest) => ({ 0: placing(request) });

describe('stop-limit orders', () => {
  const buy = (limit: number): OrderRequest => ({ side: 'buy', quantity: 10, stop: 11, limit });

  it('fill at the stop when the limit allows it, and not beyond the limit', () => {
    expect(fills([flat(10), [10, 12, 10, 12]], once(buy(11.5)))).toEqual([[1, 'buy', 10, 11, 'stop-limit']]);
    const costs = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 1000 } };
    expect(fills([flat(10), [10, 12, 10, 12]], once(buy(11.5)), costs)).toEqual([[1, 'buy', 10, 11.5, 'stop-limit']]);
  });

  it('a gap beyond the limit leaves a limit order', () => {
    expect(fills([flat(10), [13, 14, 12.5, 13], [13, 13, 11, 12]], once(buy(11.5)))).toEqual([
      [2, 'buy', 10, 11.5, 'limit-through'],
    ]);
    // Triggered at the open, so the rest of that bar counts.
    expect(fills([flat(10), [13, 14, 11, 13]], once(buy(11.5)))).toEqual([[1, 'buy', 10, 11.5, 'limit-through']]);
  });

  it('a limit on the near side of the stop waits for the next bar', () => {
    expect(fills([flat(10), [10, 12, 9, 12], [12, 12, 10, 12]], once(buy(10.5)))).toEqual([
      [2, 'buy', 10, 10.5, 'limit-through'],
    ]);
  });

  it('a sell mirrors it', () => {
    const act = {
      0: placing({ side: 'buy', quantity: 10 }),
      1: placing({ side: 'sell', quantity: 10, stop: 9, limit: 8.5 }),
    };
    expect(fills([flat(10), flat(10), [10, 10, 8, 8]], act)[1]).toEqual([2, 'sell', 10, 9, 'stop-limit']);
  });
});

describe('trailing stops', () => {
  const held = (request: Partial<OrderRequest>) => ({
    0: placing({ side: 'buy' as const, quantity: 10 }),
    1: placing({ side: 'sell' as const, quantity: 10, ...request }),
  });

  it('follow the best price by an amount, from the bar after it', () => {
    // Placed at close 10: stop 9. The high of 13 lifts it to 12 for the next bar, not for its own.
    expect(fills([flat(10), flat(10), [10, 13, 9.5, 12.5], [12.5, 12.6, 11, 11.5]], held({ trail: 1 }))[1]).toEqual([
      3,
      'sell',
      10,
      12,
      'stop-touched',
    ]);
  });

  it('or by percent of it, and gap at the open', () => {
    expect(fills([flat(10), flat(10), [10, 20, 9.5, 19], [17, 17, 16, 16]], held({ trailPercent: 10 }))[1]).toEqual([
      3,
      'sell',
      10,
      17,
      'stop-gap-open',
    ]);
  });

  it('never move back', () => {
    expect(
      fills(
        [flat(10), flat(10), [10, 13, 12.5, 13], [12.6, 12.7, 12.3, 12.4], [12.4, 12.4, 12, 12]],
        held({ trail: 1 }),
      )[1],
    ).toEqual([4, 'sell', 10, 12, 'stop-touched']);
  });

  it('a buy follows the low', () => {
    const act = { 0: placing({ side: 'sell', quantity: 10 }), 1: placing({ side: 'buy', quantity: 10, trail: 1 }) };
    expect(fills([flat(10), flat(10), [10, 10.5, 7, 7.5], [7.5, 9, 7.5, 9]], act)[1]).toEqual([
      3,
      'buy',
      10,
      8,
      'stop-touched',
    ]);
  });

  it('take a limit along, as far as they move', () => {
    // At close 10: stop 9, limit 8.5. The high of 13 lifts them to 12 and 11.5: below that it waits, and sells at 11.5.
    const candles: Candle[] = [flat(10), flat(10), [10, 13, 9.5, 12.5], [11, 11.4, 10, 10], [10, 12, 10, 12]];
    expect(fills(candles, held({ trail: 1, limit: 8.5 }))[1]).toEqual([4, 'sell', 10, 11.5, 'limit-through']);
    // Within the limit it sells at the stop.
    expect(fills([...candles.slice(0, 3), [12.5, 12.6, 11, 11.5]], held({ trail: 1, limit: 8.5 }))[1]).toEqual([
      3,
      'sell',
      10,
      12,
      'stop-limit',
    ]);
  });

  it('never buy where the limit they took along is not a price any more', () => {
    // Placed at close 10: stop 13, limit 5. At a low of 5 they are 8 and 0.
    const act = {
      0: placing({ side: 'sell', quantity: 10 }),
      1: placing({ side: 'buy', quantity: 10, trail: 3, limit: 5 }),
    };
    expect(fills([flat(10), flat(10), [10, 10, 5, 5], [5, 9, 5, 9], [9, 9, 0.5, 1]], act)).toHaveLength(1);
  });

  it('after an entry, they start from its fill', () => {
    const act = {
      0: ({ out }: { out: { order(r: OrderRequest): number } }) => {
        const entry = out.order({ side: 'buy', quantity: 10 });
        out.order({ side: 'sell', quantity: 10, trail: 1, after: entry });
      },
    };
    expect(fills([flat(10), [12, 12, 11.5, 12], [12, 12, 10.5, 11]], act)).toEqual([
      [1, 'buy', 10, 12, 'next-open'],
      [2, 'sell', 10, 11, 'stop-touched'],
    ]);
  });
});

describe('changing orders', () => {
  it('price and quantity of a working order', () => {
    let id = 0;
    const act = {
      0: ({ out }: { out: { order(r: OrderRequest): number } }) =>
        void (id = out.order({ side: 'buy', quantity: 10, limit: 8 })),
      1: ({ out }: { out: { amend(id: number, c: object): void } }) => out.amend(id, { limit: 9.5, quantity: 4 }),
    };
    expect(fills([flat(10), flat(10), [10, 10, 9, 10]], act)).toEqual([[2, 'buy', 4, 9.5, 'limit-through']]);
  });

  it('less quantity keeps the place in the queue, another price loses it', () => {
    const queue = (change: object) => {
      let first = 0;
      return fills(
        [flat(10), flat(10), [10, 10, 8, 10]],
        {
          0: ({ out }) => {
            first = out.order({ side: 'buy', quantity: 700, limit: 9 });
            out.order({ side: 'buy', quantity: 500, limit: 9 });
          },
          1: ({ out }) => out.amend(first, change),
        },
        {},
      ).map((fill) => fill[2]);
    };
    // 10,000 of cash buys 1,111 at 9: the last in the queue is cut.
    expect(queue({ quantity: 690 })).toEqual([690, 421]);
    expect(queue({ limit: 9, quantity: 700 })).toEqual([500, 611]);
    expect(queue({ quantity: 710 })).toEqual([500, 611]);
  });

  it('the distance of a trailing stop, and no price it does not have', () => {
    let id = 0;
    const run = freeRun(
      tape([flat(10), flat(10), flat(10), [10, 10, 7, 7]]),
      scripted({
        0: placing({ side: 'buy', quantity: 10 }),
        1: ({ out }) => void (id = out.order({ side: 'sell', quantity: 10, trail: 5 })),
        2: ({ out }) => {
          out.amend(id, { trail: 2 });
          out.amend(id, { limit: 9 });
        },
      }),
      10_000,
    );
    expect(run.denialCounts).toEqual({ 'prices-do-not-fit': 1 });
    expect(run.fills.at(1)).toBeUndefined();
    expect(run.expired).toBe(1);
  });

  it('to less than has filled ends it', () => {
    let id = 0;
    const run = freeRun(
      tape([flat(10), flat(10), flat(10), flat(10)], { volume: new Float64Array(4).fill(100) }),
      scripted({
        0: ({ out }) => void (id = out.order({ side: 'buy', quantity: 50 })),
        1: ({ out }) => out.amend(id, { quantity: 5 }),
      }),
      10_000,
      { volumeShare: 0.1 },
    );
    expect(run.fills.toArray().map((f) => f.quantity)).toEqual([10]);
  });
});

describe('positions in part', () => {
  it('close sells a part, protect sets the prices', () => {
    const act = {
      0: placing({ side: 'buy', quantity: 10 }),
      1: ({ out }: { out: { close(p?: number): void; protect(p: object): void } }) => {
        out.close(0.3);
        out.protect({ stopLoss: 9 });
      },
    };
    expect(fills([flat(10), flat(10), [10, 10, 8, 8]], act).slice(1)).toEqual([
      [2, 'sell', 3, 10, 'next-open'],
      [2, 'sell', 7, 9, 'stop-loss'],
    ]);
  });

  const protectedBuy = placing({ side: 'buy', quantity: 10, stopLoss: 8, takeProfit: 13 });
  const down: Candle = [10, 10, 7, 7];
  const up: Candle = [10, 14, 10, 14];
  const first = (changes: ProtectionChanges, candle: Candle) =>
    fills([flat(10), flat(10), candle], { 0: protectedBuy, 1: ({ out }) => out.protect(changes) }).slice(1);
  const stopped = (price: number) => [[2, 'sell', 10, price, 'stop-loss']];
  const taken = (price: number) => [[2, 'sell', 10, price, 'take-profit']];

  it.each<[ProtectionChanges, unknown, unknown]>([
    [{}, stopped(8), taken(13)],
    [{ stopLoss: 9 }, stopped(9), taken(13)],
    [{ takeProfit: 12 }, stopped(8), taken(12)],
    [{ stopLoss: null }, [], taken(13)],
    [{ takeProfit: null }, stopped(8), []],
    [{ stopLoss: 9, takeProfit: null }, stopped(9), []],
    [{ stopLoss: null, takeProfit: null }, [], []],
  ])('after protect(%j): a price sets a side, null removes it, what is left out stays', (changes, fall, rise) => {
    expect(first(changes, down)).toEqual(fall);
    expect(first(changes, up)).toEqual(rise);
  });

  it('an order that enlarges a position, or a repeated target, leaves the side it does not name', () => {
    const all = (side: unknown[][]) => side.map(([row, what, , ...rest]) => [row, what, 15, ...rest]);
    const more = { 0: protectedBuy, 1: placing({ side: 'buy', quantity: 5, stopLoss: 9 }) };
    expect(fills([flat(10), flat(10), down], more).slice(2)).toEqual(all(stopped(9)));
    expect(fills([flat(10), flat(10), up], more).slice(2)).toEqual(all(taken(13)));
    const again = {
      0: ({ out }: { out: Orders }) => out.target(1, { stopLoss: 8, takeProfit: 13 }),
      1: ({ out }: { out: Orders }) => out.target(1, { takeProfit: 12 }),
    };
    expect(fills([flat(10), flat(10), down], again)[1]).toEqual([2, 'sell', 1000, 8, 'stop-loss']);
    expect(fills([flat(10), flat(10), up], again)[1]).toEqual([2, 'sell', 1000, 12, 'take-profit']);
  });

  it('an order that turns a position around starts with its own protection alone', () => {
    const turn = { 0: protectedBuy, 1: placing({ side: 'sell', quantity: 20, stopLoss: 11 }) };
    expect(fills([flat(10), flat(10), flat(10), down], turn, { shorting: true }).slice(2)).toEqual([]);
    expect(fills([flat(10), flat(10), flat(10), up], turn, { shorting: true }).slice(2)).toEqual([
      [3, 'buy', 10, 11, 'stop-loss'],
    ]);
  });

  it('null is for protect alone, elsewhere it is refused by name', () => {
    const nothing = { stopLoss: null } as unknown as OrderOptions;
    expect(() => fills([flat(10), flat(10)], { 0: ({ out }) => out.target(1, nothing) })).toThrow(
      'target: stopLoss null is no number',
    );
  });

  it('a fraction becomes a quantity at the decision close, at the limit where there is one', () => {
    expect(fills([flat(10), flat(12)], once({ side: 'buy', fraction: 0.6 }))[0]).toEqual([
      1,
      'buy',
      600,
      12,
      'next-open',
    ]);
    expect(fills([flat(10), [10, 10, 7, 8]], once({ side: 'buy', fraction: 0.6, limit: 8 }))[0]).toEqual([
      1,
      'buy',
      750,
      8,
      'limit-through',
    ]);
  });
});

describe('an order that covers a short and turns it', () => {
  // What it covers and what it opens do not add up to it: 7 billionths of a share are missing.
  const [short, order] = [10_053_175.8, 58_123_069.9];
  const sell = placing({ side: 'sell', quantity: short });
  const terms = { fractional: true };
  const run = (request: OrderRequest) =>
    freeRun(tape(Array.from({ length: 4 }, () => flat(0.01))), scripted({ 0: sell, 1: placing(request) }), 1e7, terms);

  it.each([
    ['at market', {}],
    ['at its limit', { limit: 0.02 }],
  ])('fills whole and leaves nothing to work on, %s', (_, more) => {
    expect(short + (order - short)).not.toBe(order);
    const { orders, fills, expired } = run({ side: 'buy', quantity: order, ...more });
    expect(fills.toArray().map(({ quantity }) => quantity)).toEqual(orders.map(({ quantity }) => quantity));
    expect(expired).toBe(0);
  });
});
