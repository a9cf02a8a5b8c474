import { backtestDetailSchema, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars } from '@bot-v2/sdk';
import fc from 'fast-check';
import { crossover } from '../../test/crossover.strategy.js';
import { realBars, splitAtRow, tape, timeOf } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { flat, freeRun, holding } from '../../test/free-run.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameRun } from '../frame-driver/index.js';
import { reportOf } from '../report/index.js';
import { detailOf, excursionsOf } from './index.js';

const detail = (run: FrameRun, draws = 200) => detailOf(run, reportOf(run, { draws }).portfolio, { draws });
const run = (candles: readonly Candle[], strategy: AnyStrategy, more: Partial<Bars> = {}) =>
  freeRun(tape(candles, more), strategy, 1000);
const only = (done: FrameRun) => [...excursionsOf(done).values()];

describe('excursions', () => {
  it('of a long trade are from the highs and lows of the bars it was held, the exit bar left out', () => {
    const done = run(
      [flat(10), [10, 12, 9, 11], [11, 13, 8, 11], [11, 99, 1, 11]],
      holding(1, () => undefined),
    );
    // Open at the end: every bar counts.
    expect(only(done)).toEqual([{ mae: 1 / 10 - 1, mfe: 99 / 10 - 1 }]);
    const closed = run(
      [flat(10), [10, 12, 9, 11], [11, 13, 8, 11], [11, 99, 1, 11]],
      scripted({ 0: (c) => c.out.target(1), 2: (c) => c.out.target(0) }),
    );
    expect(only(closed)).toEqual([{ mae: 8 / 10 - 1, mfe: expect.closeTo(0.3, 12) }]);
  });

  it('of a short trade are turned round', () => {
    const done = run(
      [flat(10), [10, 12, 9, 11], flat(11)],
      scripted({ 0: (c) => c.out.target(-1), 1: (c) => c.out.target(0) }),
    );
    expect(only(done)).toEqual([{ mae: expect.closeTo(-0.2, 12), mfe: expect.closeTo(0.1, 12) }]);
  });

  it('restate prices before a split in shares of the exit', () => {
    const candles: Candle[] = [flat(100), [100, 120, 100, 100], [50, 50, 45, 50], flat(50)];
    const script = scripted({ 0: (c) => c.out.target(1), 2: (c) => c.out.target(0) });
    const [split] = only(run(candles, script, { actions: [splitAtRow(2, 2)] }));
    expect(split).toEqual({ mae: expect.closeTo(-0.1, 12), mfe: expect.closeTo(0.2, 12) });
  });

  it('are never on the wrong side of zero, and the result of a trade lies between them', () => {
    const bars = realBars('TXN');
    const done = runFrames({
      legs: [{ symbol: 'TXN', bars, from: 1000, strategy: crossover(1) }],
      account: flatAccount(100_000, { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } }),
      probe: false,
    });
    const found = excursionsOf(done);
    expect(found.size).toBe(done.trades.length);
    for (const [trade, { mae, mfe }] of found) {
      const moved = (trade.exitPrice ?? bars.close[bars.length - 1]!) / trade.entryPrice - 1;
      expect(mae).toBeLessThanOrEqual(Math.min(0, moved + 1e-9));
      expect(mfe).toBeGreaterThanOrEqual(Math.max(0, moved - 1e-9));
    }
  });
});

const aapl = realBars('AAPL');
const real = runFrames({
  legs: [{ symbol: 'AAPL', bars: aapl, from: 630, strategy: crossover(1) }],
  account: flatAccount(100_000),
  probe: false,
});

describe('the detail of a run', () => {
  it('fits its schema, and its tables multiply to the total return', () => {
    const made = detail(real);
    expect(backtestDetailSchema.safeParse(made).error).toBeUndefined();
    const total = real.equity.at(-1)! / real.capital;
    expect(made.months.reduce((product, month) => product * (1 + month.return!), 1)).toBeCloseTo(total, 12);
    expect(made.years.reduce((product, year) => product * (1 + year.return!), 1)).toBeCloseTo(total, 12);
    expect(made.months.reduce((sum, { bars }) => sum + bars, 0)).toBe(630);
    expect(made.years.map(({ year }) => year)).toEqual([2015, 2016, 2017, 2018]);
    expect(made.months.map(({ month }) => month).slice(0, 4)).toEqual([11, 12, 1, 2]);
  });

  it('states costs that add up, and turnover from the fills', () => {
    const { figures } = detail(real);
    expect(figures.commission + figures.spread + figures.slippage).toBeCloseTo(real.costs.total, 9);
    const traded = real.fills.toArray().reduce((sum, fill) => sum + fill.quantity * fill.price, 0);
    expect(figures.traded).toBeCloseTo(traded, 6);
    expect(figures.turnover).toBeGreaterThan(1);
  });

  it('has the deepest fall first, which is that of the statistics', () => {
    const { drawdowns } = detail(real);
    const { stats } = reportOf(real, { draws: 0 }).portfolio;
    expect(drawdowns[0]!.depth).toBeCloseTo(stats.maxDrawdown!, 12);
    for (const fall of drawdowns) {
      expect(fall.from).toBeLessThan(fall.trough);
      if (fall.to !== null) expect(fall.trough).toBeLessThan(fall.to);
    }
  });

  it('has seeded intervals that hold the figures they are of', () => {
    const [one, same] = [detail(real, 1000), detail(real, 1000)];
    expect(one.intervals).toEqual(same.intervals);
    const { stats } = reportOf(real, { draws: 1000 }).portfolio;
    const { totalReturn, maxDrawdown, sharpe } = one.intervals;
    expect(totalReturn![0]).toBeLessThan(stats.totalReturn!);
    expect(totalReturn![1]).toBeGreaterThan(stats.totalReturn!);
    expect(maxDrawdown![0]).toBeLessThan(maxDrawdown![1]);
    expect(maxDrawdown![1]).toBeLessThanOrEqual(0);
    expect(sharpe).toEqual(stats.sharpeInterval);
  });

  it('counts wins and losses in a row', () => {
    // Each trade is one bar: prices go +, +, −, +, −, −, −.
    const closes = [10, 11, 12, 11, 12, 11, 10, 9];
    const candles = closes.map((close, i): Candle => {
      const open = closes[Math.max(0, i - 1)]!;
      return [open, Math.max(open, close), Math.min(open, close), close];
    });
    const flip = (i: number) => ({
      [i]: (c: { out: { target(x: number): void } }) => c.out.target(i % 2 === 0 ? 1 : 0),
    });
    const script = Object.assign({}, ...Array.from({ length: 7 }, (_, i) => flip(i))) as Parameters<typeof scripted>[0];
    const { figures } = detail(run(candles, scripted(script)));
    const profits = reportOf(run(candles, scripted(script)))
      .portfolio.trades.filter((trade) => trade.exitTime !== null)
      .map((trade) => Math.sign(trade.pnl));
    let [win, loss, longestWin, longestLoss] = [0, 0, 0, 0];
    for (const sign of profits) {
      win = sign > 0 ? win + 1 : 0;
      loss = sign < 0 ? loss + 1 : 0;
      longestWin = Math.max(longestWin, win);
      longestLoss = Math.max(longestLoss, loss);
    }
    expect(profits.length).toBeGreaterThan(2);
    expect([figures.longestWinStreak, figures.longestLossStreak]).toEqual([longestWin, longestLoss]);
  });

  it('is null where a figure is undefined, never NaN or a made-up zero', () => {
    const still = detail(run([flat(10), flat(10), flat(10)], scripted({})));
    const { figures, intervals, drawdowns } = still;
    expect(figures).toMatchObject({ skewness: null, omega: null, beta: null, payoffRatio: null, sqn: null });
    expect(figures).toMatchObject({
      averageDrawdown: null,
      recoveryFactor: null,
      costsOfProfit: null,
      bestTrade: null,
    });
    expect(intervals).toMatchObject({ totalReturn: null, maxDrawdown: null, sharpe: null });
    expect(drawdowns).toEqual([]);
    expect(JSON.stringify(still)).not.toMatch(/NaN|Infinity/);
  });
});

test('months and years multiply to the total for any curve of gains and losses', () => {
  const moves = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 2, maxLength: 90 });
  fc.assert(
    fc.property(moves, (steps) => {
      let price = 100;
      const candles = steps.map((step): Candle => {
        const open = price;
        price *= 1 + step;
        return [open, Math.max(open, price), Math.min(open, price), price];
      });
      const done = freeRun(tape(candles), holding(0.5), 10_000);
      const { months, years } = detail(done, 0);
      const total = done.equity.at(-1)! / 10_000;
      expect(months.reduce((product, month) => product * (1 + month.return!), 1)).toBeCloseTo(total, 9);
      expect(years.reduce((product, year) => product * (1 + year.return!), 1)).toBeCloseTo(total, 9);
      expect(new Date(timeOf(0)).getUTCFullYear()).toBe(years[0]!.year);
    }),
    { numRuns: 25 },
  );
});
