import { regimeLabels, regimesSchema } from '@bot-v2/sdk';
import type { Bars, RegimeBreakdown, RegimeLabel, RegimeSeries } from '@bot-v2/sdk';
import { flatAccount } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { crossover } from '../../test/crossover.strategy.js';
import { realBars, tape, timeOf } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { flat, freeRun } from '../../test/free-run.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameRun } from '../frame-driver/index.js';
import { reportOf } from '../report/index.js';
import { regimesOf } from './index.js';

function seriesOf(bars: Bars, labels: readonly (RegimeLabel | null)[]): [string, RegimeSeries] {
  const time = Array.from(bars.time);
  const knownThrough = labels.map((label, t) => (label === null ? null : time[t]!));
  return [bars.symbol, { symbol: bars.symbol, model: 'by hand', time, labels: [...labels], knownThrough }];
}

function breakdown(run: FrameRun, ...labels: readonly (readonly (RegimeLabel | null)[])[]): RegimeBreakdown[] {
  const series = new Map(run.legs.map(({ bars }, i) => seriesOf(bars, labels[i]!)));
  const found = regimesOf(run, reportOf(run, { draws: 0 }).bySymbol, series);
  expect(z.array(regimesSchema).safeParse(found).error).toBeUndefined();
  return found;
}

/** Candles that open at the close before. */
const through = (...closes: number[]): Candle[] =>
  closes.map((close, i) => {
    const open = closes[Math.max(0, i - 1)]!;
    return [open, Math.max(open, close), Math.min(open, close), close];
  });

describe('by hand', () => {
  // Bought at the open of bar 1 with all there is: 10 shares at 100. Sold at the open of bar 4, at 55.
  const bars = tape(through(100, 100, 110, 55, 55, 66));
  const run = freeRun(bars, scripted({ 0: (c) => c.out.target(1), 3: (c) => c.out.target(0) }), 1000);
  const [found] = breakdown(run, ['bull_quiet', 'bull_quiet', 'bull_quiet', 'crisis', 'crisis', 'crisis']);

  it('a bar belongs to the label known at the close before it: the crash is the bull market’s', () => {
    expect(found!.parts).toEqual([
      {
        label: 'bull_quiet',
        bars: 3,
        share: 0.5,
        // Bars 1, 2 and 3: 1, 1.1, 0.5.
        return: expect.closeTo(1.1 * 0.5 - 1, 12),
        buyAndHold: expect.closeTo(1.1 * 0.5 - 1, 12),
        annualReturn: null,
        sharpe: null,
        maxDrawdown: expect.closeTo(-0.5, 12),
        trades: 1,
        winRate: 0,
        warning: 'too few to tell: 3 of 60 bars, 1 of 5 trades',
      },
      {
        label: 'crisis',
        bars: 2,
        share: expect.closeTo(1 / 3, 12),
        // Sold at the open of bar 4, which is the close of bar 3: nothing held, nothing moved.
        return: 0,
        buyAndHold: expect.closeTo(0.2, 12),
        annualReturn: null,
        sharpe: null,
        maxDrawdown: 0,
        trades: 0,
        winRate: null,
        warning: 'too few to tell: 2 of 60 bars, 0 of 5 trades',
      },
      expect.objectContaining({ label: null, bars: 1, return: 0, trades: 0 }),
    ]);
  });

  it('spells begin with the bar at whose close the label was known, and meet', () => {
    expect(found).toMatchObject({ symbol: 'X', scope: 'portfolio', model: 'by hand' });
    expect(found!.spells).toEqual([
      { label: 'bull_quiet', from: timeOf(0), to: timeOf(3) },
      { label: 'crisis', from: timeOf(3), to: timeOf(5) },
    ]);
  });

  it('a label of a bar itself, or of a later one, changes nothing up to it', () => {
    const labels: RegimeLabel[] = ['bull_quiet', 'bull_quiet', 'bull_quiet', 'crisis', 'crisis', 'crisis'];
    const changed = [...labels.slice(0, 5), 'bear_quiet'] as RegimeLabel[];
    expect(breakdown(run, changed)).toEqual([found]);
  });

  it('bars without a label are counted and belong to no spell', () => {
    const [gap] = breakdown(run, ['crisis', null, null, 'crisis', 'crisis', null]);
    expect(gap!.parts.map(({ label, bars: count }) => [label, count])).toEqual([
      ['crisis', 3],
      [null, 3],
    ]);
    expect(gap!.spells).toEqual([
      { label: 'crisis', from: timeOf(0), to: timeOf(1) },
      { label: 'crisis', from: timeOf(3), to: timeOf(5) },
    ]);
  });
});

it('figures of an account that was not solvent are null, never NaN', () => {
  const bars = tape([flat(10), flat(10), flat(25), flat(10)]);
  const short = scripted({ 0: (c) => c.out.target(-1) });
  const [found] = breakdown(freeRun(bars, short, 1000), ['crisis', 'crisis', 'crisis', 'crisis']);
  const part = found!.parts.find(({ label }) => label === 'crisis')!;
  expect(part).toMatchObject({ return: null, sharpe: null, maxDrawdown: null });
  expect(part.buyAndHold).not.toBeNull();
});

/** Any labels, in spells. */
const spelled = (rows: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...regimeLabels, null), fc.integer({ min: 1, max: 200 })), { minLength: 20 })
    .map((spells) => Array.from({ length: rows }, (_, t) => spells[Math.floor(t / spells[0]![1]) % spells.length]![0]));

describe.each([[['AAPL']], [['MSFT', 'TXN']]])('%s', (symbols) => {
  const frames = symbols.map(realBars);
  const run = runFrames({
    legs: frames.map((bars) => ({
      symbol: bars.symbol,
      bars,
      from: Math.floor(bars.length / 2),
      strategy: crossover(1),
    })),
    account: flatAccount(100_000),
    probe: false,
  });
  const { bySymbol } = reportOf(run, { draws: 0 });

  it('parts add up to the run under any labels: bars, trades, return, and that of holding', () => {
    fc.assert(
      fc.property(spelled(Math.max(...frames.map(({ length }) => length))), (labels) => {
        const found = breakdown(run, ...frames.map(({ length }) => labels.slice(0, length)));
        expect(found.map(({ symbol }) => symbol)).toEqual(symbols);
        for (const { symbol, scope, parts, spells } of found) {
          const report = bySymbol[symbol]!;
          const product = (of: 'return' | 'buyAndHold') =>
            parts.reduce((value, part) => value * (1 + part[of]!), 1) - 1;
          expect(scope).toBe(symbols.length === 1 ? 'portfolio' : 'contribution');
          expect(parts.reduce((sum, { bars }) => sum + bars, 0)).toBe(report.benchmark.equity.time.length);
          expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
          expect(parts.reduce((sum, { trades }) => sum + trades, 0)).toBe(report.trades.length);
          expect(product('return')).toBeCloseTo(report.stats.totalReturn!, 9);
          expect(product('buyAndHold')).toBeCloseTo(report.benchmark.buyAndHold.totalReturn!, 9);
          for (const [i, spell] of spells.entries()) expect(spell.from).toBeLessThan(spells[i + 1]?.from ?? Infinity);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('one regime all along is the run itself', () => {
    const found = breakdown(run, ...frames.map(({ length }) => new Array<RegimeLabel>(length).fill('bull_quiet')));
    for (const { symbol, parts } of found) {
      const { stats } = bySymbol[symbol]!;
      expect(parts).toHaveLength(1);
      const [part] = parts;
      expect(part!.sharpe).toBeCloseTo(stats.sharpe!, 9);
      expect(part!.maxDrawdown).toBeCloseTo(stats.maxDrawdown!, 9);
      expect(part).toMatchObject({ winRate: stats.winRate, warning: null });
    }
  });
});
