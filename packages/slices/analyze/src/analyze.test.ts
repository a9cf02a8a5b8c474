import fc from 'fast-check';
import { Analysis, isBotError, truncate, validateSync } from '@bot-v2/sdk';
import type { Bars, RunContext } from '@bot-v2/sdk';
import analyze, {
  analyzeConfigSchema,
  analyzeHistory,
  chartWeight,
  priceLevels,
  ratingOf,
  scoreOf,
  signals,
  swingPivots,
} from './index.js';
import type { ChartName } from './charts/chart-shape.js';
import { MEASURED } from './charts/measured-confidence.js';
import { sampleBars } from '../../../../tests/frames.js';

const dayMs = 86_400_000;
const header = {
  interval: '1d' as const,
  provenance: { kind: 'synthetic' as const, provider: 'test', source: 'test', contentHash: '' },
  quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
};

/** Bars around a path of closes: each opens at the close before and reaches `reach` beyond body. */
function framed(
  close: readonly number[],
  { reach = 0.005, volume = () => 1000 }: { reach?: number; volume?: (i: number) => number } = {},
): Bars {
  const column = (f: (i: number) => number) => Float64Array.from(close, (_, i) => f(i));
  const open = (i: number) => close[Math.max(0, i - 1)]!;
  return {
    symbol: 'X',
    length: close.length,
    basis: 'as_given',
    actions: [],
    ...header,
    time: column((i) => Date.UTC(2010, 0, 1) + i * dayMs),
    open: column(open),
    high: column((i) => Math.max(open(i), close[i]!) * (1 + reach)),
    low: column((i) => Math.min(open(i), close[i]!) * (1 - reach)),
    close: column((i) => close[i]!),
    volume: column(volume),
  };
}

const samples = ['AAPL', 'MSFT', 'TXN', 'SP500'].map((symbol) => sampleBars(symbol));
const upTo = (bars: Bars, date: string): Bars =>
  truncate(bars, bars.time.filter((t) => t <= Date.parse(date)).length, () => '');
const scaled = (bars: Bars, factor: number): Bars => {
  const times = (column: Float64Array) => column.map((price) => price * factor);
  const actions = bars.actions.map((action) =>
    action.type === 'dividend' ? { ...action, amount: action.amount * factor } : action,
  );
  return {
    ...bars,
    open: times(bars.open),
    high: times(bars.high),
    low: times(bars.low),
    close: times(bars.close),
    actions,
  };
};

/** Readings that are prices or differences of prices, by name. */
const priced = /^(sma\d+|ema\d+|sar|supertrend|macd\w*|atr14|bollinger\w+|donchian\w+)$/;

describe('indicators', () => {
  test('are what their names say, at the last bar', () => {
    const bars = framed(Array.from({ length: 260 }, (_, i) => 100 + 5 * Math.sin(i / 7) + i / 40));
    const { indicators, at } = analyzeHistory(bars);
    const last20 = [...bars.close.slice(-20)];
    const mean = last20.reduce((a, b) => a + b, 0) / 20;
    const sd = Math.sqrt(last20.reduce((a, x) => a + (x - mean) ** 2, 0) / 20);
    const price = bars.close.at(-1)!;
    expect(at).toBe(bars.time.at(-1));
    expect(indicators['sma20']).toBeCloseTo(mean, 10);
    expect(indicators['bollingerUpper']).toBeCloseTo(mean + 2 * sd, 8);
    expect(indicators['percentB']).toBeCloseTo((price - (mean - 2 * sd)) / (4 * sd), 8);
    expect(indicators['roc10']).toBeCloseTo(100 * (price / bars.close.at(-11)! - 1), 10);
    expect(indicators['natr14']).toBeCloseTo((100 * indicators['atr14']!) / price, 10);
    expect(indicators['macdHistogram']).toBeCloseTo(indicators['macd']! - indicators['macdSignal']!, 10);
    expect(indicators['willr14']).toBeCloseTo(
      (-100 * (Math.max(...bars.high.slice(-14)) - price)) /
        (Math.max(...bars.high.slice(-14)) - Math.min(...bars.low.slice(-14))),
      8,
    );
  });

  test('the slope of on-balance volume is 1 when every bar rises and -1 when every bar falls', () => {
    const path = (step: number) => Array.from({ length: 60 }, (_, i) => 100 + step * i);
    expect(analyzeHistory(framed(path(1))).indicators['obvSlope20']).toBeCloseTo(1, 10);
    expect(analyzeHistory(framed(path(-1))).indicators['obvSlope20']).toBeCloseTo(-1, 10);
  });

  test('are null while they warm up, and never a number that is not one', () => {
    const path = Array.from({ length: 300 }, (_, i) => 100 + 5 * Math.sin(i));
    const defined = (rows: number) =>
      Object.entries(analyzeHistory(framed(path.slice(0, rows))).indicators).flatMap(([name, value]) =>
        value === null ? [] : [name],
      );
    expect(defined(1)).toEqual([]);
    expect(defined(11)).toContain('roc10');
    expect(defined(19)).not.toContain('sma20');
    expect(defined(20)).toContain('sma20');
    expect(defined(199)).not.toContain('sma200');
    expect(defined(200).length).toBe(Object.keys(analyzeHistory(framed(path)).indicators).length);
  });

  test('without volume nothing is said about volume', () => {
    const path = Array.from({ length: 100 }, (_, i) => 100 + i);
    const { indicators, reasons } = analyzeHistory(framed(path, { volume: () => 0 }));
    expect([indicators['obvSlope20'], indicators['mfi14'], indicators['volumeRatio20']]).toEqual([null, null, null]);
    expect(reasons.map(({ name }) => name)).not.toContain('volume_flow');
  });
});

describe('score', () => {
  test('weights sum to 1, names are unique', () => {
    expect(signals.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(new Set(signals.map(({ name }) => name)).size).toBe(signals.length);
  });

  test('is the sum of its reasons, and no reason exceeds its weight', () => {
    for (const bars of samples) {
      for (let rows = 40; rows < 1250; rows += 241) {
        const { score, reasons, rating } = analyzeHistory(truncate(bars, rows, () => ''));
        expect(score).toBeCloseTo(
          reasons.reduce((sum, { contribution }) => sum + contribution, 0),
          12,
        );
        expect(rating).toBe(ratingOf(score));
        for (const { name, contribution } of reasons) {
          const weight = signals.find((signal) => signal.name === name)?.weight ?? chartWeight;
          expect(Math.abs(contribution)).toBeLessThanOrEqual(weight + 1e-12);
        }
      }
    }
  });

  test.each([
    [1, 'strong_buy'],
    [0.6, 'strong_buy'],
    [0.59, 'buy'],
    [0.2, 'buy'],
    [0.19, 'neutral'],
    [-0.19, 'neutral'],
    [-0.2, 'sell'],
    [-0.6, 'strong_sell'],
  ])('%p is %s', (score, rating) => {
    expect(ratingOf(score)).toBe(rating);
  });

  test('a rise is a buy, its mirror image a sell', () => {
    const path = Array.from({ length: 260 }, (_, i) => 100 * Math.exp(0.002 * i + 0.01 * Math.sin(i)));
    const up = analyzeHistory(framed(path));
    const down = analyzeHistory(framed(path.map((price) => 10_000 / price)));
    expect(up.score).toBeGreaterThanOrEqual(0.2);
    expect(down.score).toBeLessThanOrEqual(-0.2);
    expect(up.reasons.find(({ name }) => name === 'trend_price')!.contribution).toBeGreaterThan(0);
    expect(down.reasons.find(({ name }) => name === 'trend_price')!.contribution).toBeLessThan(0);
  });

  test('every signal can speak for and against', () => {
    const heard = new Set<string>();
    const aapl = samples[0]!;
    for (let rows = 220; rows < aapl.length; rows += 17) {
      for (const { name, contribution } of analyzeHistory(truncate(aapl, rows, () => '')).reasons) {
        if (!name.startsWith('chart_')) heard.add(`${name} ${Math.sign(contribution)}`);
      }
    }
    expect([...heard].sort()).toEqual(signals.flatMap(({ name }) => [`${name} -1`, `${name} 1`]).sort());
  });

  test('real bars get ratings from sell to buy; nothing is always the same', () => {
    const ratings = new Set<string>();
    for (const bars of samples) {
      for (let rows = 220; rows < 1200; rows += 49) ratings.add(analyzeHistory(truncate(bars, rows, () => '')).rating);
    }
    expect([...ratings].sort()).toEqual(expect.arrayContaining(['buy', 'neutral', 'sell']));
  });

  test('a constant series says nothing', () => {
    const constant = analyzeHistory(
      framed(
        Array.from({ length: 300 }, () => 50),
        { reach: 0 },
      ),
    );
    expect(constant).toMatchObject({ score: 0, rating: 'neutral', reasons: [], levels: [] });
    expect(constant.patterns.filter(({ direction }) => direction !== 'neutral')).toEqual([]);
  });

  const bullish = { name: 'engulfing', at: 0, direction: 'bullish' as const };
  test.each([
    ['trend_price', { sma50: 95.5, atr14: 3 }, 0.5],
    ['trend_averages', { sma50: 109, sma200: 100, atr14: 3 }, 0.5],
    ['trend_extremes', { aroonUp14: 20, aroonDown14: 90, atr14: 3 }, -0.7],
    ['momentum_macd', { macdHistogram: -0.75, atr14: 3 }, -0.5],
    ['momentum_roc', { roc10: 5, natr14: 2, atr14: 2 }, 5 / (2 * Math.sqrt(10))],
    ['reversion_rsi', { rsi14: 76, percentB: 0.9 }, -0.4],
    ['reversion_bands', { percentB: 1.2 }, -0.8],
    ['volume_flow', { obvSlope20: 0.3 }, 0.6],
    ['candlesticks', { atr14: 3 }, 0.5],
    ['levels', { atr14: 4 }, 0.25],
  ])('%s at %j is %p of its weight', (name, readings: Record<string, number>, strength) => {
    const signal = signals.find((one) => one.name === name)!;
    const levels = [
      { kind: 'support' as const, price: 98, touches: 1 },
      { kind: 'resistance' as const, price: 103, touches: 2 },
    ];
    const input = { close: 100, readings, patterns: [bullish, { ...bullish, direction: 'neutral' as const }], levels };
    expect(signal.judge(input)!.strength).toBeCloseTo(strength, 12);
    expect(signal.judge({ ...input, readings: {} })).toBeNull();
  });

  test('reasons that would pass 1 are made smaller together: they still sum to the score', () => {
    const readings = { sma50: 50, sma200: 10, atr14: 1, aroonUp14: 100, aroonDown14: 0, macdHistogram: 9 };
    const more = { roc10: 90, natr14: 1, rsi14: 1, percentB: -3, obvSlope20: 1 };
    const patterns = [bullish, bullish];
    const levels = [{ kind: 'support' as const, price: 100, touches: 1 }];
    const chart = { name: 'chart_bull_flag', contribution: 0.05, text: '' };
    const { score, rating, reasons } = scoreOf({ close: 100, readings: { ...readings, ...more }, patterns, levels }, [
      chart,
    ]);
    expect([score, rating]).toEqual([1, 'strong_buy']);
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(1, 12);
    expect(reasons.find(({ name }) => name === 'trend_price')!.contribution).toBeCloseTo(0.15 / 1.05, 12);
  });

  test('a sum that is a threshold but for rounding has its rating', () => {
    expect(0.3 - 0.1).toBeLessThan(0.2);
    expect([0.6 - Number.EPSILON, 0.3 - 0.1, Number.EPSILON - 0.6, 0.1 - 0.3].map(ratingOf)).toEqual([
      'strong_buy',
      'buy',
      'strong_sell',
      'sell',
    ]);
    expect([0.5999, 0.1999, -0.5999, -0.1999].map(ratingOf)).toEqual(['buy', 'neutral', 'sell', 'neutral']);
  });

  test('oversold counts for buying and overbought against it', () => {
    const readings = { rsi14: 20, percentB: -0.1, atr14: 1 };
    const verdict = (r: Record<string, number>) => scoreOf({ close: 100, readings: r, patterns: [], levels: [] });
    expect(verdict(readings).reasons.map(({ name }) => name)).toEqual(['reversion_rsi', 'reversion_bands']);
    expect(verdict(readings).score).toBeCloseTo(0.075 * (10 / 15) + 0.075 * 0.4, 12);
    expect(verdict({ rsi14: 80, percentB: 1.1, atr14: 1 }).score).toBeCloseTo(-verdict(readings).score, 12);
  });
});

describe('levels', () => {
  const wave = Array.from({ length: 200 }, (_, i) => 105 - 5 * Math.cos((2 * Math.PI * i) / 20));

  test('a range has a support and a resistance where it turned', () => {
    const bars = framed(wave.slice(0, 186), { reach: 0.001 });
    const { levels } = analyzeHistory(bars);
    const support = levels.find(({ kind }) => kind === 'support')!;
    const resistance = levels.find(({ kind }) => kind === 'resistance')!;
    expect(support.price).toBeCloseTo(100 * 0.999, 1);
    expect(resistance.price).toBeCloseTo(110 * 1.001, 1);
    // Turns at 10, 30, … 170 above (180 is not over yet) and 20, 40, … 180 below, of which 180 has five bars after it.
    expect([support.touches, resistance.touches]).toEqual([9, 9]);
  });

  test('a swing is confirmed five bars later and then stays', () => {
    const pivotsAt = (rows: number) => swingPivots(framed(wave.slice(0, rows)), 5, 1000);
    expect(pivotsAt(35).some(({ row }) => row >= 30)).toBe(false);
    expect(pivotsAt(36).some(({ row, kind }) => row === 30 && kind === 'high')).toBe(true);
    const [aapl] = samples;
    fc.assert(
      fc.property(fc.integer({ min: 20, max: aapl!.length }), (rows) => {
        const part = swingPivots(
          truncate(aapl!, rows, () => ''),
          5,
          5000,
        );
        const whole = swingPivots(aapl!, 5, 5000).filter(({ row }) => row < rows - 5);
        expect(part).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('near swings are one level, distant ones are two; each side nearest first and limited', () => {
    const pivots = [100, 100.4, 104, 120, 130, 96].map((price, row) => ({ row, kind: 'high' as const, price }));
    const levels = priceLevels(pivots, 110, 1, 2);
    expect(levels).toEqual([
      { kind: 'support', price: 104, touches: 1 },
      { kind: 'support', price: 100.2, touches: 2 },
      { kind: 'resistance', price: 120, touches: 1 },
      { kind: 'resistance', price: 130, touches: 1 },
    ]);
  });
});

describe('patterns', () => {
  test('an engulfing bar is found on the bar where it ends, for five bars', () => {
    const path = Array.from({ length: 60 }, (_, i) => 120 - 0.5 * i + 0.2 * Math.sin(i));
    const bars = framed(path);
    const row = 59;
    bars.open[row] = bars.close[row - 1]! - 0.3;
    bars.close[row] = bars.open[row - 1]! + 0.6;
    bars.high[row] = bars.close[row]! + 0.2;
    bars.low[row] = bars.open[row]! - 0.2;
    const found = analyzeHistory(bars).patterns.find(({ name }) => name === 'engulfing');
    expect(found).toEqual({ name: 'engulfing', at: bars.time[row], direction: 'bullish' });
  });

  test('only the last bars are listed, oldest first, and no longer history changes that', () => {
    for (const bars of samples) {
      const { patterns } = analyzeHistory(bars);
      const first = bars.time[bars.length - 5]!;
      for (const { at } of patterns) expect(at).toBeGreaterThanOrEqual(first);
      expect([...patterns].sort((a, b) => a.at - b.at)).toEqual(patterns);
      const more = analyzeHistory(bars, analyzeConfigSchema.parse({ patternBars: 20 })).patterns;
      expect(more.filter(({ at }) => at >= first)).toEqual(patterns);
      expect(more.length).toBeGreaterThan(patterns.length);
    }
  });
});

describe('charts', () => {
  test('patterns of the last bars are listed with their measured confidence, and later bars change none', () => {
    const listed = new Set<string>();
    for (const bars of samples) {
      const whole = analyzeHistory(bars, analyzeConfigSchema.parse({ charts: { bars: bars.length } })).charts!;
      for (const { name, at, from, confidence, recall } of whole) {
        expect(from).toBeLessThan(at);
        expect([confidence, recall]).toEqual([
          MEASURED[name as ChartName].precision,
          MEASURED[name as ChartName].recall,
        ]);
        listed.add(name);
      }
      const rows = Math.floor(bars.length / 2);
      const config = analyzeConfigSchema.parse({ charts: { bars: rows } });
      const unsplit = { ...bars, actions: [] };
      const now = analyzeHistory(
        truncate(unsplit, rows, () => ''),
        config,
      ).charts!;
      const later = analyzeHistory(unsplit, analyzeConfigSchema.parse({ charts: { bars: bars.length } })).charts!;
      expect(later.filter(({ at }) => at <= bars.time[rows - 1]!)).toEqual(now);
    }
    expect(listed.size).toBeGreaterThan(8);
  });
});

describe('views and units', () => {
  test('a 7:1 split is no crash', () => {
    const [aapl] = samples;
    const after = analyzeHistory(upTo(aapl!, '2014-06-20'));
    expect(after.indicators['sma50']! / upTo(aapl!, '2014-06-20').close.at(-1)!).toBeGreaterThan(0.9);
    expect(after.indicators['rsi14']).toBeGreaterThan(40);
    expect(after.score).toBeGreaterThan(0);
    const ignored = analyzeHistory({ ...upTo(aapl!, '2014-06-20'), actions: [] });
    expect(ignored.indicators['rsi14']).toBeLessThan(10);
  });

  test('prices × 10 change prices × 10 and nothing else', () => {
    for (const bars of samples) {
      for (const rows of [60, 300, 1200]) {
        const one = analyzeHistory(truncate(bars, rows, () => ''));
        const ten = analyzeHistory(
          scaled(
            truncate(bars, rows, () => ''),
            10,
          ),
        );
        expect(ten.score).toBeCloseTo(one.score, 9);
        expect(ten.rating).toBe(one.rating);
        expect(ten.patterns).toEqual(one.patterns);
        expect(ten.levels.map(({ kind, touches }) => [kind, touches])).toEqual(
          one.levels.map(({ kind, touches }) => [kind, touches]),
        );
        ten.levels.forEach(({ price }, i) => expect(price / 10 / one.levels[i]!.price).toBeCloseTo(1, 9));
        for (const [name, value] of Object.entries(one.indicators)) {
          const other = ten.indicators[name];
          // Equal differences of prices are told apart by rounding, so directional movement is not exactly scale-free.
          if (/^(adx|plusDi|minusDi)14$/.test(name)) continue;
          if (value === null) expect(other).toBeNull();
          else expect(other! / (priced.test(name) ? 10 : 1)).toBeCloseTo(value, 6);
        }
      }
    }
  });

  test('every answer fits the port', () => {
    for (const bars of samples) {
      for (const rows of [1, 2, 15, 61, 630, bars.length]) {
        const analysis = analyzeHistory(truncate(bars, rows, () => ''));
        expect(validateSync(Analysis.schema, analysis)).toEqual({ value: analysis });
      }
    }
  });
});

describe('contract', () => {
  test('no bars at all', () => {
    try {
      analyzeHistory(framed([]));
    } catch (error) {
      if (!isBotError(error)) throw error;
      expect(error.code).toBe('BOT_DATA_HISTORY_SHORT');
      expect(error.details).toMatchObject({ needBars: 1 });
      return;
    }
    throw new Error('an empty history was accepted');
  });

  test('the slice answers as the function does, and changes no bar', async () => {
    const history = sampleBars('MSFT');
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const { handlers } = analyze.create({ config: analyzeConfigSchema.parse({}), log });
    const { analysis } = await handlers.analyze({ history }, undefined as unknown as RunContext);
    expect(analysis).toEqual(analyzeHistory(sampleBars('MSFT')));
    expect([...history.close]).toEqual([...sampleBars('MSFT').close]);
  });

  test.each([[{ patternBar: 3 }], [{ patternBars: 0 }], [{ levels: { clusterAtr: 0 } }]])(
    '%j is no configuration',
    (given) => {
      expect(analyzeConfigSchema.safeParse(given).success).toBe(false);
    },
  );
});
