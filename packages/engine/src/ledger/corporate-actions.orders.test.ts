import type { CorporateAction, OrderRequest } from '@bot-v2/sdk';
import { dividendAtRow, splitAtRow, tape, timeOf } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { flat, freeRun, holding, placing } from '../../test/free-run.js';
import { scripted } from '../../test/scripted.strategy.js';

describe('a 7:1 split', () => {
  const at700 = [flat(700), flat(700)];
  const seven = splitAtRow(2, 7);
  const exDay = (candle: Candle) => tape([...at700, candle, flat(candle[3])], { actions: [seven] });

  it.each([
    ['long', 0.7, 700, 100_000 - 70_000],
    ['short', -0.7, -700, 100_000 + 70_000],
  ])(
    '%s: seven times the shares at a seventh of the cost, no cash moves, no wealth changes',
    (_, signal, held, cash) => {
      const result = freeRun(exDay(flat(100)), holding(signal), 100_000);
      expect(result.account.positions).toEqual([{ symbol: 'X', quantity: held, averagePrice: 100 }]);
      expect(result.account.cash).toBe(cash);
      expect([...result.equity]).toEqual([100_000, 100_000, 100_000, 100_000]);
      expect(result.trades[0]).toMatchObject({ quantity: 700, entryPrice: 100, pnl: 0 });
    },
  );

  // Entered with 100 shares at 700; the order rests from the close of row 1; the last columns are the ex-date's bar and its fill.
  it.each<[string, number, OrderRequest, Candle, object | null]>([
    ['buy limit', 0.7, { side: 'buy', quantity: 5, limit: 630 }, [100, 100, 89, 100], { quantity: 35, price: 90 }],
    ['buy limit, not through', 0.7, { side: 'buy', quantity: 5, limit: 630 }, [100, 100, 90, 100], null],
    ['sell limit', 0.7, { side: 'sell', quantity: 10, limit: 770 }, [100, 111, 100, 100], { quantity: 70, price: 110 }],
    ['sell limit, not through', 0.7, { side: 'sell', quantity: 10, limit: 770 }, [100, 110, 100, 100], null],
    ['sell stop', 0.7, { side: 'sell', quantity: 10, stop: 665 }, [100, 100, 95, 100], { quantity: 70, price: 95 }],
    ['sell stop, not touched', 0.7, { side: 'sell', quantity: 10, stop: 665 }, [100, 100, 95.01, 100], null],
    ['buy stop', 0.2, { side: 'buy', quantity: 3, stop: 735 }, [100, 105, 100, 100], { quantity: 21, price: 105 }],
    [
      'short: buy stop',
      -0.7,
      { side: 'buy', quantity: 10, stop: 770 },
      [100, 110, 100, 100],
      { quantity: 70, price: 110 },
    ],
    [
      'short: buy limit',
      -0.7,
      { side: 'buy', quantity: 10, limit: 630 },
      [100, 100, 89, 100],
      { quantity: 70, price: 90 },
    ],
    [
      'short: sell limit',
      -0.2,
      { side: 'sell', quantity: 2, limit: 770 },
      [100, 111, 100, 100],
      { quantity: 14, price: 110 },
    ],
    [
      'short: sell stop',
      -0.2,
      { side: 'sell', quantity: 2, stop: 665 },
      [100, 100, 95, 100],
      { quantity: 14, price: 95 },
    ],
  ])('%s', (_, signal, request, candle, fill) => {
    const result = freeRun(exDay(candle), holding(signal, placing(request)), 100_000);
    expect(result.fills.length).toBe(fill === null ? 1 : 2);
    if (fill !== null) expect(result.fills.at(1)).toMatchObject({ ...fill, side: request.side, time: timeOf(2) });
  });

  it.each<[string, number, object, Candle, object | null]>([
    ['long, stop', 0.7, { stopLoss: 560 }, [100, 100, 80, 90], { cause: 'stop-loss', side: 'sell', price: 80 }],
    ['long, stop not reached', 0.7, { stopLoss: 560 }, [100, 100, 80.01, 90], null],
    [
      'long, target',
      0.7,
      { takeProfit: 840 },
      [100, 121, 100, 100],
      { cause: 'take-profit', side: 'sell', price: 120 },
    ],
    ['short, stop', -0.7, { stopLoss: 840 }, [100, 120, 100, 100], { cause: 'stop-loss', side: 'buy', price: 120 }],
    ['short, stop not reached', -0.7, { stopLoss: 840 }, [100, 119.9, 100, 100], null],
    ['short, target', -0.7, { takeProfit: 560 }, [100, 100, 79, 90], { cause: 'take-profit', side: 'buy', price: 80 }],
  ])('protection of a %s', (_, signal, protection, candle, fill) => {
    const strategy = scripted({ 0: (c) => c.out.target(signal, protection) });
    const result = freeRun(exDay(candle), strategy, 100_000);
    expect(result.fills.length).toBe(fill === null ? 1 : 2);
    if (fill !== null) expect(result.fills.at(1)).toMatchObject({ ...fill, quantity: 700, time: timeOf(2) });
  });
});

describe('a special dividend of 3.08 on a share of 30', () => {
  const special: CorporateAction = { ...dividendAtRow(2, 3.08), special: true } as CorporateAction;
  const exDay = (candle: Candle) => tape([flat(30), flat(30), candle, flat(candle[3])], { actions: [special] });

  it.each([
    ['long receives', 0.6, 50_000 - 30_000 + 3_080],
    ['short pays', -0.6, 50_000 + 30_000 - 3_080],
  ])('%s it on the shares of the close before; cost basis and shares stay', (_, signal, cash) => {
    const result = freeRun(exDay(flat(26.92)), holding(signal), 50_000);
    expect(result.account.cash).toBe(cash);
    expect(result.account.positions).toEqual([{ symbol: 'X', quantity: 1000 * Math.sign(signal), averagePrice: 30 }]);
    expect(result.equity[3]).toBeCloseTo(50_000, 8);
    expect(result.trades[0]!.pnl).toBeCloseTo(0, 8);
  });

  it.each([
    ['bought', 0.6],
    ['sold short', -0.6],
  ])('nothing moves for who %s at the ex-date open', (_, signal) => {
    const result = freeRun(exDay(flat(27)), scripted({ 1: (c) => c.out.target(signal) }), 50_000);
    const quantity = result.account.positions[0]!.quantity;
    expect(Math.abs(quantity)).toBe(1000);
    expect(result.account.cash).toBe(50_000 - quantity * 27);
  });

  // Resting prices do not move: what lies within the dividend's reach is hit at the ex-date open, what lies outside is not.
  it.each<[string, number, OrderRequest, object | null]>([
    ['sell stop within reach', 0.6, { side: 'sell', quantity: 10, stop: 28 }, { price: 27, cause: 'stop-gap-open' }],
    ['sell stop below', 0.6, { side: 'sell', quantity: 10, stop: 26.9 }, null],
    ['buy limit within reach', 0.6, { side: 'buy', quantity: 10, limit: 28 }, { price: 27, cause: 'limit-gap-open' }],
    ['sell limit', 0.6, { side: 'sell', quantity: 10, limit: 30.5 }, null],
    [
      'short: buy limit within reach',
      -0.6,
      { side: 'buy', quantity: 10, limit: 28 },
      { price: 27, cause: 'limit-gap-open' },
    ],
    ['short: buy stop', -0.6, { side: 'buy', quantity: 10, stop: 30.5 }, null],
  ])('%s', (_, signal, request, fill) => {
    const result = freeRun(exDay(flat(27)), holding(signal, placing(request)), 50_000);
    expect(result.fills.length).toBe(fill === null ? 1 : 2);
    if (fill !== null) expect(result.fills.at(1)).toMatchObject({ ...fill, quantity: 10, time: timeOf(2) });
    const traded = fill === null ? 0 : (request.side === 'buy' ? -10 : 10) * 27;
    expect(result.account.cash).toBe(50_000 - 50_000 * signal + 3_080 * Math.sign(signal) + traded);
  });

  it.each([
    ['long', 0.6, { stopLoss: 28 }, 'stop-loss-gap-open'],
    ['short', -0.6, { takeProfit: 28 }, 'take-profit-gap-open'],
  ])('protection of a %s within reach closes at the open, after the dividend', (_, signal, protection, cause) => {
    const strategy = scripted({ 0: (c) => c.out.target(signal, protection) });
    const result = freeRun(exDay(flat(27)), strategy, 50_000);
    expect(result.fills.at(1)).toMatchObject({ cause, quantity: 1000, price: 27 });
    expect(result.account.cash).toBe(50_000 + Math.sign(signal) * (3_080 - 3_000));
    expect(result.trades).toMatchObject([{ pnl: Math.sign(signal) * 80 }]);
  });

  it('one that is not smaller than the close before is refused', () => {
    const bars = tape([flat(3), flat(3), flat(1), flat(1)], { actions: [special] });
    expect(() => freeRun(bars, holding(0.5), 50_000)).toThrow(
      expect.objectContaining({ code: 'BOT_DATA_MALFORMED', message: expect.stringContaining('3.08 on 2020-01-03') }),
    );
  });
});
