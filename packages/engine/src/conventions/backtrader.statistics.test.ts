import { definePortfolioStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import type { Switches } from '../policies/index.js';
import type { FrameRun } from '../frame-driver/index.js';
import { tradeAnalysis } from './backtrader.trades.js';
import { conventionsOf, statisticsByName } from './index.js';

type Script = Parameters<typeof scripted>[0];
const flat = (price: number): Candle => [price, price, price, price];

/** Bars from 28 December 2020 on, one a day. */
function figures(candles: readonly Candle[], script: Script) {
  const time = Float64Array.from(candles, (_, i) => Date.UTC(2020, 11, 28 + i));
  const run = runFrames({
    legs: [{ symbol: 'X', bars: tape(candles, { time }), from: 0, strategy: scripted(script) }],
    account: flatAccount(1000, { shorting: true, costs: { halfSpreadBps: 0, slippageBps: 0 } }),
    policies: conventionsOf('backtrader'),
    risk: { maxPosition: Infinity },
    probe: false,
  });
  return statisticsByName(run)!;
}

const buy = (quantity: number) => ({ side: 'buy', quantity }) as const;
const sell = (quantity: number) => ({ side: 'sell', quantity }) as const;

/** Profits of 30, −5 and 0; equity of 1000, 1020, 1020, 1030 in 2020, then 1030, 1025, 1025, 1005 with 10 bought at 12. */
const threeTrades = () =>
  figures([flat(10), [10, 12, 10, 12], flat(12), [13, 13, 11, 11], flat(11), flat(12), flat(12), [12, 12, 10, 10]], {
    0: ({ out }) => out.order(buy(10)),
    2: ({ out }) => out.order(sell(10)),
    3: ({ out }) => out.order(sell(5)),
    4: ({ out }) => out.order(buy(5)),
    5: ({ out }) => out.order(buy(4)),
    6: ({ out }) => {
      out.order(sell(4));
      out.order(buy(10));
    },
  });

describe("backtrader's analyzers", () => {
  it('count bars below the peak, to the last', () => {
    expect(threeTrades()).toMatchObject({
      'drawdown.len': 3,
      'drawdown.moneydown': 25,
      'drawdown.drawdown': 2500 / 1030,
      'drawdown.max.len': 3,
      'drawdown.max.moneydown': 25,
      'drawdown.max.drawdown': 2500 / 1030,
      'timedrawdown.maxdrawdown': 2500 / 1030,
      'timedrawdown.maxdrawdownperiod': 3,
    });
    const falling = figures([flat(10), flat(10), flat(9)], { 0: ({ out }) => out.order(buy(10)) });
    expect(falling['drawdown.max.len']).toBe(1);
    expect(figures([flat(10), flat(10)], {})['drawdown.max.len']).toBe(0);
  });

  it('go on counting, by time, where the peak is met again but not passed', () => {
    const { 'drawdown.max.len': len, 'timedrawdown.maxdrawdownperiod': period } = figures(
      [flat(10), flat(10), flat(9), flat(10), flat(9)],
      { 0: ({ out }) => out.order(buy(10)) },
    );
    expect([len, period]).toEqual([1, 2]);
  });

  it('make an SQN of the profits of two trades or more, 0 of fewer', () => {
    expect(threeTrades()['sqn']).toBeCloseTo((25 * Math.sqrt(3)) / Math.sqrt(2150), 12);
    const one: Script = { 0: ({ out }) => out.order(buy(1)), 1: ({ out }) => out.order(sell(1)) };
    expect(figures([flat(10), flat(10), flat(12)], one)['sqn']).toBe(0);
    expect(figures([flat(10), flat(10)], {})['sqn']).toBe(0);
  });

  it('count a trade that earned nothing as won', () => {
    expect(threeTrades()).toMatchObject({
      'trades.total.total': 4,
      'trades.total.open': 1,
      'trades.total.closed': 3,
      'trades.won.total': 2,
      'trades.won.pnl.total': 30,
      'trades.won.pnl.average': 15,
      'trades.won.pnl.max': 30,
      'trades.lost.total': 1,
      'trades.lost.pnl.max': -5,
      'trades.pnl.gross.total': 25,
      'trades.pnl.net.average': 25 / 3,
      'trades.streak.won.current': 1,
      'trades.streak.won.longest': 1,
      'trades.streak.lost.current': 0,
      'trades.streak.lost.longest': 1,
      'trades.long.total': 2,
      'trades.long.won': 2,
      'trades.long.pnl.average': 15,
      'trades.short.total': 1,
      'trades.short.lost': 1,
      'trades.short.pnl.lost.average': -5,
      'trades.len.total': 4,
      'trades.len.max': 2,
      'trades.len.min': 1,
      'trades.len.won.average': 1.5,
      'trades.len.short.lost.total': 1,
    });
  });

  it('say no more of a side than that it was not traded', () => {
    const long = figures([flat(10), flat(10), flat(12)], {
      0: ({ out }) => out.order(buy(1)),
      1: ({ out }) => out.order(sell(1)),
    });
    expect(Object.entries(long).filter(([key]) => key.includes('short'))).toEqual([['trades.short.total', 0]]);
  });

  it('take the trades that one bar closes in the order of its fills', () => {
    const [up, down] = [
      [flat(10), flat(10), flat(12)],
      [flat(10), flat(10), flat(8)],
    ].map((candles) => tape(candles));
    const strategy = definePortfolioStrategy({
      id: 'pair',
      version: '1.0.0',
      params: z.object({}),
      warmup: () => 0,
      prepare: ({ close }) => ({ close }),
      onBar: ({ positions, out }) => {
        const held = positions[0]!.quantity > 0;
        // The second symbol, which loses, goes first.
        for (const leg of [1, 0]) out[leg]!.order(held ? sell(1) : buy(1));
      },
    });
    const run = runFrames({
      legs: [up!, down!].map((bars, k) => ({
        symbol: 'XY'[k]!,
        bars: { ...bars, symbol: 'XY'[k]! },
        from: 0,
        strategy,
      })),
      account: flatAccount(1000, { costs: { halfSpreadBps: 0, slippageBps: 0 } }),
      policies: conventionsOf('backtrader'),
      probe: false,
    });
    expect(statisticsByName(run)).toMatchObject({
      'trades.total.closed': 2,
      'trades.streak.won.current': 1,
      'trades.streak.lost.current': 0,
    });
  });

  it('state cash with what is lent for purchases, or bound by shorts', () => {
    const cash = (request: ReturnType<typeof buy> | ReturnType<typeof sell>, switches: Switches, terms: object) => {
      const run = runFrames({
        legs: [
          {
            symbol: 'X',
            bars: tape([flat(10), flat(10), flat(12)]),
            from: 0,
            strategy: scripted({ 0: ({ out }) => out.order(request) }),
          },
        ],
        account: flatAccount(1000, { shorting: true, costs: { halfSpreadBps: 0, slippageBps: 0 }, ...terms }),
        policies: conventionsOf('backtrader', switches),
        probe: false,
      });
      return statisticsByName(run)!['broker.cash'];
    };
    const margin = { margin: { initial: 0.25 } };
    expect(cash(buy(40), {}, {})).toBe(600);
    expect(cash(buy(40), {}, margin)).toBe(900);
    expect(cash(sell(40), {}, margin)).toBe(1400);
    expect(cash(sell(40), { buyingPower: 'cash-less-shorts' }, margin)).toBe(900);
  });

  it('leave trades of no bars out of the shortest of their kind, and forget one of all with the next', () => {
    // In and out at 10 in one bar, then two bars long, then in and out in one bar again.
    const script: Script = {
      0: ({ out }) => [out.order(buy(1)), out.order(sell(1))],
      1: ({ out }) => out.order(buy(1)),
      3: ({ out }) => out.order(sell(1)),
    };
    const candles = [flat(10), flat(10), flat(10), flat(10), flat(10), flat(10)];
    const { 'trades.len.min': all, 'trades.len.won.min': won } = figures(candles, script);
    expect([all, won]).toEqual([2, 2]);
    const again: Script = { ...script, 4: ({ out }) => [out.order(buy(1)), out.order(sell(1))] };
    const { 'trades.len.min': last, 'trades.len.won.min': still } = figures(candles, again);
    expect([last, still]).toEqual([0, 2]);
  });

  it('take years from the last equity of the year before, less one per cent, over their whole deviation', () => {
    const [first, second] = [0.03, 1005 / 1030 - 1];
    const is = threeTrades();
    expect(is['timereturn.2020']).toBeCloseTo(first, 14);
    expect(is['timereturn.2021']).toBeCloseTo(second, 14);
    expect(is['sharperatio.years']).toBeCloseTo(((first + second) / 2 - 0.01) / ((first - second) / 2), 12);
    expect(is).toMatchObject({ 'periodstats.positive': 1, 'periodstats.negative': 1, 'periodstats.nochange': 0 });
    expect(is['periodstats.best']).toBeCloseTo(first, 14);
  });

  it('take growth per bar, and weigh what missed it', () => {
    const is = threeTrades();
    expect(is['returns.rtot']).toBeCloseTo(Math.log(1.005), 14);
    expect(is['returns.ravg']).toBeCloseTo(Math.log(1.005) / 8, 14);
    expect(is['returns.rnorm']).toBeCloseTo(Math.expm1((Math.log(1.005) / 8) * 252), 12);
    // As the other engine computes it.
    expect(is['vwr']).toBeCloseTo(10.861182141006667, 9);
  });

  it('count as many trades as there are', () => {
    const count = 300_000;
    const column = (value: number) => new Float64Array(count).fill(value);
    const rows = (value: number) => new Int32Array(count).fill(value);
    const tradeColumns = {
      ...{ length: count, closed: count, symbols: ['X'], leg: rows(0), side: new Int8Array(count).fill(1) },
      ...{ quantity: column(1), entryPrice: column(10), exitPrice: column(12), pnl: column(2) },
      ...{ entryRow: rows(0), exitRow: rows(3) },
    };
    const run = { tradeColumns, legs: [{}], account: { terms: {} } } as unknown as FrameRun;
    const is = tradeAnalysis(run);
    expect(is).toMatchObject({ 'trades.won.pnl.total': 2 * count, 'trades.won.pnl.max': 2, 'trades.len.max': 3 });
  });
});
