import { runFrames, reportOf } from '@bot-v2/engine';
import type { FrameInput } from '@bot-v2/engine';
import { defineStrategy, flatAccount, stressSchema } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Terms } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { barsThrough, sampleBars } from '../../../../tests/frames.js';
import { delayedStrategy } from './delayed-strategy.js';
import { doubledCosts } from './harder-worlds.js';
import { stressOf } from './stress.js';

const cross = defineStrategy({
  id: 'cross',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 29,
  scaleFree: true,
  prepare: (bars, _, ta) => ({ fast: ta.sma(bars.close, 10), slow: ta.sma(bars.close, 30) }),
  onBar: ({ cols, out }) => out.target(cols.fast.now > cols.slow.now ? 1 : 0),
});

const inputOf = (bars: Bars, strategy: AnyStrategy, from = 630, terms: Partial<Terms> = {}): FrameInput => ({
  legs: [{ symbol: bars.symbol, bars, from, strategy }],
  account: flatAccount(100_000, terms),
  probe: false,
});

function stressed(input: FrameInput) {
  const run = runFrames(input);
  const report = reportOf(run).portfolio;
  const stress = stressOf(input, run, report, 1);
  const named = Object.fromEntries(stress.scenarios.map((scenario) => [scenario.name, scenario]));
  return { run, report, stress, named };
}

const real = stressed(inputOf(sampleBars('AAPL'), cross));

test('every scenario is the backtest of a harder world, to the bit', () => {
  const { stress, named, report } = real;
  expect(stressSchema.safeParse(stress).error).toBeUndefined();
  const input = inputOf(sampleBars('AAPL'), cross);
  const dear = runFrames({ ...input, account: flatAccount(100_000, doubledCosts(input.account.terms)) });
  expect(named['costs_doubled']!.totalReturn).toBe(dear.equity.at(-1)! / 100_000 - 1);
  const late = runFrames(inputOf(sampleBars('AAPL'), delayedStrategy(cross) as AnyStrategy));
  expect(named['one_bar_later']!.totalReturn).toBe(late.equity.at(-1)! / 100_000 - 1);
  expect(named['pessimistic_ties']).toMatchObject({ rerun: false, totalReturn: report.stats.totalReturn });
  const profits = report.trades.map(({ pnl }) => pnl).sort((a, b) => b - a);
  const best = profits.slice(0, 10).filter((pnl) => pnl > 0);
  const left = report.stats.finalEquity - best.reduce((sum, pnl) => sum + pnl, 0);
  expect(named['without_best_trades']!.totalReturn).toBeCloseTo(left / 100_000 - 1, 12);
});

test('one bar later, every order of a strategy of signals alone comes one bar later', () => {
  const bars = sampleBars('TXN');
  const target = (strategy: AnyStrategy) => runFrames(inputOf(bars, strategy, 0)).orders;
  const [now, later] = [target(cross), target(delayedStrategy(cross) as AnyStrategy)];
  const rowOf = new Map(Array.from(bars.time, (time, row) => [time, row]));
  const rows = (orders: typeof now) => orders.map(({ at, side }) => `${side} ${rowOf.get(at)}`);
  const shifted = now.map(({ at, side }) => `${side} ${rowOf.get(at)! + 1}`);
  // Resizing past a drift depends on the price, so only what opens and closes is compared.
  const common = rows(later).filter((order) => shifted.includes(order)).length;
  expect(common).toBeGreaterThan(0.9 * shifted.length);
});

test('without an interval above zero there is no edge to survive', () => {
  expect(real.report.stats.sharpeInterval![0]).toBeLessThan(0);
  expect(real.stress).toMatchObject({ edge: 'none', verdict: expect.stringMatching(/^No edge is shown/) });
});

/** A market that rises on most bars: holding it has an interval above zero. */
const rising = barsThrough(Array.from({ length: 900 }, (_, t) => 100 * Math.exp(0.002 * t + 0.01 * Math.sin(t * 1.7))));
const holder = defineStrategy({
  id: 'holder',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 1,
  prepare: (bars) => ({ close: bars.close }),
  onBar: ({ out }) => out.target(1),
});

test('an edge of one lucky trade is lost without it; the verdict says where', () => {
  const { report, stress } = stressed(inputOf(rising, holder, 300));
  expect(report.stats.sharpeInterval![0]).toBeGreaterThan(0);
  expect(stress).toMatchObject({ edge: 'lost', verdict: expect.stringContaining('ten best trades') });
});

test('an edge of many trades survives', () => {
  const pulse = defineStrategy({
    ...{ id: 'pulse', version: '1.0.0', params: z.strictObject({}), warmup: () => 1 },
    prepare: (bars) => ({ phase: Float64Array.from(bars.close, (_, t) => t % 12) }),
    onBar: ({ cols, out }) => out.target(cols.phase.now < 10 ? 1 : 0),
  });
  const { stress } = stressed(inputOf(rising, pulse, 300));
  expect(stress).toMatchObject({ edge: 'survives', unmeasured: [] });
});

test('a world in which the strategy cannot run is named, and shows no surviving edge', () => {
  const picky = defineStrategy({
    ...{ id: 'picky', version: '1.0.0', params: z.strictObject({}), warmup: () => 299 },
    prepare: (bars) => ({ close: bars.close }),
    onBar: ({ out }) => out.target(1),
  });
  const { stress } = stressed(inputOf(rising, picky, 300));
  expect(stress.unmeasured).toEqual([{ name: 'one_bar_later', reason: expect.stringContaining('needs 300 bars') }]);
  expect(stress.edge).toBe('lost');
});

test('higher costs never end with more, for any market and any schedule of orders', () => {
  const path = fc.array(fc.double({ min: -0.04, max: 0.04, noNaN: true }), { minLength: 30, maxLength: 60 });
  const schedule = fc.array(fc.constantFrom(0, 1, 2), { minLength: 30, maxLength: 60 });
  const rates = fc.record({
    commissionRate: fc.double({ min: 0, max: 0.005, noNaN: true }),
    halfSpreadBps: fc.double({ min: 0, max: 30, noNaN: true }),
    slippageBps: fc.double({ min: 0, max: 30, noNaN: true }),
  });
  fc.assert(
    fc.property(path, schedule, rates, (moves, plan, costs) => {
      let price = 50;
      const bars = barsThrough(moves.map((move) => (price *= 1 + move)));
      // A fixed number of shares: what is held does not depend on what it cost.
      const fixed = defineStrategy({
        ...{ id: 'fixed', version: '1.0.0', params: z.strictObject({}), warmup: () => 0, scaleFree: true },
        prepare: (frame) => ({ close: frame.close }),
        onBar: ({ t, account, out }) => {
          const wanted = 10 * (plan[t] ?? 0) - account.quantity;
          if (wanted !== 0) out.order({ side: wanted > 0 ? 'buy' : 'sell', quantity: Math.abs(wanted) });
        },
      });
      const end = (terms: Partial<Terms>) => runFrames(inputOf(bars, fixed, 0, terms)).equity.at(-1)!;
      const base = flatAccount(100_000, { costs }).terms;
      expect(end(doubledCosts(base))).toBeLessThanOrEqual(end(base) + 1e-9);
    }),
    { numRuns: 40 },
  );
});
