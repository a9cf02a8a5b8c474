import fc from 'fast-check';
import { isBotError, regimeLabels, Regime, truncate, validateSync } from '@bot-v2/sdk';
import type { Bars, RegimeLabel, RunContext } from '@bot-v2/sdk';
import marketRegime, {
  detectRegimeOf,
  labelProbabilities,
  probabilityOf,
  regimeConfigSchema,
  regimeSeries,
  sampleErrors,
} from './index.js';
import { ruleLabel, volatilityBand } from './index.js';
import { sampleBars } from '../../../../tests/frames.js';

const config = regimeConfigSchema.parse({});
const dayMs = 86_400_000;
const day = (time: number | undefined) => new Date(time!).toISOString().slice(0, 10);
const header = {
  interval: '1d' as const,
  provenance: { kind: 'synthetic' as const, provider: 'test', source: 'test', contentHash: '' },
  quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
};

/** A frame from closes; opens and ranges do not matter to the model. */
function framed(close: Float64Array, more: Partial<Bars> = {}): Bars {
  const time = Float64Array.from(close, (_, i) => Date.UTC(2010, 0, 1) + i * dayMs);
  const columns = { time, open: close, high: close, low: close, close, volume: close };
  return { symbol: 'X', length: close.length, basis: 'as_given', actions: [], ...header, ...columns, ...more };
}

/** Closes from log returns. */
function fromReturns(returns: readonly number[], start = 100): Bars {
  const close = new Float64Array(returns.length + 1).fill(start);
  returns.forEach((r, i) => (close[i + 1] = close[i]! * Math.exp(r)));
  return framed(close);
}

const upTo = (bars: Bars, date: string): Bars =>
  truncate(bars, bars.time.filter((t) => t <= Date.parse(date)).length, () => '');
const lastRows = (bars: Bars, rows: number): Bars =>
  framed(bars.close.slice(-rows), { time: bars.time.slice(-rows), symbol: bars.symbol });

const samples = Object.fromEntries(['AAPL', 'MSFT', 'TXN', 'SP500'].map((symbol) => [symbol, sampleBars(symbol)]));

describe('the rule model on real bars', () => {
  test('AAPL at its default decision: +16.4 % a year, one bar later -1.4 %', () => {
    const regime = detectRegimeOf(truncate(samples['AAPL']!, 630, () => ''));
    expect(day(regime.at)).toBe('2015-11-09');
    expect(regime.trend).toBeCloseTo(0.164, 3);
    expect(regime.trendT).toBeCloseTo(0.25, 2);
    expect(regime).toMatchObject({ label: 'bull_volatile', weak: true, volatilityBand: 'high', model: 'rules' });
    expect(regime.volatility).toBeCloseTo(0.323, 3);
    expect(detectRegimeOf(truncate(samples['AAPL']!, 631, () => '')).trend).toBeCloseTo(-0.014, 3);
  });

  test.each<[string, string, RegimeLabel]>([
    ['SP500', '2008-10-31', 'crisis'],
    ['SP500', '2017-06-30', 'bull_quiet'],
    ['SP500', '2001-10-31', 'bear_quiet'],
    ['SP500', '2002-09-30', 'bear_volatile'],
    ['SP500', '2011-12-30', 'bull_volatile'],
    ['SP500', '2015-07-31', 'sideways_quiet'],
    ['MSFT', '2002-07-31', 'crisis'],
    ['MSFT', '2003-09-30', 'bull_volatile'],
    ['MSFT', '2005-03-31', 'bear_quiet'],
    ['TXN', '2008-02-29', 'bear_volatile'],
  ])('%s on %s is %s', (symbol, date, label) => {
    expect(detectRegimeOf(upTo(samples[symbol]!, date)).label).toBe(label);
  });

  test('sideways_volatile: on 61 real bars it stands at once; over a longer history five such bars in a row are too rare', () => {
    const regime = detectRegimeOf(
      lastRows(
        truncate(samples['AAPL']!, 631, () => ''),
        61,
      ),
    );
    expect(day(regime.at)).toBe('2015-11-10');
    expect(regime.label).toBe('sideways_volatile');
    const seen = new Set(Object.values(samples).flatMap((bars) => regimeSeries(bars, config).labels));
    expect([...regimeLabels].filter((label) => !seen.has(label))).toEqual(['sideways_volatile']);
  });

  test('a split and a special dividend are no crash and no volatility', () => {
    const acrossSplit = detectRegimeOf(upTo(samples['AAPL']!, '2014-06-30'));
    expect(acrossSplit.volatility).toBeLessThan(0.3);
    expect(acrossSplit.trend).toBeGreaterThan(0);
    const acrossSpecial = detectRegimeOf(upTo(samples['MSFT']!, '2004-12-31'));
    expect(acrossSpecial.label).not.toBe('crisis');
  });
});

describe('definitions', () => {
  const returns = Array.from({ length: 300 }, (_, i) => 0.01 * Math.sin(i * i) + 0.0004);

  test('volatility, trend, t and drawdown are what they are said to be', () => {
    const bars = fromReturns(returns);
    const window = returns.slice(-60);
    const mean = window.reduce((a, b) => a + b, 0) / 60;
    const sd = Math.sqrt(window.reduce((a, r) => a + (r - mean) ** 2, 0) / 59);
    const regime = detectRegimeOf(bars);
    expect(regime.volatility).toBeCloseTo(sd * Math.sqrt(252), 12);
    expect(regime.trend).toBeCloseTo(mean * 252, 12);
    expect(regime.trendT).toBeCloseTo((mean * 60) / (sd * Math.sqrt(60)), 10);
    expect(regime.drawdown).toBeCloseTo(bars.close.at(-1)! / Math.max(...bars.close.slice(-252)) - 1, 12);
    expect([regime.at, regime.knownThrough]).toEqual([bars.time[300], bars.time[300]]);
  });

  test('annual figures use the frame’s own bars a year', () => {
    const bars = fromReturns(returns);
    const crypto = { ...bars, quality: { ...bars.quality, periodsPerYear: 365 } };
    expect(detectRegimeOf(crypto).trend / detectRegimeOf(bars).trend).toBeCloseTo(365 / 252, 10);
    expect(detectRegimeOf(crypto).volatility / detectRegimeOf(bars).volatility).toBeCloseTo(Math.sqrt(365 / 252), 10);
  });

  test('a constant series is sideways_quiet without a t, and nothing is uncertain about it', () => {
    const regime = detectRegimeOf(framed(new Float64Array(300).fill(50)));
    expect(regime).toMatchObject({
      label: 'sideways_quiet',
      volatility: 0,
      trend: 0,
      trendT: null,
      weak: true,
      confidence: 1,
      drawdown: 0,
    });
    expect(regime.volatilityBand).toBe('low');
  });

  test('a steady rise has no t either, and is not weak', () => {
    const regime = detectRegimeOf(fromReturns(Array.from({ length: 100 }, () => 0.001)));
    expect(regime).toMatchObject({ label: 'bull_quiet', trendT: null, weak: false, confidence: 1 });
  });

  /** 61 returns of ±size around a drift: volatility and trend to order. */
  const made = (size: number, drift: number) =>
    Array.from({ length: 260 }, (_, i) => (i % 2 === 0 ? size : -size) + drift);
  test.each<[number, number, RegimeLabel]>([
    [0.005, 0.001, 'bull_quiet'],
    [0.02, 0.001, 'bull_volatile'],
    [0.005, -0.0006, 'bear_quiet'],
    [0.02, -0.0006, 'bear_volatile'],
    [0.005, 0, 'sideways_quiet'],
    [0.02, 0, 'sideways_volatile'],
    [0.03, -0.001, 'crisis'],
    [0.03, 0.001, 'bull_volatile'],
  ])('±%p around %p a bar is %s', (size, drift, label) => {
    expect(detectRegimeOf(fromReturns(made(size, drift))).label).toBe(label);
  });

  test('a crisis needs volatility and either a deep drawdown or a falling trend', () => {
    const crash = [
      ...made(0.005, 0.001),
      ...Array.from({ length: 5 }, () => -0.08),
      ...made(0.03, 0.0015).slice(0, 80),
    ];
    const regime = detectRegimeOf(fromReturns(crash));
    expect(regime.trend).toBeGreaterThan(0.05);
    expect(regime.drawdown).toBeLessThanOrEqual(-0.2);
    expect(regime.label).toBe('crisis');
    expect(detectRegimeOf(fromReturns(crash), regimeConfigSchema.parse({ crisis: { drawdown: -0.9 } })).label).toBe(
      'bull_volatile',
    );
  });

  test('a falling trend makes a crisis without a deep drawdown too', () => {
    const measures = { volatility: 0.4, trend: -0.2, trendT: -0.3, drawdown: -0.1 };
    expect(ruleLabel(measures, config)).toBe('crisis');
    expect(ruleLabel({ ...measures, trend: -0.19 }, config)).toBe('bear_volatile');
    expect(ruleLabel({ ...measures, volatility: 0.399 }, config)).toBe('bear_volatile');
    expect(ruleLabel({ ...measures, trend: 0.3, drawdown: -0.2 }, config)).toBe('crisis');
  });

  test('thresholds: 25 % is volatile, +5 % and -5 % are sideways', () => {
    const measures = { volatility: 0.25, trend: 0.05, trendT: 0.3, drawdown: 0 };
    expect(ruleLabel(measures, config)).toBe('sideways_volatile');
    expect(ruleLabel({ ...measures, volatility: 0.2499, trend: -0.05 }, config)).toBe('sideways_quiet');
    expect(ruleLabel({ ...measures, trend: 0.0501 }, config)).toBe('bull_volatile');
    expect([0.149, 0.15, 0.25, 0.4].map((v) => volatilityBand(v, config))).toEqual([
      'low',
      'medium',
      'high',
      'extreme',
    ]);
  });

  test('confidence is the normal probability that volatility and trend lie where the label says', () => {
    // Standard errors at a volatility of 20 %: of the trend .2 · √(252/60) = .40988, of the volatility .2 / √118 = .018411.
    // P(trend > .05) = Φ(.25/.40988) = .72907; P(trend < -.05) = Φ(-.35/.40988) = .19658; P(vol < .25) = Φ(2.71570) = .99669.
    const measures = { volatility: 0.2, trend: 0.3, trendT: 0.73, drawdown: 0 };
    const confidence = (label: RegimeLabel) =>
      probabilityOf(label, labelProbabilities(measures, sampleErrors(measures.volatility, 252, 60), config));
    expect(confidence('bull_quiet')).toBeCloseTo(0.72907 * 0.99669, 4);
    expect(confidence('bear_quiet')).toBeCloseTo(0.19658 * 0.99669, 4);
    const directions = [
      'bull_quiet',
      'bull_volatile',
      'bear_quiet',
      'bear_volatile',
      'sideways_quiet',
      'sideways_volatile',
    ] as const;
    expect(directions.reduce((sum, label) => sum + confidence(label), 0)).toBeCloseTo(1, 12);
    // A crisis at 50 %: P(vol > .4) = Φ(.1 / (.5/√118)) = Φ(2.17256) = .98509; by its drawdown nothing else is in doubt.
    const deep = { ...measures, volatility: 0.5, drawdown: -0.3 };
    const inCrisis = labelProbabilities(deep, sampleErrors(0.5, 252, 60), config);
    expect(probabilityOf('crisis', inCrisis)).toBeCloseTo(0.98509, 4);
    expect(inCrisis.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  test('a label changes on the fifth bar in a row that says so, and not before', () => {
    // After a constant stretch, three bars of +2 % push the trend over the bull threshold at once and for good.
    const bars = (after: number) =>
      fromReturns([...Array.from({ length: 100 }, () => 0), ...Array.from({ length: after }, () => 0.01)]);
    const start = 101;
    const second = detectRegimeOf(bars(4));
    expect([second.label, second.since]).toEqual(['sideways_quiet', bars(4).time[60]]);
    expect(second.reasons.at(-1)).toContain('bars say bull_quiet; 5 in a row change the label');
    expect(second.confidence).toBeLessThan(0.5);
    const changedAt = regimeSeries(bars(30), config).labels.indexOf('bull_quiet');
    const firstRaw = regimeSeries(bars(30), config).unconfirmed.indexOf('bull_quiet');
    expect(firstRaw).toBeGreaterThanOrEqual(start);
    expect(changedAt).toBe(firstRaw + 4);
    const regime = detectRegimeOf(bars(30));
    expect([regime.label, regime.since]).toEqual(['bull_quiet', bars(30).time[changedAt]]);
  });

  test('an interrupted run starts its count anew', () => {
    const flat = Array.from({ length: 100 }, () => 0);
    const bars = fromReturns([...flat, 0.05, 0, 0, 0, -0.05, 0.05, 0, 0, 0]);
    const { labels, unconfirmed } = regimeSeries(bars, config);
    expect(unconfirmed.slice(101)).toEqual([
      ...Array(4).fill('bull_quiet'),
      'sideways_quiet',
      ...Array(4).fill('bull_quiet'),
    ]);
    expect(labels.at(-1)).toBe('sideways_quiet');
  });

  test('confidence rises with the distance to the thresholds', () => {
    const confidence = (drift: number) => detectRegimeOf(fromReturns(made(0.005, drift))).confidence;
    const rising = [0.0003, 0.0006, 0.001, 0.002].map(confidence);
    expect([...rising].sort((a, b) => a - b)).toEqual(rising);
    expect(rising[0]).toBeLessThan(0.6);
    expect(rising[3]).toBeGreaterThan(0.95);
  });
});

describe('contract', () => {
  test('too short a history says how many bars it needs and from when on', () => {
    let error: unknown;
    try {
      detectRegimeOf(truncate(samples['AAPL']!, 40, () => ''));
    } catch (thrown) {
      error = thrown;
    }
    if (!isBotError(error)) throw new Error('the history was accepted');
    expect(error.code).toBe('BOT_DATA_HISTORY_SHORT');
    expect(error.details).toMatchObject({ bars: 40, needBars: 61, estimated: true });
    const workable = samples['AAPL']!.time[60]!;
    expect(Math.abs((error.details['earliestDecideAt'] as number) - workable)).toBeLessThan(5 * dayMs);
    expect(detectRegimeOf(truncate(samples['AAPL']!, 61, () => '')).symbol).toBe('AAPL');
  });

  test('every answer fits the port', () => {
    for (const bars of Object.values(samples)) {
      for (const rows of [61, 200, 630, bars.length]) {
        const regime = detectRegimeOf(truncate(bars, rows, () => ''));
        expect(validateSync(Regime.schema, regime)).toEqual({ value: regime });
      }
    }
  });

  test('the slice answers as the function does', async () => {
    const history = samples['TXN']!;
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const { handlers } = marketRegime.create({ config, log });
    const { regime } = await handlers.detect({ history }, undefined as unknown as RunContext);
    expect(regime).toEqual(detectRegimeOf(history));
  });

  test.each([
    [{ widow: 60 }],
    [{ model: 'hmn' }],
    [{ hmm: { states: 0 } }],
    [{ window: 3 }],
    [{ bullAbove: -0.2 }],
    [{ bands: { low: 0.5 } }],
  ])('%j is no configuration', (given) => {
    expect(regimeConfigSchema.safeParse(given).success).toBe(false);
  });
});

describe('properties', () => {
  const walk = fc.array(fc.double({ min: -0.08, max: 0.08, noNaN: true }), {
    minLength: 61,
    maxLength: 400,
    size: 'max',
  });

  test('the past of a series does not change when bars are added', () => {
    const aapl = samples['AAPL']!;
    const whole = regimeSeries(aapl, config);
    fc.assert(
      fc.property(fc.integer({ min: 61, max: aapl.length }), (rows) => {
        const part = regimeSeries(
          truncate(aapl, rows, () => ''),
          config,
        );
        expect(part.labels).toEqual(whole.labels.slice(0, rows));
        expect(part.since).toEqual(whole.since.slice(0, rows));
      }),
      { numRuns: 20 },
    );
  });

  test('the unit of price does not matter', () => {
    fc.assert(
      fc.property(walk, fc.constantFrom(0.01, 10, 1e4), (returns, factor) => {
        const [one, other] = [detectRegimeOf(fromReturns(returns)), detectRegimeOf(fromReturns(returns, 100 * factor))];
        expect(other.volatility).toBeCloseTo(one.volatility, 9);
        expect(other.trend).toBeCloseTo(one.trend, 9);
        expect(other.drawdown).toBeCloseTo(one.drawdown, 9);
        expect(other.label).toBe(one.label);
      }),
      { numRuns: 50 },
    );
  });

  test('a split changes nothing but the raw price', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 60 }), fc.constantFrom(2, 7, 0.1), (returns, row, ratio) => {
        const plain = { ...fromReturns(returns), basis: 'raw' as const };
        const close = plain.close.map((price, i) => (i >= row ? price / ratio : price));
        const actions = [{ type: 'split' as const, exDate: plain.time[row]!, ratio, source: 'reported' as const }];
        const one = detectRegimeOf(plain);
        const other = detectRegimeOf({ ...framed(close, { basis: 'raw' }), actions });
        expect(other.volatility).toBeCloseTo(one.volatility, 9);
        expect(other.label).toBe(one.label);
        expect(other.since).toBe(one.since);
      }),
      { numRuns: 50 },
    );
  });
});
