import { readFileSync } from 'node:fs';
import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, isBotError, strategyChoiceSchema } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, StrategyChoice } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import { strategies } from '@bot-v2/strategies';
import { z } from 'zod';
import { barsThrough, sampleBars } from '../test/frames.js';
import { plantedSeries, stretch } from '../test/planted-signal.js';
import { runCandidates } from './candidate-equity.js';
import { featuresAt } from './feature-columns.js';
import mlStrategySlice, {
  featureColumns,
  labelWindows,
  mlStrategyConfig,
  walkForward,
  windowReturns,
} from './index.js';
import type { LabelWindows } from './label-windows.js';
import type { SelectionInput } from './select-strategy.js';

const all = strategies;
const aapl = sampleBars('AAPL');

function firstRows(bars: Bars, rows: number): Bars {
  const columns = (['time', 'open', 'high', 'low', 'close', 'volume'] as const).map((c) => [c, bars[c].slice(0, rows)]);
  const actions = bars.actions.filter(({ exDate }) => exDate <= bars.time[rows - 1]!);
  return { ...bars, ...(Object.fromEntries(columns) as Pick<Bars, 'close'>), length: rows, actions };
}

async function select(
  input: SelectionInput,
  config: object = {},
  installed: readonly AnyStrategy[] = all,
): Promise<StrategyChoice> {
  const ctx = testContext({ strategies: installed });
  const { handlers } = mlStrategySlice.create({ config: mlStrategyConfig.parse(config), log: ctx.log });
  return (await handlers.select(input, ctx)).choice;
}

async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isBotError(error)) throw new Error(`not a typed error: ${String(error)}`);
  return error;
}

function randomWalk(length: number, seed: number): Bars {
  const random = createRandom(seed);
  let price = 100;
  return barsThrough(Array.from({ length }, () => (price *= Math.exp(random.normal(0, 0.015)))));
}

const broken = defineStrategy({
  id: 'momentum',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 1,
  prepare: (bars) => ({ close: bars.close }),
  onBar: () => {
    throw new Error('broken');
  },
});

/** Always invested. */
function holder(id: string): AnyStrategy {
  return defineStrategy({
    id,
    version: '1.0.0',
    params: z.strictObject({}),
    warmup: () => 1,
    prepare: (bars) => ({ close: bars.close }),
    onBar: ({ out }) => out.target(1),
  });
}

/** What the model picks in every window it has not seen. */
function unseenPicks(bars: Bars, windows: LabelWindows): { window: number; id: string }[] {
  const candidates = all.map((strategy) => ({
    id: strategy.id,
    strategy,
    ref: { provider: 'inline', id: strategy.id, version: '1.0.0', params: {} },
  }));
  const { equity } = runCandidates(candidates, bars, windows.decisions[0]!, new AbortController().signal);
  const columns = featureColumns(bars);
  const features = Array.from(windows.decisions, (row) => featuresAt(columns, row));
  const labels = equity.map((curve) => windowReturns(curve, windows));
  const unseen = walkForward({ windows, features, labels }, { penalty: 10, minimum: 10 });
  return unseen.map(({ window, pick }) => ({ window, id: candidates[pick]!.id }));
}

test('AAPL to the default decision: too few windows, so the fallback, with the figures', async () => {
  const history = firstRows(aapl, 630);
  const choice = await select({ history });
  expect(strategyChoiceSchema.safeParse(choice).error).toBeUndefined();
  expect(choice).toMatchObject({ symbol: 'AAPL', kind: 'fallback', confidence: 0, knownThrough: history.time[629] });
  expect(choice.strategy).toMatchObject({ id: 'simple_ma', params: { fast: 10, slow: 30 } });
  expect(choice.evidence!.windows).toBeGreaterThanOrEqual(26);
  expect(choice.evidence!.windows).toBeLessThanOrEqual(28);
  expect(choice.evidence!.verdict).toBe('insufficient');
  expect(choice.reasons[0]).toMatch(/^selector no better than baseline \(2[678] windows, IC -?\.\d\d ± \.\d\d\)$/);
  expect(choice.reasons).toContain('compared: simple_ma, momentum, mean_reversion, volatility, breakout');
});

test('twenty random walks: the fallback in at least eighteen, although there are windows enough to be fooled by', async () => {
  const kinds: string[] = [];
  for (let seed = 1; seed <= 20; seed++) {
    const choice = await select({ history: randomWalk(2500, seed) });
    expect(choice.evidence!.windows).toBeGreaterThan(110);
    kinds.push(choice.kind);
  }
  expect(kinds.filter((kind) => kind === 'fallback').length).toBeGreaterThanOrEqual(18);
});

describe('a planted signal in 3,000 bars', () => {
  const series = Array.from({ length: 12 }, (_, i) => plantedSeries(3021, i + 1));

  test('is found, and the strategy that fits the next stretch is chosen in at least 80 % of series', async () => {
    let right = 0;
    for (const { bars, trendsAfter } of series) {
      const choice = await select({ history: firstRows(bars, 3001) });
      expect(choice.evidence!.windows).toBe(147);
      if (choice.kind !== 'selected') continue;
      expect(choice.confidence).toBeGreaterThan(0.97);
      expect(choice.evidence!.improvement!.low).toBeGreaterThan(0);
      expect(choice.reasons[0]).toMatch(/^selector beats the baseline \(147 windows, IC /);
      if ((choice.strategy.id === 'mean_reversion') !== trendsAfter(3000)) right++;
    }
    expect(right).toBeGreaterThanOrEqual(0.8 * series.length);
  });

  test('walking forward, at least 80 % of unseen windows are picked right', () => {
    const { bars, trendsAfter } = series[0]!;
    const windows = labelWindows(bars.length, 60, stretch);
    const picks = unseenPicks(bars, windows);
    const right = picks.filter(
      ({ window, id }) => (id === 'mean_reversion') !== trendsAfter(windows.decisions[window]!),
    );
    expect(picks.length).toBeGreaterThan(130);
    expect(right.length / picks.length).toBeGreaterThanOrEqual(0.8);
  });

  test('the last bars decide: the same past with another feature now gives another choice', async () => {
    const history = firstRows(series[0]!.bars, 3001);
    const stretched = (from: number, by: number) => ({
      ...history,
      high: history.high.map((h, t) => (t > from ? Math.max(history.open[t]!, history.close[t]!) * (1 + by) : h)),
      low: history.low.map((l, t) => (t > from ? Math.min(history.open[t]!, history.close[t]!) * (1 - by) : l)),
    });
    const [wide, narrow] = [
      await select({ history: stretched(2980, 0.03) }),
      await select({ history: stretched(2980, 0.002) }),
    ];
    expect(wide.strategy.id).toBe('mean_reversion');
    expect(narrow.strategy.id).not.toBe('mean_reversion');
  });
});

test('the choice is deterministic and does not depend on the price level', async () => {
  const history = randomWalk(800, 7);
  const scaled = barsThrough(history.close.map((c) => c * 10));
  const [one, again, tenfold] = [
    await select({ history }),
    await select({ history }),
    await select({ history: scaled }),
  ];
  expect(again).toEqual(one);
  expect(tenfold.evidence!.improvement!.mean).toBeCloseTo(one.evidence!.improvement!.mean, 6);
  expect(tenfold.strategy).toEqual(one.strategy);
});

test('a history without a single window falls back and says so', async () => {
  const choice = await select({ history: firstRows(aapl, 60) });
  expect(choice).toMatchObject({ kind: 'fallback', evidence: { windows: 0, improvement: null, baselines: [] } });
  expect(choice.reasons[0]).toContain('selector not trained: 0 windows');
});

test('prices that never move fall back', async () => {
  const choice = await select({ history: barsThrough(new Float64Array(1500).fill(50)) });
  expect(choice).toMatchObject({ kind: 'fallback', evidence: { effectiveWindows: 0 } });
});

test('a candidate that fails is left out and named; a failing fallback fails the step', async () => {
  const installed = all.map((strategy) => (strategy.id === 'momentum' ? broken : strategy));
  const choice = await select({ history: firstRows(aapl, 630) }, {}, installed);
  expect(choice.reasons.join('\n')).toMatch(/left out, momentum: .*broken/);
  expect(choice.reasons).toContain('compared: simple_ma, mean_reversion, volatility, breakout');
  const error = await failure(select({ history: firstRows(aapl, 630) }, { fallback: 'momentum' }, installed));
  expect(error.code).toBe('BOT_STRATEGY_FAILED');
});

test('a configured candidate joins, one that is not installed is a typed error with the nearest name', async () => {
  const choice = await select({ history: firstRows(aapl, 630) }, { candidates: ['steady'] }, [
    ...all,
    holder('steady'),
  ]);
  expect(choice.reasons).toContain('compared: simple_ma, momentum, mean_reversion, volatility, breakout, steady');
  const error = await failure(select({ history: firstRows(aapl, 630) }, { candidates: ['momentun'] }));
  expect(error.code).toBe('BOT_REGISTRY_UNKNOWN_STRATEGY');
  expect(error.hint).toContain('momentum');
});

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('conformance', () => {
  const examples = {
    select: () => ({ input: { history: firstRows(aapl, 630) }, context: testContext({ strategies: all }) }),
  };
  for (const check of sliceConformance(mlStrategySlice, { packageJson, examples })) test(check.name, check.run);
});
