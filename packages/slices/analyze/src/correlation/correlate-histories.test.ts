import fc from 'fast-check';
import { covarianceToCorrelation } from '@bot-v2/quant/linear';
import { createRandom } from '@bot-v2/quant/random';
import { pearson, spearman } from '@bot-v2/quant/statistics';
import { correlationSchema, isBotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { analyzeConfigSchema } from '../analyze-config.schema.js';
import { correlateHistories } from './correlate-histories.js';
import { pearsonIntervals } from './pearson-intervals.js';
import { weightedPearson } from './weighted-pearson.js';
import { sampleBars } from '../../../../../tests/frames.js';

const dayMs = 86_400_000;
const header = {
  interval: '1d' as const,
  provenance: { kind: 'synthetic' as const, provider: 'test', source: 'test', contentHash: '' },
  quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
};

/** Bars of given closes on given days. */
function bars(symbol: string, close: readonly number[], days?: readonly number[], more: Partial<Bars> = {}): Bars {
  const column = Float64Array.from(close);
  const time = Float64Array.from(close, (_, i) => Date.UTC(2010, 0, 1) + (days?.[i] ?? i) * dayMs);
  const same = { open: column, high: column, low: column, close: column, volume: column.map(() => 1000) };
  return { symbol, length: close.length, basis: 'raw', actions: [], ...header, time, ...same, ...more };
}

function walk(returns: ArrayLike<number>): number[] {
  let price = 100;
  return [price, ...Array.from(returns, (r) => (price *= Math.exp(r)))];
}

const settings = (given: object) => analyzeConfigSchema.parse({ correlation: given }).correlation;
const correlate = (frames: readonly Bars[], given: object = {}) =>
  correlateHistories(Object.fromEntries(frames.map((frame) => [frame.symbol, frame])), 1, settings(given));

/** Returns with a common factor: correlation `rho` in the long run. With `fat`, days differ in volatility, as clusters. */
function related(seed: number, n: number, rho: number, fat: boolean): [Float64Array, Float64Array] {
  const random = createRandom(`related ${seed}`);
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  let heat = 0;
  for (let i = 0; i < n; i++) {
    heat = 0.95 * heat + random.normal(0, 0.25);
    const scale = fat ? 0.01 * Math.exp(heat) : 0.01;
    const [u, v] = [random.normal(0, 1), random.normal(0, 1)];
    x[i] = scale * u;
    y[i] = scale * (rho * u + Math.sqrt(1 - rho * rho) * v);
  }
  return [x, y];
}

describe('a pair', () => {
  test('has the correlations of its log returns on common bars', () => {
    const [x, y] = related(1, 200, 0.5, true);
    const { pairs } = correlate([bars('A', walk(x)), bars('B', walk(y))]);
    expect(pairs).toHaveLength(1);
    const [pair] = pairs;
    expect(pair).toMatchObject({ a: 'A', b: 'B', returns: 200, reason: null });
    expect(pair!.pearson).toBeCloseTo(pearson(x, y)!, 9);
    expect(pair!.spearman).toBeCloseTo(spearman(x, y)!, 9);
    expect(pair!.recent).toBeCloseTo(pearson(x.slice(-63), y.slice(-63))!, 9);
    expect(pair!.interval![0]).toBeLessThan(pair!.pearson!);
    expect(pair!.interval![1]).toBeGreaterThan(pair!.pearson!);
  });

  test('reads only bars both have: a return spans what one of them lacks', () => {
    const [x, y] = related(2, 100, 0.7, false);
    const [a, b] = [walk(x), walk(y)];
    const days = b.map((_, i) => i).filter((i) => i % 7 !== 3);
    const { pairs } = correlate([
      bars('A', a),
      bars(
        'B',
        days.map((i) => b[i]!),
        days,
      ),
    ]);
    const logs = (prices: number[]) => days.slice(1).map((day, k) => Math.log(prices[day]! / prices[days[k]!]!));
    expect(pairs[0]!.returns).toBe(days.length - 1);
    expect(pairs[0]!.pearson).toBeCloseTo(pearson(logs(a), logs(b))!, 9);
  });

  test('a weight that hardly halves is none, and a short one hears the end only', () => {
    const [x, y] = related(3, 300, 0.2, false);
    expect(weightedPearson(x, y, 1e9)).toBeCloseTo(pearson(x, y)!, 6);
    const opposite = y.map((value, i) => (i < 280 ? x[i]! : -x[i]!));
    expect(weightedPearson(x, opposite, 3)).toBeLessThan(-0.9);
    expect(pearson(x, opposite)).toBeGreaterThan(0.7);
    expect(weightedPearson(x, new Float64Array(300), 10)).toBeNull();
  });

  test.each([
    ['too few common returns', bars('B', walk(related(4, 20, 0, false)[1])), '20 common returns, 30 are needed'],
    [
      'no common bar',
      bars(
        'B',
        walk(related(4, 99, 0, false)[1]),
        [...Array(100).keys()].map((i) => 9000 + i),
      ),
      'A ends on 2010-04-10, before B begins on 2034-08-23',
    ],
    ['a single bar', bars('B', [1]), 'B has one bar, a return needs two'],
    ['no bar', bars('B', []), 'B has no bar, a return needs two'],
    ['a constant price', bars('B', walk(new Float64Array(99))), 'B does not vary'],
    ['constant growth', bars('B', walk(new Float64Array(99).fill(0.01))), 'B does not vary'],
    [
      'a price of 0',
      bars(
        'B',
        walk(related(4, 99, 0, false)[1]).map((p, i) => (i === 50 ? 0 : p)),
        undefined,
        { basis: 'as_given' },
      ),
      'B has a price that is not above 0',
    ],
  ])('%s: no correlation, and why', (_, other, reason) => {
    const result = correlate([bars('A', walk(related(4, 99, 0, false)[0])), other]);
    expect(result.pairs[0]).toMatchObject({ pearson: null, spearman: null, interval: null, recent: null, reason });
    expect(result.average).toBeNull();
    expect(result.effectiveBets.value).toBeNull();
    expect(result.symbols).toContain('B');
  });

  test('splits and dividends are no returns', () => {
    const [x, y] = related(5, 200, 0.6, false);
    const whole = walk(x);
    const split = whole.map((price, i) => (i < 100 ? price : price / 7));
    const exDate = Date.UTC(2010, 0, 1) + 100 * dayMs;
    const actions = [{ type: 'split' as const, exDate, ratio: 7, source: 'reported' as const }];
    const plain = correlate([bars('A', whole), bars('B', walk(y))]).pairs[0]!;
    const seen = correlate([bars('A', split, undefined, { actions }), bars('B', walk(y))]);
    expect(seen.pairs[0]!.pearson).toBeCloseTo(plain.pearson!, 9);
    expect(seen.basis).toEqual({ A: 'total_return', B: 'total_return' });
    const ignored = correlate([bars('A', split), bars('B', walk(y))]).pairs[0]!;
    expect(Math.abs(ignored.pearson! - plain.pearson!)).toBeGreaterThan(0.1);
  });
});

describe('several symbols', () => {
  const names = ['A', 'B', 'C', 'D', 'E'];

  test('that move as one are one bet; those that do not move together, as many as they are', () => {
    const one = walk(related(6, 400, 0, false)[0]);
    const together = correlate(
      names.map((name, i) =>
        bars(
          name,
          one.map((price) => price * (i + 1)),
        ),
      ),
    );
    expect(together.effectiveBets).toMatchObject({ value: expect.closeTo(1, 6), symbols: 5, reason: null });
    expect(together.average).toBeCloseTo(1, 9);
    const apart = correlate(names.map((name, i) => bars(name, walk(related(70 + i, 4000, 0, false)[0]))));
    expect(apart.effectiveBets.value).toBeGreaterThan(4.99);
    expect(apart.effectiveBets.value).toBeLessThanOrEqual(5);
  });

  test('the most correlated pair comes first, the one without a correlation last, and like stands next to like', () => {
    const [u, v] = [related(8, 500, 0, false)[0], related(9, 500, 0, false)[0]];
    const mix = (main: Float64Array, seed: number) => main.map((r, i) => r + 0.3 * related(seed, 500, 0, false)[0][i]!);
    const frames = [
      bars('B', walk(mix(u, 20))),
      bars('D', walk(mix(v, 21))),
      bars('A', walk(mix(v, 22))),
      bars('C', walk(mix(u, 23))),
      bars('Z', [100, 101]),
    ];
    const { pairs, symbols, average, effectiveBets } = correlate(frames);
    const values = pairs.map((pair) => pair.pearson);
    expect(values).toEqual([...values].sort((a, b) => (b ?? -2) - (a ?? -2)));
    expect(
      pairs
        .slice(0, 2)
        .map(({ a, b }) => a + b)
        .sort(),
    ).toEqual(['AD', 'BC']);
    expect(symbols.at(-1)).toBe('Z');
    expect(Math.abs(symbols.indexOf('A') - symbols.indexOf('D'))).toBe(1);
    expect(Math.abs(symbols.indexOf('B') - symbols.indexOf('C'))).toBe(1);
    const known = values.filter((value) => value !== null);
    expect(known).toHaveLength(6);
    expect(average).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / 6, 12);
    expect(effectiveBets).toMatchObject({ symbols: 4, reason: null });
    expect(effectiveBets.value).toBeGreaterThan(2);
    expect(effectiveBets.value).toBeLessThan(2.7);
  });

  test('neither their order, nor the scale of prices, nor later bars under a cut change anything', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        (seed, order) => {
          const frames = [0, 1, 2, 3].map((i) => bars('ABCD'[i]!, walk(related(seed + i, 60, 0, true)[0])));
          const result = correlate(frames);
          expect(correlate(order.map((i) => frames[i]!))).toEqual(result);
          const ten = frames.map((frame) =>
            bars(
              frame.symbol,
              [...frame.close].map((price) => price * 8),
            ),
          );
          correlate(ten).pairs.forEach((pair, k) => expect(pair.pearson).toBeCloseTo(result.pairs[k]!.pearson!, 9));
          for (const { pearson: value, interval } of result.pairs) {
            expect(interval![0]).toBeLessThanOrEqual(interval![1]);
            expect(Math.abs(value!)).toBeLessThanOrEqual(1);
          }
          expect(correlationSchema.parse(result)).toEqual(result);
        },
      ),
      { numRuns: 4 },
    );
  });

  test('one symbol has no pair; the real samples have theirs', () => {
    const alone = correlate([bars('A', [1, 2, 3])]);
    expect(alone).toMatchObject({ pairs: [], average: null, effectiveBets: { value: null, symbols: 1 } });
    const { pairs } = correlate(['AAPL', 'MSFT', 'TXN'].map((symbol) => sampleBars(symbol)));
    expect(pairs[0]).toMatchObject({ a: 'MSFT', b: 'TXN' });
    expect(pairs[0]!.pearson).toBeGreaterThan(0.3);
    expect(pairs[0]!.returns).toBeGreaterThan(3000);
    expect(pairs.find(({ a, b }) => a === 'AAPL' && b === 'MSFT')!.returns).toBe(313);
  });

  test('pairs over different bars may not fit together: the bets are those of what fits', () => {
    const rho = Float64Array.from([1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1]);
    expect(covarianceToCorrelation({ rows: 3, cols: 3, data: rho }).data).toEqual(rho);
    const [x] = related(30, 900, 0, false);
    const noise = (k: number) => related(31 + k, 900, 0, false)[0].map((r) => 0.3 * r);
    const [a, b, c] = [new Float64Array(900), new Float64Array(900), new Float64Array(900)];
    x.forEach((r, i) => {
      const part = Math.floor(i / 300);
      a[i] = part === 2 ? 0 : r + noise(0)[i]! * 0.1;
      b[i] = part === 1 ? 0 : r;
      c[i] = part === 0 ? 0 : part === 1 ? -r : r;
    });
    const days = (part: number) => [...Array(901).keys()].filter((i) => i === 0 || Math.floor((i - 1) / 300) !== part);
    const frame = (name: string, returns: Float64Array, without: number) => {
      const kept = days(without);
      const prices = walk(returns);
      return bars(
        name,
        kept.map((i) => prices[i]!),
        kept,
      );
    };
    const { effectiveBets, pairs } = correlate([frame('A', a, 2), frame('B', b, 1), frame('C', c, 0)]);
    expect(Math.min(...pairs.map((pair) => pair.pearson!))).toBeLessThan(-0.8);
    expect(effectiveBets.value).toBeGreaterThanOrEqual(1);
    expect(effectiveBets.value).toBeLessThanOrEqual(3);
  });
});

describe('what does not fit is refused', () => {
  const good = bars('A', walk(related(4, 99, 0, false)[0]));
  test.each([
    ['no history', {}],
    ['a history under another name', { B: good }],
    ['bars of different length', { A: good, B: { ...bars('B', [1, 2, 3]), interval: '1w' as const } }],
  ])('%s', (_, histories: Record<string, Bars>) => {
    expect.assertions(1);
    try {
      correlateHistories(histories, 1);
    } catch (error) {
      if (!isBotError(error)) throw error;
      expect(error.code).toBe('BOT_CAP_INPUT');
    }
  });
});

describe('intervals', () => {
  test('of pairs resampled together are those of each alone; other lengths do not matter; a fold changes little', () => {
    const pairs = [100, 60, 100].map((n, k) => related(40 + k, n, 0.4, true)).map(([x, y]) => ({ x, y }));
    expect(pearsonIntervals(pairs, 7)).toEqual(pairs.flatMap((pair) => pearsonIntervals([pair], 7)));
    const [x, y] = related(50, 20_000, 0.4, false);
    const [[low, high]] = pearsonIntervals([{ x, y }], 7) as [[number, number]];
    const [longX, longY] = [Float64Array.from([...x, x[0]!]), Float64Array.from([...y, y[0]!])];
    const [[foldedLow, foldedHigh]] = pearsonIntervals([{ x: longX, y: longY }], 7) as [[number, number]];
    expect(high - low).toBeCloseTo(2 * 1.96 * ((1 - 0.4 ** 2) / Math.sqrt(20_000)), 2);
    expect(foldedLow).toBeCloseTo(low, 2);
    expect(foldedHigh).toBeCloseTo(high, 2);
  });

  test('hold the true correlation about as often as they say, where those of Fisher do not', () => {
    const runs = Number(process.env['BOT_V2_CORRELATION_SWEEP'] ?? 40);
    const share = (n: number, fat: boolean) => {
      let [own, fisher] = [0, 0];
      for (let seed = 0; seed < runs; seed++) {
        const [x, y] = related(1000 + seed, n, 0.5, fat);
        const [low, high] = pearsonIntervals([{ x, y }], seed)[0]!;
        if (low <= 0.5 && 0.5 <= high) own++;
        if (Math.abs(Math.atanh(pearson(x, y)!) - Math.atanh(0.5)) <= 1.96 / Math.sqrt(n - 3)) fisher++;
      }
      if (runs > 40)
        console.log(`${n} returns, ${fat ? 'fat' : 'normal'}: bootstrap ${own / runs}, Fisher ${fisher / runs}`);
      return { own: own / runs, fisher: fisher / runs };
    };
    const fat = share(500, true);
    expect(fat.own).toBeGreaterThan(0.85);
    expect(fat.fisher).toBeLessThan(0.85);
    expect(share(100, false).own).toBeGreaterThan(0.85);
    if (runs > 40) for (const n of [60, 250, 1000]) for (const tails of [false, true]) share(n, tails);
  });
});
