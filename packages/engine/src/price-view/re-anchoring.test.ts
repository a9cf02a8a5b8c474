import { defineStrategy } from '@bot-v2/sdk';
import type { AnyStrategy, Bars } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars } from '../../test/frames.js';
import { freeRun } from '../../test/free-run.js';
import { randomTape } from '../../test/random-runs.js';
import { scripted } from '../../test/scripted.strategy.js';
import type { FrameRun } from '../frame-driver/index.js';
import { technicalAnalysis } from '../technical-analysis/index.js';
import { actionFactors, asOfView, rows } from './index.js';

const columnsOf = (bars: Bars, ta: typeof technicalAnalysis) => ({
  open: bars.open,
  close: bars.close,
  volume: bars.volume,
  fast: ta.sma(bars.close, 3),
  slow: ta.ema(bars.close, 9),
});
const names = ['open', 'close', 'volume', 'fast', 'slow'] as const;
const lags = [0, 1, 7];

/** Long above, short below its slower average, protected at 4 %; `seen` gets what it read at each bar. */
const crossing = (scaleFree: boolean, seen: number[][] = []): AnyStrategy =>
  defineStrategy({
    id: 'crossing',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 8,
    scaleFree,
    prepare: (bars, _, ta) => columnsOf(bars, ta),
    onBar: ({ t, cols, out }) => {
      seen[t] = names.flatMap((name) => lags.map((lag) => cols[name].ago(lag)));
      const signal = cols.fast.now > cols.slow.now ? 0.7 : -0.7;
      out.target(signal, { stopLoss: cols.close.now * (1 - 0.04 * Math.sign(signal)) });
    },
  });

const run = (bars: Bars, strategy: AnyStrategy): FrameRun => freeRun(bars, strategy, 1e6);

/** What a strategy would read that recomputes everything at each bar from the view as of that bar. */
function recomputed(bars: Bars, from: number): number[][] {
  const read: number[][] = [];
  for (let t = from; t < bars.length; t++) {
    const columns = columnsOf(asOfView(bars, t), technicalAnalysis);
    read[t] = names.flatMap((name) => lags.map((lag) => columns[name][t - lag]!));
  }
  return read;
}

const fillsOf = (result: FrameRun) =>
  result.fills.toArray().map((f) => [f.time, f.side, f.quantity, f.cause, f.price.toPrecision(9)]);

const frames: [string, Bars][] = [
  ...[1, 2, 3, 4, 5].map((seed): [string, Bars] => [`random tape ${seed}`, randomTape(seed, 150)]),
  ['AAPL across its split', rows(realBars('AAPL'), 400)],
];

describe.each(frames)('views of a strategy: %s', (_, bars) => {
  const oracle = recomputed(bars, 8);

  it('has actions between its rows', () => expect(actionFactors(bars, true).length).toBeGreaterThan(3));

  it('not scale-free: re-anchored at each action it reads, to the bit, what recomputing at each bar gives', () => {
    const seen: number[][] = [];
    run(bars, crossing(false, seen));
    expect(seen).toEqual(oracle);
  });

  it('scale-free: on its one frame it reads the same prices up to one factor a bar, and the same volumes', () => {
    const seen: number[][] = [];
    run(bars, crossing(true, seen));
    const close = names.indexOf('close') * lags.length;
    const volume = names.indexOf('volume') * lags.length;
    let rescaledBars = 0;
    for (let t = 8; t < bars.length; t++) {
      const factor = seen[t]![close]! / oracle[t]![close]!;
      const shares = seen[t]![volume]! / oracle[t]![volume]!;
      if (Math.abs(factor - 1) > 1e-6) rescaledBars++;
      oracle[t]!.forEach((value, k) => {
        const by = k >= volume && k < volume + lags.length ? shares : factor;
        if (Number.isNaN(value)) expect(seen[t]![k]).toBeNaN();
        else expect(seen[t]![k]! / (value * by)).toBeCloseTo(1, 9);
      });
    }
    expect(rescaledBars).toBeGreaterThan(10);
  });

  it('both trade as the recomputing one does', () => {
    const decide = (t: number) => {
      const columns = columnsOf(asOfView(bars, t), technicalAnalysis);
      return columns.fast[t]! > columns.slow[t]! ? 0.7 : -0.7;
    };
    const acts = Object.fromEntries(
      Array.from({ length: bars.length - 8 }, (_, k) => {
        const signal = decide(k + 8);
        // Its own prices are those that traded: it is not scale-free and is prepared anew at each action.
        return [
          k + 8,
          (c: Parameters<NonNullable<Parameters<typeof scripted>[0][number]>>[0]) =>
            c.out.target(signal, { stopLoss: bars.close[k + 8]! * (1 - 0.04 * Math.sign(signal)) }),
        ];
      }),
    );
    const expected = fillsOf(run(bars, scripted(acts)));
    expect(expected.length).toBeGreaterThan(20);
    expect(fillsOf(run(bars, crossing(false)))).toEqual(expected);
    expect(fillsOf(run(bars, crossing(true)))).toEqual(expected);
  });

  it.each([false, true])('the entry price is that of the strategy’s own columns (scale-free: %s)', (scaleFree) => {
    let checked = 0;
    const held: AnyStrategy = defineStrategy({
      id: 'held',
      version: '1.0.0',
      params: z.object({}),
      warmup: () => 8,
      scaleFree,
      prepare: (frame) => ({ open: frame.open }),
      // Bought once: later splits and dividends restate the entry as they restate the columns.
      onBar: ({ t, cols, account, out }) => {
        if (t === 8) out.target(0.5);
        if (t <= 8) return;
        expect(account.entryPrice / cols.open.ago(account.barsHeld - 1)).toBeCloseTo(1, 9);
        checked++;
      },
    });
    const result = run(bars, held);
    expect(checked).toBe(bars.length - 9);
    // The books keep what was paid: dividends are no part of the cost basis.
    const splits = bars.actions.reduce(
      (ratio, a) => ratio * (a.type === 'split' && a.exDate > bars.time[9]! ? a.ratio : 1),
      1,
    );
    expect((result.account.positions[0]!.averagePrice * splits) / bars.open[9]!).toBeCloseTo(1, 9);
  });
});
