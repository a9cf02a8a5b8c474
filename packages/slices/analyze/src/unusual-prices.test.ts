import { createRandom } from '@bot-v2/quant/random';
import { isBotError } from '@bot-v2/sdk';
import type { Analysis, Bars } from '@bot-v2/sdk';
import { analyzeHistory, correlateHistories } from './index.js';

const dayMs = 86_400_000;
const start = Date.UTC(2010, 0, 4);

interface Frame {
  readonly symbol?: string;
  /** Part of the price by which high and low reach beyond the body. */
  readonly reach?: number;
  readonly volume?: number;
  readonly from?: number;
  readonly actions?: Bars['actions'];
  readonly basis?: Bars['basis'];
}

/** Daily bars around closes: each opens at the close before. */
function framed(close: readonly number[], given: Frame = {}): Bars {
  const { symbol = 'X', reach = 0.004, volume = 1000, from = start, actions = [], basis = 'as_given' } = given;
  const column = (f: (i: number) => number) => Float64Array.from(close, (_, i) => f(i));
  const open = (i: number) => close[Math.max(0, i - 1)]!;
  return {
    symbol,
    length: close.length,
    interval: '1d',
    basis,
    actions,
    provenance: { kind: 'synthetic', provider: 'test', source: 'test', contentHash: '' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
    time: column((i) => from + i * dayMs),
    open: column(open),
    high: column((i) => Math.max(open(i), close[i]!) * (1 + reach)),
    low: column((i) => Math.min(open(i), close[i]!) * (1 - reach)),
    close: column((i) => close[i]!),
    volume: column((i) => volume * (1 + (i % 3))),
  };
}

function walk(length: number, seed: number, drift = 0, volatility = 0.012): number[] {
  const random = createRandom(seed);
  let price = 100;
  return Array.from({ length }, () => (price *= 1 + random.normal(drift, volatility)));
}

/** Every number of an answer, with the way to it. */
function numbersOf(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** Readings by their textbook definitions, in plain loops over the bars. */
function textbook({ high, low, close, volume, length }: Bars): Record<string, number> {
  const last = (column: Float64Array, n: number): number[] => [...column.slice(-n)];
  const c = [...close];
  const price = c.at(-1)!;
  const range = (i: number) => Math.max(high[i]!, c[i - 1]!) - Math.min(low[i]!, c[i - 1]!);
  const wilder = (values: readonly number[], n: number) =>
    values.slice(n).reduce((average, value) => average + (value - average) / n, meanOf(values.slice(0, n)));
  const changes = c.slice(1).map((value, i) => value - c[i]!);
  const gains = wilder(
    changes.map((change) => Math.max(0, change)),
    14,
  );
  const losses = wilder(
    changes.map((change) => Math.max(0, -change)),
    14,
  );
  const mean20 = meanOf(c.slice(-20));
  const deviation = Math.sqrt(meanOf(c.slice(-20).map((value) => (value - mean20) ** 2)));
  const obv = [0];
  for (let i = 1; i < length; i++) obv.push(obv[i - 1]! + Math.sign(changes[i - 1]!) * volume[i]!);
  const line = obv.slice(-20);
  const slope =
    sumOf(line.map((value, j) => (j - 9.5) * (value - meanOf(line)))) / sumOf(line.map((_, j) => (j - 9.5) ** 2));
  const ages = (column: Float64Array, sign: 1 | -1): number => {
    const some = last(column, 15).map((value) => sign * value);
    return some.lastIndexOf(Math.max(...some));
  };
  const atr = wilder(
    c.slice(1).map((_, i) => range(i + 1)),
    14,
  );
  return {
    sma20: mean20,
    sma50: meanOf(c.slice(-50)),
    sma200: meanOf(c.slice(-200)),
    rsi14: (100 * gains) / (gains + losses),
    atr14: atr,
    natr14: (100 * atr) / price,
    roc10: 100 * (price / c.at(-11)! - 1),
    stddev20: deviation / mean20,
    bandwidth: (4 * deviation) / mean20,
    percentB: (price - mean20 + 2 * deviation) / (4 * deviation),
    willr14:
      (-100 * (Math.max(...last(high, 14)) - price)) / (Math.max(...last(high, 14)) - Math.min(...last(low, 14))),
    donchianUpper20: Math.max(...last(high, 20)),
    donchianLower20: Math.min(...last(low, 20)),
    aroonUp14: (100 * ages(high, 1)) / 14,
    aroonDown14: (100 * ages(low, -1)) / 14,
    obvSlope20: slope / meanOf(last(volume, 20)),
    volumeRatio20: volume.at(-1)! / meanOf(last(volume, 20)),
  };
}

/** The score by the table in the README, from readings, candlesticks and levels of an answer. */
function tableScore({ patterns, levels, charts, indicators }: Analysis, bars: Bars): number {
  const r = { ...indicators, ...textbook(bars) } as Record<string, number>;
  const clip = (x: number) => Math.max(-1, Math.min(1, x));
  const close = bars.close.at(-1)!;
  const count = (direction: string) => patterns.filter((one) => one.direction === direction).length;
  const pull = (kind: string) => {
    const level = levels.find((one) => one.kind === kind);
    return level === undefined ? 0 : Math.max(0, 1 - Math.abs(close - level.price) / r['atr14']!);
  };
  const chart = (charts ?? []).map(({ direction, confidence, at }) => {
    const age = (bars.time.at(-1)! - at) / dayMs;
    return (direction === 'bullish' ? 1 : -1) * confidence * (1 - age / 60);
  });
  return (
    0.15 * clip((close - r['sma50']!) / (3 * r['atr14']!)) +
    0.15 * clip((r['sma50']! - r['sma200']!) / (6 * r['atr14']!)) +
    (0.1 * (r['aroonUp14']! - r['aroonDown14']!)) / 100 +
    0.1 * clip(r['macdHistogram']! / (r['atr14']! / 2)) +
    0.1 * clip(r['roc10']! / (Math.sqrt(10) * r['natr14']!)) +
    0.075 * clip(Math.max(0, 30 - r['rsi14']!) / 15 - Math.max(0, r['rsi14']! - 70) / 15) +
    0.075 * clip(Math.max(0, -r['percentB']!) / 0.25 - Math.max(0, r['percentB']! - 1) / 0.25) +
    0.1 * clip(2 * r['obvSlope20']!) +
    0.1 * clip((count('bullish') - count('bearish')) / 2) +
    0.05 * (pull('support') - pull('resistance')) +
    0.05 * clip(sumOf(chart))
  );
}

describe('every figure can be computed again', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('readings and score of walk %i, by their textbook definitions', (seed) => {
    const bars = framed(walk(230 + 31 * seed, seed, ((seed % 5) - 2) * 0.002, 0.006 * (1 + (seed % 3))));
    const analysis = analyzeHistory(bars);
    for (const [name, value] of Object.entries(textbook(bars))) {
      const found = analysis.indicators[name]!;
      expect([name, Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value))]).toEqual([name, true]);
    }
    expect(analysis.score).toBeCloseTo(tableScore(analysis, bars), 9);
    expect(sumOf(analysis.reasons.map(({ contribution }) => contribution))).toBeCloseTo(analysis.score, 12);
    for (const { price, touches } of analysis.levels) {
      const swings = swingsOf(bars).filter((swing) => Math.abs(swing - price) <= analysis.indicators['atr14']!);
      expect(swings.length).toBeGreaterThanOrEqual(touches);
    }
  });

  /** Prices of swings of five bars on both sides, in the last 252. */
  function swingsOf({ high, low, length }: Bars): number[] {
    const prices: number[] = [];
    for (let i = Math.max(5, length - 252); i < length - 5; i++) {
      const around = (column: Float64Array) => [...column.slice(i - 5, i + 6)];
      if (high[i] === Math.max(...around(high))) prices.push(high[i]!);
      if (low[i] === Math.min(...around(low))) prices.push(low[i]!);
    }
    return prices;
  }
});

describe('prices nobody asked for', () => {
  const still = Array.from({ length: 300 }, () => 100);

  test('a price that never moved has no place in a range, and no score', () => {
    const { score, reasons, levels, charts, indicators } = analyzeHistory(framed(still, { reach: 0 }));
    expect([score, reasons, levels, charts]).toEqual([0, [], [], []]);
    const none = ['rsi14', 'stochK', 'stochD', 'willr14', 'cci20', 'ultosc', 'mfi14', 'percentB', 'bandwidth'];
    for (const name of none) expect([name, indicators[name]]).toEqual([name, null]);
    expect([indicators['atr14'], indicators['roc10'], indicators['sma200']]).toEqual([0, 0, 100]);
  });

  test('closes that stand still inside a range are in its middle, and have no momentum', () => {
    const { score, indicators } = analyzeHistory(framed(still, { reach: 0.01 }));
    expect([indicators['stochK'], indicators['willr14'], indicators['rsi14'], score]).toEqual([50, -50, null, 0]);
  });

  test('what is left of averages after a halt is no signal', () => {
    const halted = analyzeHistory(framed([...walk(250, 7), ...still.slice(0, 60)], { reach: 0 }));
    expect([halted.score, halted.reasons]).toEqual([0, []]);
    expect(halted.indicators['atr14']).toBeGreaterThan(0);
  });

  test('one bar and nineteen: what there is is said, the rest is null', () => {
    const one = analyzeHistory(framed([100]));
    expect([one.score, one.reasons, Object.values(one.indicators).filter((value) => value !== null)]).toEqual([
      0,
      [],
      [],
    ]);
    const nineteen = analyzeHistory(framed(walk(19, 1)));
    expect(nineteen.indicators['sma20']).toBeNull();
    expect(nineteen.indicators['rsi14']).not.toBeNull();
    expect(nineteen.reasons.map(({ name }) => name)).not.toContain('trend_price');
  });

  test('a gap, no volume, a straight line up and one down give finite figures whose reasons sum to the score', () => {
    const line = (growth: number) => Array.from({ length: 300 }, (_, i) => 100 * growth ** i);
    const gap = [...walk(150, 4), ...walk(150, 5).map((price) => price * 3)];
    const frames = [framed(gap), framed(walk(300, 3), { volume: 0 }), framed(line(1.02)), framed(line(0.98))];
    const answers = frames.map((bars) => analyzeHistory(bars));
    for (const answer of answers) {
      expect(numbersOf(answer).filter(([, value]) => !Number.isFinite(value))).toEqual([]);
      expect(sumOf(answer.reasons.map(({ contribution }) => contribution))).toBeCloseTo(answer.score, 12);
    }
    expect(answers[1]!.reasons.map(({ name }) => name)).not.toContain('volume_flow');
    expect(answers[2]!.score).toBeGreaterThan(0.5);
    expect(answers[3]!.score).toBeLessThan(-0.5);
  });

  test.each([1e-8, 1e7, 0.37])('the unit of price: × %p changes prices and nothing else', (factor) => {
    const path = walk(320, 12, 0.001);
    const [one, other] = [path, path.map((price) => price * factor)].map((prices) => analyzeHistory(framed(prices)));
    expect(other!.score).toBeCloseTo(one!.score, 9);
    expect(other!.rating).toBe(one!.rating);
    expect(other!.patterns).toEqual(one!.patterns);
    expect(other!.reasons.map(({ text }) => text)).toEqual(one!.reasons.map(({ text }) => text));
    expect(other!.charts!.map(({ name, at }) => [name, at])).toEqual(one!.charts!.map(({ name, at }) => [name, at]));
    expect(other!.levels.map(({ price }) => price / factor)).toEqual(
      one!.levels.map(({ price }): unknown => expect.closeTo(price, 6)),
    );
  });

  test('the date does not matter', () => {
    const path = walk(320, 13);
    const later = 4000 * dayMs;
    const [now, then] = [framed(path), framed(path, { from: start + later })].map((bars) => analyzeHistory(bars));
    const moved = numbersOf(then).map(([name, value]) => [name, /\.(at|from)$/.test(name) ? value - later : value]);
    expect(moved).toEqual(numbersOf(now));
  });

  test('a split in raw prices is none in the answer', () => {
    const path = walk(320, 14);
    const split = { type: 'split' as const, exDate: start + 200 * dayMs, ratio: 4, source: 'reported' as const };
    const raw = framed(
      path.map((price, i) => (i < 200 ? price * 4 : price)),
      { basis: 'raw', actions: [split] },
    );
    raw.open[200] = raw.open[200]! / 4;
    raw.high[200] = Math.max(raw.open[200], raw.close[200]!) * 1.004;
    raw.volume.forEach((volume, i) => (raw.volume[i] = i < 200 ? volume / 4 : volume));
    const [given, whole] = [analyzeHistory(raw), analyzeHistory(framed(path))];
    expect(given.score).toBeCloseTo(whole.score, 9);
    expect(given.reasons.map(({ name }) => name)).toEqual(whole.reasons.map(({ name }) => name));
    expect(given.indicators['rsi14']).toBeCloseTo(whole.indicators['rsi14']!, 6);
    expect(given.indicators['obvSlope20']).toBeCloseTo(whole.indicators['obvSlope20']!, 9);
  });

  test.each(['close', 'high', 'volume'] as const)('a NaN in %s is refused by row, not analysed', (column) => {
    const bars = framed(walk(200, 8));
    bars[column][150] = NaN;
    try {
      analyzeHistory(bars);
    } catch (error) {
      if (!isBotError(error)) throw error;
      expect([error.code, error.details]).toEqual([
        'BOT_DATA_MALFORMED',
        expect.objectContaining({ column, row: 150 }),
      ]);
      return;
    }
    throw new Error('a NaN was analysed');
  });
});

describe('symbols nobody asked for', () => {
  const path = walk(400, 11);
  const a = framed(path, { symbol: 'A' });

  test('a twin, an inverse and a mirror of the order', () => {
    const twin = framed(path, { symbol: 'B' });
    const inverse = framed(
      path.map((price) => 1e4 / price),
      { symbol: 'I' },
    );
    const result = correlateHistories({ A: a, B: twin, I: inverse }, 1);
    const by = Object.fromEntries(result.pairs.map((pair) => [`${pair.a}${pair.b}`, pair]));
    for (const [pair, sign] of [
      ['AB', 1],
      ['AI', -1],
      ['BI', -1],
    ] as const) {
      const { pearson, spearman, recent, weighted, interval } = by[pair]!;
      for (const figure of [pearson, spearman, recent, weighted, ...interval!]) expect(figure).toBeCloseTo(sign, 9);
    }
    expect(result.average).toBeCloseTo(-1 / 3, 9);
    expect(result.effectiveBets.value).toBeCloseTo(1, 6);
    expect(correlateHistories({ I: inverse, B: twin, A: a }, 1)).toEqual(result);
  });

  test('calendars of their own: returns span what one of them lacks, as computed by hand', () => {
    const other = walk(400, 12);
    const kept = other.map((_, i) => i).filter((i) => i % 7 < 5);
    const some: Bars = {
      ...framed(other, { symbol: 'B' }),
      ...Object.fromEntries(
        (['time', 'open', 'high', 'low', 'close', 'volume'] as const).map((column) => {
          const full = framed(other, { symbol: 'B' })[column];
          return [column, Float64Array.from(kept, (i) => full[i]!)];
        }),
      ),
      length: kept.length,
    };
    const [pair] = correlateHistories({ A: a, B: some }, 1).pairs;
    const returns = (prices: readonly number[]) =>
      kept.slice(1).map((i, k) => Math.log(prices[i]! / prices[kept[k]!]!));
    const [x, y] = [returns(path), returns(other)];
    const centred = (values: readonly number[]) => values.map((value) => value - meanOf(values));
    const [u, v] = [centred(x), centred(y)];
    const square = (values: readonly number[]) => sumOf(values.map((value) => value * value));
    expect(pair!.returns).toBe(kept.length - 1);
    expect(pair!.pearson).toBeCloseTo(sumOf(u.map((value, i) => value * v[i]!)) / Math.sqrt(square(u) * square(v)), 12);
  });

  test('bars of the same days at other hours have none in common, and that is said', () => {
    const b = framed(path, { symbol: 'B', from: start + 5 * 3_600_000 });
    const [pair] = correlateHistories({ A: a, B: b }, 1).pairs;
    expect(pair!.reason).toBe('fewer than two bars of A and B open at the same time');
  });

  test('names with blanks are not taken for each other', () => {
    const named = (symbol: string, seed: number) => framed(walk(120, seed), { symbol });
    const histories = { 'A B': named('A B', 1), C: named('C', 2), A: named('A', 1), 'B C': named('B C', 3) };
    const { pairs, effectiveBets } = correlateHistories(histories, 1);
    const eigen = pairs.map(({ pearson }) => pearson!);
    expect(eigen.every((value) => Math.abs(value) < 0.4 || value > 0.999)).toBe(true);
    // Two of the four are the same series: three bets, a little less for what chance correlates.
    expect(effectiveBets.value).toBeGreaterThan(2.5);
    expect(effectiveBets.value).toBeLessThan(3);
  });
});
