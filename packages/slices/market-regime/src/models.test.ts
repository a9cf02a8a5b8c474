import fc from 'fast-check';
import { createRandom } from '@bot-v2/quant/random';
import { loadSample } from '@bot-v2/sample-data';
import { isBotError, regimeLabels, Regime, truncate, validateSync } from '@bot-v2/sdk';
import type { Bars, RegimeLabel, RunContext } from '@bot-v2/sdk';
import marketRegime, {
  detectRegime,
  detectRegimeOf,
  labelProbabilities,
  regimeConfigSchema,
  regimeHistory,
} from './index.js';
import type { RegimeConfig } from './index.js';

const models = ['hmm', 'garch', 'change_point', 'ensemble'] as const;
const configOf = (model: RegimeConfig['model'], more: object = {}) => regimeConfigSchema.parse({ model, ...more });
const dayMs = 86_400_000;

/** A frame from log returns. */
function fromReturns(returns: ArrayLike<number>): Bars {
  const close = new Float64Array(returns.length + 1).fill(100);
  for (let i = 0; i < returns.length; i++) close[i + 1] = close[i]! * Math.exp(returns[i]!);
  const time = Float64Array.from(close, (_, i) => Date.UTC(2010, 0, 1) + i * dayMs);
  return {
    symbol: 'X',
    interval: '1d',
    length: close.length,
    basis: 'as_given',
    actions: [],
    time,
    open: close,
    high: close,
    low: close,
    close,
    volume: close,
    provenance: { kind: 'synthetic', provider: 'test', source: 'test', contentHash: '' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
  };
}

/** Two years or more of a sample ending at a date. */
function sampleTo(symbol: string, date: string, rows: number): Bars {
  const { time, close } = loadSample(symbol);
  const end = time.filter((t) => t <= Date.parse(date)).length;
  const part = close.slice(end - rows, end);
  return {
    ...fromReturns(Float64Array.from({ length: rows - 1 }, (_, i) => Math.log(part[i + 1]! / part[i]!))),
    time: time.slice(end - rows, end),
    symbol,
  };
}

/** Pieces of normal returns, each with an annual trend and volatility. */
function pieces(seed: number, parts: readonly [bars: number, trend: number, volatility: number][]): Bars {
  const random = createRandom(seed);
  return fromReturns(
    parts.flatMap(([n, trend, volatility]) =>
      Array.from({ length: n }, () => random.normal(trend / 252, volatility / Math.sqrt(252))),
    ),
  );
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (isBotError(error)) return error.code;
    throw error;
  }
  return 'none';
}

describe.each(models)('%s', (model) => {
  const config = configOf(model);

  test.each<[string, string, readonly RegimeLabel[]]>([
    // A hidden Markov model names a volatility it has never seen only after the next refit.
    ['SP500', model === 'hmm' ? '2009-03-09' : '2008-11-28', ['crisis']],
    ['SP500', '2017-10-31', ['bull_quiet', 'sideways_quiet']],
    ['MSFT', '2002-07-31', ['crisis', 'bear_volatile']],
  ])('%s on %s', async (symbol, date, labels) => {
    const regime = await detectRegime(sampleTo(symbol, date, 630), config, 1);
    expect(labels).toContain(regime.label);
    expect(validateSync(Regime.schema, regime)).toEqual({ value: regime });
    expect(regime.model).toBe(model);
    expect(regime.fittedThrough).toBeLessThanOrEqual(regime.at);
    expect(regime.knownThrough).toBe(regime.at);
    expect(Object.values(regime.probabilities!).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(regime.confidence).toBeCloseTo(regime.probabilities![regime.label], 12);
    for (const row of regime.transitions!.matrix) if (row) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });

  test('a planted future changes no past label, probability or fit', async () => {
    const bars = sampleTo('SP500', '2010-06-30', 400);
    const whole = await regimeHistory(bars, config, 1);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 254, max: 399 }),
        fc.double({ min: -0.3, max: 0.3, noNaN: true }),
        async (cut, jump) => {
          const random = createRandom(cut);
          const close = Float64Array.from(bars.close);
          for (let t = cut; t < close.length; t++) close[t] = close[t - 1]! * Math.exp(jump + random.normal(0, 0.05));
          const planted = await regimeHistory({ ...bars, close }, config, 1);
          const cutShort = await regimeHistory(
            truncate(bars, cut, () => ''),
            config,
            1,
          );
          for (const other of [planted, cutShort]) {
            expect(other.labels.slice(0, cut)).toEqual(whole.labels.slice(0, cut));
            expect(other.since.slice(0, cut)).toEqual(whole.since.slice(0, cut));
            expect(other.probabilities.slice(0, cut)).toEqual(whole.probabilities.slice(0, cut));
            expect(other.fits.filter(({ row }) => row < cut)).toEqual(whole.fits.filter(({ row }) => row < cut));
          }
        },
      ),
      { numRuns: 2 },
    );
  }, 60_000);

  test('fits are expanding, every 63 bars after the first 252 returns, and dated', async () => {
    const bars = sampleTo('SP500', '2010-06-30', 400);
    const { fits, labels } = await regimeHistory(bars, config, 1);
    expect([...new Set(fits.map(({ row }) => row))]).toEqual([252, 315, 378]);
    for (const { row, knownThrough } of fits) expect(knownThrough).toBe(bars.time[row]);
    expect(labels.findIndex((label) => label !== null)).toBe(252);
  });

  test('detect is the last row of the history', async () => {
    const bars = sampleTo('MSFT', '2003-06-30', 320);
    const { labels, since } = await regimeHistory(bars, config, 7);
    const regime = await detectRegime(bars, config, 7);
    expect(regime.label).toBe(labels.at(-1));
    expect(regime.since).toBe(bars.time[since.at(-1)!]);
    expect(await detectRegime(bars, config, 7)).toEqual(regime);
  });

  test('two volatility regimes are told apart once both have been seen (accuracy above 80 %, three seeds)', async () => {
    for (const seed of [1, 2, 3]) {
      const [calm, wild] = [
        [0.1, 0.12],
        [-0.1, 0.5],
      ] as const;
      const bars = pieces(seed, [
        [150, ...calm],
        [150, ...wild],
        [150, ...calm],
        [150, ...wild],
      ]);
      const { labels } = await regimeHistory(bars, config, seed);
      let right = 0;
      for (let t = 320; t < 600; t++) if (/volatile|crisis/.test(labels[t]!) === t > 450) right++;
      expect(right / 280).toBeGreaterThan(0.8);
    }
  });

  test('too short, constant, one bar, two bars', async () => {
    for (const rows of [1, 2, 100, 252]) {
      const bars = sampleTo('MSFT', '2003-06-30', rows);
      expect(await codeOf(detectRegime(bars, config, 1))).toBe('BOT_DATA_HISTORY_SHORT');
    }
    expect((await detectRegime(sampleTo('MSFT', '2003-06-30', 253), config, 1)).symbol).toBe('MSFT');
    expect(await codeOf(detectRegime(fromReturns(new Float64Array(300)), config, 1))).toBe('BOT_DATA_DEGENERATE');
  });

  test('the slice answers as the function does, with the seed of the run', async () => {
    const history = sampleTo('SP500', '2010-06-30', 300);
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const { handlers } = marketRegime.create({ config, log });
    const { regime } = await handlers.detect({ history }, {
      seed: (label: string) => (label === 'market_regime.hmm' ? 3 : 4),
    } as RunContext);
    expect(regime).toEqual(await detectRegime(history, config, 3));
  });
});

test('a constant beginning has no labels, and the fits say why', async () => {
  const random = createRandom(1);
  const bars = fromReturns(Array.from({ length: 500 }, (_, i) => (i < 260 ? 0 : random.normal(0, 0.01))));
  for (const model of models) {
    const { labels, fits } = await regimeHistory(bars, configOf(model), 1);
    expect(fits[0]!.unfitted ?? fits[1]!.unfitted).toBe('constant');
    expect(labels.slice(0, 315).every((label) => label === null)).toBe(true);
    expect(labels.at(-1)).not.toBeNull();
  }
});

test('detectRegimeOf refuses to answer for another model', () => {
  expect(() => detectRegimeOf(sampleTo('MSFT', '2003-06-30', 300), configOf('hmm'))).toThrow('rule model');
});

test('the rules report how labels follow each other', async () => {
  const bars = sampleTo('SP500', '2010-06-30', 1000);
  const regime = await detectRegime(bars, configOf('rules'), 1);
  const { labels } = await regimeHistory(bars, configOf('rules'), 1);
  expect(regime).toEqual(detectRegimeOf(bars));
  expect(regime.label).toBe(labels.at(-1));
  const inForce = labels.filter((label, t) => label === regime.label && t < labels.length - 1).length;
  const exits = labels.filter(
    (label, t) => label === regime.label && t + 1 < labels.length && labels[t + 1] !== label,
  ).length;
  expect(regime.changeProbability).toBeCloseTo(exits / inForce, 12);
  expect(regime.expectedDuration).toBeCloseTo(inForce / exits, 9);
});

describe('every label is reachable at default settings', () => {
  const wanted: readonly [RegimeLabel, trend: number, volatility: number][] = [
    ['bull_quiet', 0.6, 0.1],
    ['bull_volatile', 1.8, 0.32],
    ['bear_quiet', -0.6, 0.1],
    ['bear_volatile', -1.2, 0.32],
    ['sideways_quiet', 0, 0.1],
    ['sideways_volatile', 0, 0.32],
    ['crisis', -1.5, 0.7],
  ];
  test.each(models)('%s', async (model) => {
    const reached = new Set<RegimeLabel>();
    for (const [label, trend, volatility] of wanted) {
      const random = createRandom(`reach ${label}`);
      const daily = volatility / Math.sqrt(252);
      // Draws and their negatives, shuffled by blocks of 60: any window of the rules has the trend of the process.
      const returns = Array.from({ length: 6 }, () => {
        const half = Array.from({ length: 30 }, () => random.normal(0, daily));
        return random.shuffle([...half, ...half.map((x) => -x)]).map((x) => trend / 252 + x);
      }).flat();
      reached.add((await detectRegime(fromReturns(returns), configOf(model), 1)).label);
    }
    expect([...reached].sort()).toEqual([...regimeLabels].sort());
  });
});

test('label probabilities always sum to one', () => {
  const range = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      range(0, 1),
      range(-2, 2),
      range(-0.9, 0),
      range(0, 0.3),
      range(0, 2),
      range(-0.6, 0.2),
      (volatility, trend, drawdown, a, b, crisisTrend) => {
        const config = configOf('rules', { crisis: { trend: Math.min(0, crisisTrend) }, quietBelow: 0.25 + b / 4 });
        const p = labelProbabilities({ volatility, trend, drawdown }, { volatility: a, trend: b }, config);
        expect(p.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 9);
        expect(p.every((x) => x >= -1e-12 && x <= 1 + 1e-12)).toBe(true);
      },
    ),
  );
});
