import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars } from '../../test/frames.js';
import { restless } from '../../test/random-runs.js';
import { intelligentSize } from '../../test/sizes.js';
import { reportOf } from '../report/index.js';
import { runFrames } from './run-frames.js';
import type { FrameInput } from './frame-input.js';

const crossover: AnyStrategy = defineStrategy({
  id: 'crossover',
  version: '1.0.0',
  params: z.object({ fast: z.number().default(10), slow: z.number().default(30) }),
  warmup: (p) => p.slow - 1,
  scaleFree: true,
  prepare: (bars, p, ta) => ({ fast: ta.sma(bars.close, p.fast), slow: ta.sma(bars.close, p.slow) }),
  onBar: ({ cols, out }) => out.target(cols.fast.now > cols.slow.now ? 1 : 0),
});

const aapl = realBars('AAPL');
const msft = realBars('MSFT');
const txn = realBars('TXN');
const shorting = flatAccount(50_000, { shorting: true, fractional: true, cashInterest: 0.02 });

/** Runs that stand for the kinds of run there are, and what came of them: a faster engine must not change a bit. */
const runs: Record<string, { input: FrameInput; exact: readonly unknown[]; intervals: readonly number[] }> = {
  'one symbol, sized, targets': {
    input: {
      legs: [{ symbol: 'AAPL', bars: aapl, from: 630, strategy: crossover, size: intelligentSize('AAPL') }],
      account: flatAccount(100_000),
    },
    exact: [
      '0146957c7d565a4c125039a9e6d02ffe6bddb7c77b9bdd04f55be6e03a0039d5',
      28,
      28,
      76,
      28,
      108778.63900000001,
      0.6583918422947181,
      -0.06419187805328552,
      0.21269694362502767,
    ],
    intervals: [-0.716837807, 2.040246009, -0.244385299, 2.345641184, -0.244385299, 2.345641184],
  },
  'one symbol, every kind of order, with state': {
    input: { legs: [{ symbol: 'AAPL', bars: aapl, from: 630, strategy: restless }], account: shorting },
    exact: [
      'b749cb8b532edd2defa67091e5c5653c3cebe21d8bc414774dedeb7d00d62e80',
      383,
      386,
      238,
      190,
      47773.030794167455,
      -0.10657103719404934,
      -0.15527425155313435,
      0.3733393204244787,
    ],
    intervals: [-1.261359369, 0.919844646, -0.244385299, 2.345641184, -0.244385299, 2.345641184],
  },
  'two symbols, short as well, prices as of each row': {
    input: {
      legs: [
        { symbol: 'TXN', bars: txn, from: 2500, strategy: restless, params: { seed: 2 } },
        { symbol: 'MSFT', bars: msft, from: 2400, strategy: crossover, size: intelligentSize('MSFT') },
      ],
      account: shorting,
      decisions: [{ at: txn.time[3000]!, perSymbol: { TXN: { strategy: crossover, params: { slow: 50 } } } }],
    },
    exact: [
      '9b6d0f40c9f640cfcf3ceb37f35de2d5afe4483d8380039c1b5fabb398986a7e',
      403,
      422,
      163,
      130,
      61909.53609684321,
      0.49320275907658645,
      -0.1430813544927213,
      0.4183173472515647,
    ],
    intervals: [-0.287969725, 1.261448168, -0.067842157, 1.51112659, -0.067842157, 1.51112659],
  },
  'everything evaluated': {
    input: { legs: [{ symbol: 'TXN', bars: txn, from: 0, strategy: crossover }], account: flatAccount(10_000) },
    exact: [
      '0a5fb388fe89bec3b3180032af23e2e894298d604db95d368e2df1eb2c311dfd',
      152,
      152,
      81,
      64,
      9715.4078,
      0.12403775452751754,
      -0.7291715512012771,
      0.5267615069743381,
    ],
    intervals: [-0.301777339, 0.578490795, -0.207084096, 0.631123283, -0.207084096, 0.631123283],
  },
};

describe('pinned runs', () => {
  it.each(Object.entries(runs))('%s', (_, { input, exact, intervals }) => {
    const run = runFrames(input);
    const { stats, benchmark } = reportOf(run).portfolio;
    expect([
      run.orderHash,
      run.orders.length,
      run.fills.length,
      run.probe.points,
      run.probe.ordersProbed,
      stats.finalEquity,
      stats.sharpe,
      stats.maxDrawdown,
      stats.averageExposure,
    ]).toEqual(exact);
    const { buyAndHold, sameExposure } = benchmark;
    const bounds = [stats, buyAndHold, sameExposure].flatMap(({ sharpeInterval }) => sharpeInterval!);
    expect(bounds.map((bound) => Number(bound.toFixed(9)))).toEqual(intervals);
  });
});
