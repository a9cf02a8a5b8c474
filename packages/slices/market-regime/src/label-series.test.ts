import { createRandom } from '@bot-v2/quant/random';
import { regimeSeriesSchema, truncate } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import fc from 'fast-check';
import marketRegime, { detectRegime, labelSeries, regimeConfigSchema } from './index.js';
import type { RegimeConfig } from './index.js';

const models = ['rules', 'hmm', 'garch', 'change_point', 'ensemble'] as const;
const configOf = (model: RegimeConfig['model']) =>
  regimeConfigSchema.parse({ model, refit: { first: 100, every: 21 }, hmm: { states: 2, restarts: 1 } });

/** A market that changes its mood a few times, with a split on the way: raw prices halve there. */
function moodyBars(seed: number, rows: number): Bars {
  const random = createRandom(seed);
  const split = Math.floor(rows / 2);
  const close = new Float64Array(rows);
  const time = Float64Array.from(close, (_, t) => Date.UTC(2010, 0, 1) + t * 86_400_000);
  let price = 100;
  let mood = { trend: 0.2, volatility: 0.1 };
  for (let t = 0; t < rows; t++) {
    if (t % 70 === 0) mood = { trend: random.uniform(-0.8, 0.8), volatility: random.uniform(0.08, 0.7) };
    price *= Math.exp(random.normal(mood.trend / 252, mood.volatility / Math.sqrt(252)));
    close[t] = t < split ? price : price / 2;
  }
  return {
    symbol: 'X',
    interval: '1d',
    length: rows,
    basis: 'raw',
    actions: [{ type: 'split', exDate: time[split]!, ratio: 2, source: 'derived' }],
    ...{ time, open: close, high: close, low: close, close, volume: close },
    provenance: { kind: 'synthetic', provider: 'test', source: 'test', contentHash: '' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
  };
}

const cut = (bars: Bars, rows: number) => truncate(bars, rows, () => '');

describe.each(models)('%s', (model) => {
  const config = configOf(model);

  test('the series of a longer frame begins with that of a shorter one', async () => {
    const arbitrary = fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 320 }));
    const property = fc.asyncProperty(arbitrary, async ([seed, rows]) => {
      const bars = moodyBars(seed, 320);
      const whole = await labelSeries(bars, config, seed);
      const part = await labelSeries(cut(bars, rows), config, seed);
      expect(part.labels).toEqual(whole.labels.slice(0, rows));
      expect(part.knownThrough).toEqual(whole.knownThrough.slice(0, rows));
    });
    await fc.assert(property, { numRuns: Number(process.env['BOT_V2_SERIES_RUNS'] ?? 4) });
  });

  test('says of the last bar what detection says, fits its port, and changes on the way', async () => {
    const bars = moodyBars(11, 420);
    const series = await labelSeries(bars, config, 1);
    expect(regimeSeriesSchema.safeParse(series).error).toBeUndefined();
    expect(series).toMatchObject({ symbol: 'X', model, time: Array.from(bars.time) });
    expect(series.labels.at(-1)).toBe((await detectRegime(bars, config, 1)).label);
    const first = model === 'rules' ? 60 : 100;
    expect(series.labels.findIndex((label) => label !== null)).toBe(first);
    expect(series.knownThrough).toEqual(series.time.map((at, t) => (t < first ? null : at)));
    expect(new Set(series.labels).size).toBeGreaterThan(2);
  });
});

test('a frame too short for a first label has none, and is no error', async () => {
  for (const rows of [1, 60]) {
    const { labels, knownThrough } = await labelSeries(moodyBars(1, rows), configOf('rules'), 1);
    expect([...new Set(labels), ...new Set(knownThrough)]).toEqual([null, null]);
    expect(labels.length).toBe(rows);
  }
});

test('the slice labels by its configuration', async () => {
  const bars = moodyBars(3, 200);
  const { handlers } = marketRegime.create({ config: configOf('garch'), log: testContext().log });
  const { series } = await handlers.label({ history: bars }, testContext());
  expect(series).toEqual(await labelSeries(bars, configOf('garch'), 0));
});

test('the port refuses a label that knows a later bar, and columns of different lengths', () => {
  const good = { symbol: 'X', model: 'm', time: [1, 2], labels: ['crisis', null], knownThrough: [1, null] };
  expect(regimeSeriesSchema.safeParse(good).success).toBe(true);
  for (const bad of [{ knownThrough: [2, null] }, { knownThrough: [null, null] }, { labels: ['crisis'] }])
    expect(regimeSeriesSchema.safeParse({ ...good, ...bad }).success).toBe(false);
});
