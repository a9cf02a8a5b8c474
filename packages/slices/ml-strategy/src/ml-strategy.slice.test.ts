import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@bot-v2/quant/random';
import { BotError, defineStrategy, isBotError, strategyChoiceSchema } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, RunContext, StrategyChoice } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import type { TestContextOptions } from '@bot-v2/sdk/testing';
import { strategies } from '@bot-v2/strategies';
import { z } from 'zod';
import { barsThrough, sampleBars } from '../../../../tests/frames.js';
import { plantedSeries } from '../test/planted-signal.js';
import { findCandidates } from './candidate.js';
import mlStrategySlice, { boostedTrainer, linearTrainer, mlStrategyConfig, walkForward } from './index.js';
import type { SelectorTrainer } from './index.js';
import { labelPool } from './labelled-pool.js';
import type { SelectionInput } from './select-strategy.js';

const all = strategies;
const day = (time: number) => new Date(time).toISOString().slice(0, 10);
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
  services: Pick<TestContextOptions, 'use' | 'stateDir'> = {},
): Promise<StrategyChoice> {
  const ctx = testContext({ strategies: installed, ...services });
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
async function unseenPicks(bars: Bars, trainer: SelectorTrainer): Promise<{ row: number; id: string }[]> {
  const candidates = await findCandidates(mlStrategyConfig.parse({}), testContext({ strategies: all }));
  const { pool } = labelPool(candidates, [bars], 20, new AbortController().signal);
  return walkForward(pool, trainer, 10).map(({ window, pick }) => ({
    row: pool[0]!.windows.decisions[window]!,
    id: candidates[pick]!.id,
  }));
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

/** `BOT_V2_SWEEP=N` runs N series of each kind on every model instead of a few on the quick ones. */
const sweep = Number(process.env['BOT_V2_SWEEP'] ?? 0);
const seedsFor = (few: number) => Array.from({ length: sweep || few }, (_, i) => i + 1);

test.each(sweep > 0 ? (['linear', 'boosted', 'best_past'] as const) : (['linear'] as const))(
  'random walks: the fallback in at least 90 %% by %s, although there are windows enough to be fooled by',
  async (model) => {
    let fallbacks = 0;
    for (const seed of seedsFor(10)) {
      const choice = await select({ history: randomWalk(2500, seed) }, { model });
      expect(choice.evidence!.windows).toBeGreaterThan(110);
      if (choice.kind === 'fallback') fallbacks++;
    }
    expect(fallbacks).toBeGreaterThanOrEqual(0.9 * seedsFor(10).length);
  },
  600_000,
);

describe('a planted signal in 3,000 bars', () => {
  const series = seedsFor(6).map((seed) => plantedSeries(3021, seed));

  test.each([['linear', 6], ['boosted', 1], ...(sweep > 0 ? ([['best_past', 1]] as const) : [])] as const)(
    'is found by %s, and the strategy that fits the next stretch is chosen in at least 80 %% of series',
    async (model, few) => {
      let right = 0;
      const chosen = series.slice(0, seedsFor(few).length);
      for (const { bars, trendsAfter } of chosen) {
        const choice = await select({ history: firstRows(bars, 3001) }, { model });
        expect(choice.evidence!.windows).toBe(147);
        if (choice.kind !== 'selected') continue;
        expect(choice.confidence).toBeGreaterThan(0.97);
        expect(choice.evidence!.improvement!.low).toBeGreaterThan(0);
        expect(choice.reasons[0]).toMatch(/^selector beats the baseline \(147 windows, IC /);
        if ((choice.strategy.id === 'mean_reversion') !== trendsAfter(3000)) right++;
      }
      expect(right).toBeGreaterThanOrEqual(0.8 * chosen.length);
    },
    600_000,
  );

  test.each([
    ['linear', linearTrainer(10)],
    ['boosted', boostedTrainer({ rounds: 60, leaves: 4, leafWindows: 8 })],
  ])('walking forward, at least 80 %% of unseen windows are picked right by the %s model', async (_, trainer) => {
    const { bars, trendsAfter } = series[0]!;
    const picks = await unseenPicks(bars, trainer);
    const right = picks.filter(({ row, id }) => (id === 'mean_reversion') !== trendsAfter(row));
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

describe('a pool of symbols', () => {
  const history = { ...firstRows(aapl, 630) };
  const end = history.time[629]!;
  /** A provider of other symbols that ignores the end it is asked for. */
  const provider = (changeAfter = Infinity) => {
    const asked: unknown[] = [];
    const use = (() =>
      async ({ request }: { request: { symbol: string; to: number } }) => {
        asked.push(request);
        const bars = sampleBars(request.symbol);
        return { bars: { ...bars, close: bars.close.map((c, t) => (bars.time[t]! > changeAfter ? c * 2 : c)) } };
      }) as unknown as RunContext['use'];
    return { use, asked };
  };

  test('teaches and is judged together, windows at the same time counting once', async () => {
    const { use, asked } = provider();
    const choice = await select({ history }, { pool: ['MSFT', 'TXN', 'AAPL'] }, all, { use });
    expect(asked).toEqual(['MSFT', 'TXN'].map((symbol) => ({ symbol, interval: '1d', to: end })));
    expect(choice.reasons.find((reason) => reason.startsWith('learnt from'))).toMatch(
      /^learnt from AAPL \(28\), MSFT \(\d+\), TXN \(\d+\)$/,
    );
    // MSFT and TXN trade on the same days from 2000 to 2014.
    expect(choice.evidence!.windows).toBeGreaterThan(180);
    expect(choice.evidence!.windows).toBeLessThan(220);
    expect(choice.knownThrough).toBe(end);
  });

  test('bars of a pooled symbol after the decision change nothing', async () => {
    const early = firstRows(aapl, 200);
    const at = early.time[199]!;
    const [one, other] = [provider(), provider(at)];
    const config = { pool: ['MSFT'] };
    expect(await select({ history: early }, config, all, { use: other.use })).toEqual(
      await select({ history: early }, config, all, { use: one.use }),
    );
  });

  test('a symbol nobody has is a failure, not a smaller pool', async () => {
    const use = (() => async () => {
      throw new BotError('BOT_DATA_NOT_FOUND', 'there is no NOPE');
    }) as unknown as RunContext['use'];
    const error = await failure(select({ history }, { pool: ['NOPE'] }, all, { use }));
    expect(error.code).toBe('BOT_DATA_NOT_FOUND');
  });
});

describe('a kept selector', () => {
  const { bars } = plantedSeries(3021, 1);
  const history = firstRows(bars, 3001);
  const stateDir = mkdtempSync(join(tmpdir(), 'bot-v2-selectors-'));
  afterAll(() => rmSync(stateDir, { recursive: true, force: true }));
  const idIn = ({ reasons }: StrategyChoice) =>
    /^kept as selector ([0-9a-f]{64})$/.exec(reasons.find((r) => r.startsWith('kept'))!)![1]!;
  const use = (id: string, input: SelectionInput, installed = all) =>
    select(input, { artifact: id }, installed, { stateDir });

  test.each(['linear', 'boosted'] as const)('of the %s model chooses as it did when it was trained', async (model) => {
    const settings = { model, keepArtifact: true, boosted: { rounds: 10 } };
    const trained = await select({ history }, settings, all, { stateDir });
    const id = idIn(trained);
    expect(idIn(await select({ history }, settings, all, { stateDir }))).toBe(id);
    const again = await use(id, { history });
    expect(again).toMatchObject({
      strategy: trained.strategy,
      kind: 'selected',
      confidence: trained.confidence,
      evidence: trained.evidence,
    });
    expect(again.reasons.join()).toContain(`selector ${id}, ${model}, known through ${day(history.time[3000]!)}`);
    const later = await use(id, { history: bars });
    expect(later.knownThrough).toBe(bars.time[3020]!);

    const early = await failure(use(id, { history: firstRows(bars, 3000) }));
    expect(early).toMatchObject({ code: 'BOT_DATA_LOOKAHEAD', details: { knownThrough: history.time[3000]! } });
  });

  test('cannot be kept where nothing can be written, and that is said', async () => {
    const error = await failure(select({ history }, { keepArtifact: true }, all, { stateDir: '/proc/none/below' }));
    expect(error).toMatchObject({ code: 'BOT_CONFIG_STATE_UNWRITABLE', hint: expect.stringContaining('keepArtifact') });
  });

  test('without evidence falls back', async () => {
    const trained = await select({ history: firstRows(aapl, 630) }, { keepArtifact: true }, all, { stateDir });
    const choice = await use(idIn(trained), { history: aapl });
    expect(choice).toMatchObject({ kind: 'fallback', confidence: 0, strategy: { id: 'simple_ma' } });
  });

  test('that is missing, damaged, or was made for other strategies is refused', async () => {
    expect((await failure(use('0'.repeat(64), { history }))).code).toBe('BOT_DATA_ARTIFACT');
    const id = idIn(await select({ history }, { keepArtifact: true }, all, { stateDir }));
    const fewer = await failure(
      use(
        id,
        { history },
        all.filter(({ id: name }) => name !== 'breakout'),
      ),
    );
    expect(fewer).toMatchObject({ code: 'BOT_DATA_ARTIFACT' });
    expect(fewer.message).toContain('breakout');
    const file = join(stateDir, 'selectors', `${id}.json`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"horizon":20', '"horizon":21'));
    const damaged = await failure(use(id, { history }));
    expect(damaged).toMatchObject({ code: 'BOT_DATA_ARTIFACT' });
    expect(damaged.message).toContain('damaged');
    expect(mlStrategyConfig.safeParse({ artifact: '../../etc/passwd' }).success).toBe(false);
  });
});

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('conformance', () => {
  const examples = {
    select: () => ({ input: { history: firstRows(aapl, 630) }, context: testContext({ strategies: all }) }),
  };
  for (const check of sliceConformance(mlStrategySlice, { packageJson, examples })) test(check.name, check.run);
});
