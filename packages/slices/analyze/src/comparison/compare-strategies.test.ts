import { createRandom } from '@bot-v2/quant/random';
import { sharpe } from '@bot-v2/quant/statistics';
import { runFrames, reportOf } from '@bot-v2/engine';
import { BotError, defineStrategy, flatAccount, strategyComparisonSchema } from '@bot-v2/sdk';
import type { AnyCapability, Bars, InputOf, OutputOf, RunnableStrategy, runBacktest } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { z } from 'zod';
import { compareStrategies } from './compare-strategies.js';
import { sharpeDifferences } from './sharpe-differences.js';

const dayMs = 86_400_000;

/** Bars of a seeded walk; with `swing`, a cycle of ten bars that a strategy can know. */
function bars(symbol: string, length: number, { swing = 0, drift = 0.0003 } = {}): Bars {
  const random = createRandom(`bars ${symbol}`);
  let price = 100;
  const close = Float64Array.from(
    { length },
    (_, i) => (price *= Math.exp(drift + random.normal(0, 0.01) + (i % 10 < 5 ? swing : -swing))),
  );
  return {
    symbol,
    interval: '1d',
    length,
    basis: 'raw',
    actions: [],
    provenance: { kind: 'synthetic', provider: 'test', source: 'test', contentHash: symbol },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
    time: Float64Array.from({ length }, (_, i) => Date.UTC(2010, 0, 4) + i * dayMs),
    open: close.map((_, i) => close[Math.max(0, i - 1)]!),
    high: close.map((value, i) => 1.001 * Math.max(value, close[Math.max(0, i - 1)]!)),
    low: close.map((value, i) => 0.999 * Math.min(value, close[Math.max(0, i - 1)]!)),
    close,
    volume: close.map(() => 1e6),
  };
}

/** Trades by the row alone: long where `long(row)`. */
const byRow = (id: string, long: (row: number) => boolean, warmup = 0): RunnableStrategy =>
  defineStrategy({
    id,
    version: '1.0.0',
    params: z.strictObject({ shift: z.number().int().default(0) }),
    warmup: () => warmup,
    prepare: ({ length }, { shift }) => ({ long: Float64Array.from({ length }, (_, i) => (long(i + shift) ? 1 : 0)) }),
    onBar: ({ cols, out }) => out.target(cols.long.now),
  }) as RunnableStrategy;

const seer = byRow('seer', (row) => (row + 1) % 10 < 5 && row % 10 !== 4);
const holder = byRow('holder', () => true);
const idler = byRow('idler', () => false);
const coin = (k: number) => {
  const random = createRandom(`coin ${k}`);
  const side = Array.from({ length: 4000 }, () => random.next() < 0.5);
  return byRow(`coin_${k}`, (row) => side[Math.floor(row / 5)]!);
};
const failing = defineStrategy({
  id: 'failing',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  prepare: ({ close, length }) => {
    if (length > 0) throw new Error('nothing prepared');
    return { close };
  },
  onBar: () => undefined,
}) as RunnableStrategy;

type Backtest = typeof runBacktest;
const account = flatAccount(100_000, { fractional: true });

/** A comparison by the engine itself, with what each backtest was given. */
async function compare(
  strategies: readonly RunnableStrategy[],
  frames: readonly Bars[],
  named: Parameters<typeof compareStrategies>[0]['strategies'] = [],
  meddle: (input: InputOf<Backtest>) => void = () => undefined,
) {
  const given: InputOf<Backtest>[] = [];
  const use = () => async (input: unknown) => {
    const { evaluations, choices, sizes, account: traded } = input as InputOf<Backtest>;
    given.push(input as InputOf<Backtest>);
    meddle(input as InputOf<Backtest>);
    const legs = Object.values(evaluations).map(({ bars: frame, from }) => {
      const { id, params } = choices[frame.symbol]!.strategy;
      const strategy = strategies.find((each) => each.id === id)!;
      return { symbol: frame.symbol, bars: frame, from, strategy, params, size: sizes![frame.symbol]! };
    });
    const run = runFrames({ legs, account: traded, probe: { points: 4 } });
    return { result: reportOf(run, { draws: 50 }) } as OutputOf<Backtest>;
  };
  const context = testContext({
    strategies,
    use: use as unknown as <C extends AnyCapability>(token: C) => (input: InputOf<C>) => Promise<OutputOf<C>>,
  });
  const histories = Object.fromEntries(frames.map((frame) => [frame.symbol, frame]));
  return { comparison: await compareStrategies({ histories, strategies: named, account }, context), given };
}

test('one that knows the cycle wins, against the others and against luck', async () => {
  const { comparison } = await compare([coin(1), seer, holder, idler], [bars('SWING', 900, { swing: 0.01 })]);
  expect(comparison.winner).toBe('seer');
  expect(comparison.verdict).toContain('seer is better than each of the others. Luck of 3 tries does not explain');
  expect(comparison.luck.pValue).toBeLessThan(0.01);
  const [best, ...others] = comparison.rows;
  expect(best).toMatchObject({ strategy: { id: 'seer', params: { shift: 0 } }, rank: 1, behind: null, error: null });
  expect(best!.excessReturn).toBeGreaterThan(0.5);
  expect(best!.lookAhead!.points).toBeGreaterThan(0);
  for (const { rank, behind, stats } of others.filter((row) => row.rank !== null)) {
    expect(behind!.low).toBeGreaterThan(0);
    expect(behind!.sharpe).toBeCloseTo(best!.stats!.sharpe! - stats!.sharpe!, 9);
    expect(rank).toBeGreaterThan(1);
  }
  expect(comparison.rows.at(-1)).toMatchObject({
    strategy: { id: 'idler' },
    rank: null,
    note: 'it never traded',
    behind: null,
  });
  expect(comparison.inSample).toMatch(/^IN-SAMPLE/);
  expect(strategyComparisonSchema.parse(comparison)).toEqual(comparison);
});

test('of coins on random walks nobody is crowned', async () => {
  const walks = Number(process.env['BOT_V2_COMPARISON_SWEEP'] ?? 3);
  let crowned = 0;
  for (let k = 0; k < walks; k++) {
    const coins = [1, 2, 3, 4, 5].map((i) => coin(10 * k + i));
    const { comparison } = await compare(coins, [bars(`WALK${k}`, 700)]);
    if (comparison.winner !== null) crowned++;
    else expect(comparison.verdict).toMatch(/^No winner: coin_\d+ is first, but not distinguishable from /);
    expect(comparison.rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  }
  if (walks > 3) console.log(`${crowned} of ${walks} comparisons of coins have a winner`);
  expect(crowned).toBeLessThanOrEqual(walks * 0.05);
});

test('all are judged on the same bars, from the first on which each can have decided, with the same size', async () => {
  const { comparison, given } = await compare(
    [byRow('late', () => true, 200), holder],
    [bars('A', 500), bars('B', 600)],
  );
  expect(given.map(({ evaluations }) => Object.values(evaluations).map(({ from }) => from))).toEqual([
    [201, 201],
    [201, 201],
  ]);
  for (const { sizes } of given) expect(Object.values(sizes!).map(({ fraction }) => fraction)).toEqual([0.5, 0.5]);
  expect(comparison.symbols).toEqual(['A', 'B']);
  expect(comparison.window.bars).toBe(399);
  expect(comparison.rows[0]!.behind ?? comparison.rows[1]!.behind).toMatchObject({ sharpe: 0, low: 0, high: 0 });
  expect(comparison.winner).toBeNull();
});

test('what cannot be run is named in its row, and the rest goes on', async () => {
  const { comparison, given } = await compare(
    [failing, byRow('late', () => true, 450), holder, coin(1)],
    [bars('A', 500)],
  );
  expect(given).toHaveLength(3);
  const rows = Object.fromEntries(comparison.rows.map((row) => [row.strategy.id, row]));
  expect(rows['late']!.error).toMatchObject({
    code: 'BOT_DATA_HISTORY_SHORT',
    message: expect.stringContaining('577 bars'),
  });
  expect(rows['failing']!.error).toMatchObject({ message: expect.stringContaining('nothing prepared') });
  expect([rows['holder']!.rank, rows['coin_1']!.rank].sort()).toEqual([1, 2]);
  expect(comparison.luck.strategies).toBe(2);
});

test('one alone, or none that trades, has no winner and says so', async () => {
  const alone = (await compare([holder], [bars('A', 500)])).comparison;
  expect(alone.verdict).toContain('holder is the only one with a Sharpe ratio');
  const none = (await compare([idler, failing], [bars('A', 500)])).comparison;
  expect(none).toMatchObject({ winner: null, verdict: 'No strategy could be compared.', luck: { pValue: null } });
  const short = (await compare([holder, coin(1)], [bars('A', 100)])).comparison;
  expect(short.rows.map(({ error }) => error!.code)).toEqual(['BOT_DATA_HISTORY_SHORT', 'BOT_DATA_HISTORY_SHORT']);
  expect(short.window.bars).toBe(0);
  const half = (await compare([holder, coin(1)], [bars('A', 200)])).comparison;
  expect(half.warnings).toContain('annualised figures rest on 199 bars');
});

test('the strategies named are the ones compared, with their parameters', async () => {
  const { given, comparison } = await compare(
    [seer, holder, idler],
    [bars('A', 400)],
    [{ id: 'seer', params: { shift: 3 } }, { id: 'seer' }],
  );
  expect(given.map(({ choices }) => choices['A']!.strategy.params)).toEqual([{ shift: 3 }, { shift: 0 }]);
  expect(comparison.rows.map(({ strategy }) => strategy.id)).toEqual(['seer', 'seer']);
});

test('one that is named twice is compared once, and with the others where it is the only one', async () => {
  const twice = [{ id: 'seer' }, { id: 'seer', params: { shift: 0 } }];
  const rows = async (named: typeof twice) =>
    (await compare([seer, holder], [bars('A', 400)], named)).comparison.rows.map(({ strategy }) => strategy.id).sort();
  expect(await rows(twice)).toEqual(['holder', 'seer']);
  expect(await rows([...twice, { id: 'holder' }])).toEqual(['holder', 'seer']);
});

test('one that is named alone is compared with every installed one, and not with itself', async () => {
  const idsOf = async (params: object) =>
    (await compare([seer, holder, failing], [bars('A', 400)], [{ id: 'seer', params: { ...params } }])).given
      .map(({ choices }) => choices['A']!.strategy)
      .map(({ id, params: { shift } }) => `${id} ${shift}`);
  expect(await idsOf({})).toEqual(['seer 0', 'holder 0', 'failing undefined']);
  expect(await idsOf({ shift: 3 })).toEqual(['seer 3', 'seer 0', 'holder 0', 'failing undefined']);
});

test.each([
  ['a strategy nobody offers', [holder], [bars('A', 400)], [{ id: 'nobody' }], 'BOT_REGISTRY_UNKNOWN_STRATEGY'],
  [
    'parameters it does not take',
    [holder],
    [bars('A', 400)],
    [{ id: 'holder', params: { n: 3 } }],
    'BOT_STRATEGY_PARAMS',
  ],
  ['no history', [holder], [], [], 'BOT_CAP_INPUT'],
  ['no strategy', [], [bars('A', 400)], [], 'BOT_CAP_INPUT'],
])('%s is refused', async (_, strategies, frames, named, code) => {
  await expect(compare(strategies, frames, named)).rejects.toMatchObject({ code });
});

test.each(['BOT_RUN_ABORTED', 'BOT_INVARIANT'] as const)('%s is nobody’s row: it ends the comparison', async (code) => {
  const stop = () => {
    throw new BotError(code, 'stop');
  };
  await expect(compare([holder, coin(1)], [bars('A', 400)], [], stop)).rejects.toMatchObject({ code });
});

describe('differences of Sharpe ratios', () => {
  const random = createRandom('series');
  const noise = () => Float64Array.from({ length: 500 }, () => random.normal(0, 0.01));
  const options = { periods: 252, riskFree: 0, seed: 1 };

  test('are those of the ratios; a pair that never differs is told as such; order changes nothing', () => {
    const [a, b] = [noise(), noise()];
    const lifted = a.map((r) => r + 0.002);
    const found = sharpeDifferences([lifted, a, b, lifted], 0, options);
    const ratio = (x: Float64Array) => sharpe(x, { periods: 252 })!;
    expect(found[0]).toEqual({ sharpe: 0, low: 0, high: 0 });
    expect(found[3]).toEqual({ sharpe: 0, low: 0, high: 0 });
    expect(found[1]!.sharpe).toBeCloseTo(ratio(lifted) - ratio(a), 9);
    expect(found[2]!.sharpe).toBeCloseTo(ratio(lifted) - ratio(b), 9);
    expect(found[1]!.low).toBeGreaterThan(0);
    // What both share cancels: the same lift is told apart better from its own noise than from another's.
    expect(found[1]!.high - found[1]!.low).toBeLessThan(found[2]!.high - found[2]!.low);
    const turned = sharpeDifferences([b, lifted, a], 1, options);
    expect(turned[0]!.sharpe).toBeCloseTo(found[2]!.sharpe, 12);
  });

  test('a risk-free rate is taken off both', () => {
    const [a, b] = [noise().map((r) => r + 0.001), noise()];
    const riskFree = 0.0002;
    const [, found] = sharpeDifferences([a, b], 0, { ...options, riskFree });
    const ratio = (x: Float64Array) => sharpe(x, { periods: 252, riskFree })!;
    expect(found!.sharpe).toBeCloseTo(ratio(a) - ratio(b), 9);
  });
});
