import type { OrderRequest } from '@bot-v2/sdk';
import { flat, freeRun, placing } from '../../test/free-run.js';
import { firstDay, tape, timeOf, untrustedOpens } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';

const candles: readonly Candle[] = [flat(10), [10, 10.5, 9.5, 10.2], [10.2, 10.4, 8.8, 9], flat(9), flat(9)];
const outcome = (request: OrderRequest, more: Parameters<typeof tape>[1] = {}, terms: object = {}, rows = candles) => {
  const run = freeRun(tape(rows, more), scripted({ 0: placing(request) }), 10_000, terms);
  const byTime = new Map(Array.from(run.legs[0]!.bars.time, (time, row) => [time, row]));
  return { fills: run.fills.toArray().map((f) => [byTime.get(f.time), f.quantity, f.price]), expired: run.expired };
};
const volume = (value: number) => ({ volume: new Float64Array(candles.length).fill(value) });

describe('time in force', () => {
  it('gtc works until it is filled', () => {
    expect(outcome({ side: 'buy', quantity: 5, limit: 9 })).toEqual({ fills: [[2, 5, 9]], expired: 0 });
  });

  it('day ends with its bar of a day', () => {
    expect(outcome({ side: 'buy', quantity: 5, limit: 9, tif: 'day' })).toEqual({ fills: [], expired: 1 });
    expect(outcome({ side: 'buy', quantity: 5, limit: 9.8, tif: 'day' }).fills).toEqual([[1, 5, 9.8]]);
  });

  it('day ends so too for the limit that its stop has set off inside that bar', () => {
    let id = 0;
    const open: number[] = [];
    const run = freeRun(
      tape([flat(10), [10, 11.5, 10, 11.5], flat(12), flat(12)]),
      scripted({
        0: ({ out }) => void (id = out.order({ side: 'buy', quantity: 5, stop: 11, limit: 10.5, tif: 'day' })),
        1: ({ account, out }) => {
          open.push(account.openOrders);
          out.amend(id, { quantity: 6 });
        },
      }),
      10_000,
    );
    expect([open, run.denialCounts, run.expired]).toEqual([[0], { 'unknown-order': 1 }, 1]);
  });

  it('day of minute bars ends with the UTC day it began to work on', () => {
    const hours = (...at: number[]) => ({
      interval: '1h' as const,
      time: Float64Array.from(at, (hour) => firstDay + hour * 3_600_000),
    });
    const order: OrderRequest = { side: 'buy', quantity: 5, limit: 9, tif: 'day' };
    expect(outcome(order, hours(21, 22, 23, 30, 31)).fills).toEqual([[2, 5, 9]]);
    expect(outcome(order, hours(21, 22, 30, 31, 32))).toEqual({ fills: [], expired: 1 });
    // Decided on the last bar of a day, it works on the next one.
    expect(outcome(order, hours(23, 30, 31, 32, 33)).fills).toEqual([[2, 5, 9]]);
  });

  it('gtd works through the last bar that opens by then', () => {
    const till = (row: number): OrderRequest => ({
      side: 'buy',
      quantity: 5,
      limit: 9,
      tif: 'gtd',
      goodTill: timeOf(row),
    });
    expect(outcome(till(2)).fills).toEqual([[2, 5, 9]]);
    expect(outcome(till(1))).toEqual({ fills: [], expired: 1 });
  });

  it('ioc takes what the open gives, the rest is cancelled', () => {
    const order: OrderRequest = { side: 'buy', quantity: 50, tif: 'ioc' };
    expect(outcome(order, volume(100), { volumeShare: 0.2 })).toEqual({ fills: [[1, 20, 10]], expired: 1 });
    expect(outcome({ ...order, limit: 10.1 }).fills).toEqual([[1, 50, 10]]);
    expect(outcome({ ...order, limit: 9.9 })).toEqual({ fills: [], expired: 1 });
  });

  it('fok takes all of it or nothing', () => {
    const order: OrderRequest = { side: 'buy', quantity: 50, tif: 'fok' };
    expect(outcome(order, volume(100), { volumeShare: 0.2 })).toEqual({ fills: [], expired: 1 });
    expect(outcome(order, volume(1000), { volumeShare: 0.2 }).fills).toEqual([[1, 50, 10]]);
    // Neither what cash pays of it, nor what there is to sell.
    const dear: readonly Candle[] = [flat(10), flat(400), flat(400), flat(400), flat(400)];
    expect(outcome({ ...order, tif: 'ioc' }, {}, {}, dear).fills).toEqual([[1, 25, 400]]);
    expect(outcome(order, {}, {}, dear)).toEqual({ fills: [], expired: 1 });
    const held = scripted({
      0: placing({ side: 'buy', quantity: 30 }),
      1: (c) => void c.out.order({ side: 'sell', quantity: 50, tif: 'fok' }),
    });
    expect(freeRun(tape(candles), held, 10_000, { shorting: false }).fills.length).toBe(1);
  });

  it('opg fills at the open of a day', () => {
    expect(outcome({ side: 'buy', quantity: 5, tif: 'opg' }).fills).toEqual([[1, 5, 10]]);
    expect(outcome({ side: 'buy', quantity: 5, limit: 9, tif: 'opg' })).toEqual({ fills: [], expired: 1 });
    const time = Float64Array.from([0, 1, 2, 24, 25], (hour) => firstDay + hour * 3_600_000);
    expect(outcome({ side: 'buy', quantity: 5, tif: 'opg' }, { interval: '1h', time }).fills).toEqual([[3, 5, 9]]);
  });

  it('cls fills at the close of a daily bar', () => {
    expect(outcome({ side: 'buy', quantity: 5, tif: 'cls' }).fills).toEqual([[1, 5, 10.2]]);
    expect(outcome({ side: 'buy', quantity: 5, limit: 10.3, tif: 'cls' }).fills).toEqual([[1, 5, 10.2]]);
    expect(outcome({ side: 'buy', quantity: 5, limit: 10.1, tif: 'cls' })).toEqual({ fills: [], expired: 1 });
    expect(outcome({ side: 'buy', quantity: 5, tif: 'cls' }, { interval: '1h' }).fills).toEqual([]);
  });

  it('at once means at the close where the open is not trusted', () => {
    const quality = { ...tape([]).quality, findings: [untrustedOpens] };
    expect(outcome({ side: 'buy', quantity: 5, tif: 'ioc' }, { quality }).fills).toEqual([[1, 5, 10.2]]);
  });
});

describe('the share of volume a bar may fill', () => {
  it('is shared by the orders of a bar, and the rest goes on working', () => {
    const run = freeRun(
      tape(candles, volume(100)),
      scripted({
        0: ({ out }) => {
          out.order({ side: 'buy', quantity: 25 });
          out.order({ side: 'buy', quantity: 10 });
        },
      }),
      10_000,
      { volumeShare: 0.2 },
    );
    expect(run.fills.toArray().map((f) => [f.order, f.quantity, f.price])).toEqual([
      [1, 20, 10],
      [1, 5, 10.2],
      [2, 10, 10.2],
    ]);
  });

  it('lets a stopped position out over several bars', () => {
    const rows: Candle[] = [flat(10), flat(10), [10, 10, 8, 8], flat(8), flat(8)];
    const bars = tape(rows, { volume: Float64Array.of(0, 1000, 100, 100, 100) });
    const act = scripted({ 0: placing({ side: 'buy', quantity: 50, stopLoss: 9 }) });
    const run = freeRun(bars, act, 10_000, { volumeShare: 0.2 });
    expect(run.fills.toArray().map((f) => [f.side, f.quantity, f.price, f.cause])).toEqual([
      ['buy', 50, 10, 'next-open'],
      ['sell', 20, 9, 'stop-loss'],
      ['sell', 20, 8, 'next-open'],
      ['sell', 10, 8, 'next-open'],
    ]);
    expect(run.trades).toHaveLength(1);
  });

  it('nothing trades on a bar without volume', () => {
    expect(outcome({ side: 'buy', quantity: 5 }, volume(0), { volumeShare: 0.2 }).fills).toEqual([]);
  });
});
