import { readFileSync } from 'node:fs';
import {
  definePortfolioStrategy,
  defineStrategy,
  fixedChoice,
  flatAccount,
  isBotError,
  strategyChoiceSchema,
  studySchema,
} from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import { simpleMa } from '@bot-v2/strategies';
import { z } from 'zod';
import { barsThrough, sampleBars } from '../../../../tests/frames.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';
import optimizeSlice, { optimizeConfig } from './index.js';

const aapl = sampleBars('AAPL');
const head = (rows: number) => ({
  ...aapl,
  length: rows,
  ...Object.fromEntries(
    (['time', 'open', 'high', 'low', 'close', 'volume'] as const).map((c) => [c, aapl[c].slice(0, rows)]),
  ),
  actions: aapl.actions.filter(({ exDate }) => exDate <= aapl.time[rows - 1]!),
});
const history = head(630) as typeof aapl;
const account = flatAccount(100_000);

const contextOf = (options: Parameters<typeof testContext>[0]) =>
  testContext({ stateDir: temporaryDirectory(), ...options });
afterAll(removeTemporaryDirectories);

/** Buys every n-th bar and sells the next one; n 13 throws, n 99 never trades. */
const flipper = defineStrategy({
  id: 'flipper',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().int().default(5) }),
  search: { n: [5, 13, 7, 99] },
  warmup: (p) => p.n,
  prepare: (bars) => ({ close: bars.close }),
  onBar: ({ t, p, out }) => {
    if (p.n === 13 && t > 100) throw new Error('thirteen');
    if (p.n !== 99) out.target(t % p.n === 0 ? 1 : 0);
  },
});

/** Holds from its first bar on, whatever `n` is below the longest warm-up. */
function holder(id: string, search: { n?: number[] }) {
  return defineStrategy({
    id,
    version: '1.0.0',
    params: z.strictObject({ n: z.number().int().default(5) }),
    search,
    warmup: () => 5,
    prepare: (bars) => ({ close: bars.close }),
    onBar: ({ out }) => out.target(1),
  });
}

function study(
  strategy: AnyStrategy,
  options: { config?: object; ctx?: ReturnType<typeof testContext>; bars?: typeof aapl } = {},
) {
  const config = optimizeConfig.parse({ strategy: strategy.id, ...options.config });
  const ctx = options.ctx ?? contextOf({ strategies: [strategy] });
  const { handlers } = optimizeSlice.create({ config, log: ctx.log });
  return Promise.resolve(handlers.run({ history: options.bars ?? history, account }, ctx));
}

async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isBotError(error)) throw new Error(`not a typed error: ${String(error)}`);
  return error;
}

test('a real study fits its ports, tries every valid combination and picks the best', async () => {
  const { study: found, choice } = await study(simpleMa);
  expect(studySchema.safeParse(found).error).toBeUndefined();
  expect(strategyChoiceSchema.safeParse(choice).error).toBeUndefined();
  expect(found.trials.length).toBeGreaterThanOrEqual(14);
  for (const { params } of found.trials) expect(params['fast']! < params['slow']!).toBe(true);
  const values = found.trials.map(({ value }) => value ?? -Infinity);
  expect(values[found.best!]).toBe(Math.max(...values));
  expect(choice.strategy.params).toEqual(found.trials[found.best!]!.params);
  expect(choice.kind).toBe('tuned');
  expect(choice.knownThrough).toBe(history.time[629]);
  expect(choice.strategy.knownThrough).toBe(history.time[629]);
  expect(found.verdict.label).not.toBe('robust');
  for (const { stats, value } of found.trials) {
    if (value === null) continue;
    expect(stats!.bars).toBe(found.window.bars);
    expect(stats!.sharpe! / Math.sqrt(252)).toBeCloseTo(value, 9);
  }
});

test('a study is deterministic', async () => {
  expect(JSON.stringify(await study(simpleMa))).toBe(JSON.stringify(await study(simpleMa)));
});

test('a failing trial is recorded, an idle one has no value, and the study goes on', async () => {
  const { study: found, choice } = await study(flipper);
  expect(found.trials.map(({ error }) => error?.split(':')[0] ?? null)).toEqual([
    null,
    'BOT_STRATEGY_FAILED',
    null,
    null,
  ]);
  expect(found.trials[3]).toMatchObject({ params: { n: 99 }, value: null, trades: 0, error: null });
  expect([0, 2]).toContain(found.best);
  expect(choice.reasons.join('\n')).toContain('1 trials failed');
});

test('all trials trade the same rows, after the longest warm-up', async () => {
  const { study: found } = await study(flipper);
  expect(found.window).toEqual({ from: history.time[100], to: history.time[629], bars: 530 });
  for (const { stats } of found.trials) if (stats !== null) expect(stats.bars).toBe(530);
});

test('the objective decides: total return', async () => {
  const { study: found } = await study(simpleMa, { config: { objective: 'return' } });
  const returns = found.trials.map(({ stats }) => stats!.totalReturn!);
  expect(found.trials[found.best!]!.value).toBeCloseTo(Math.max(...returns), 12);
});

test('ties go to the first combination', async () => {
  const indifferent = holder('indifferent', { n: [3, 4, 5] });
  const { study: found } = await study(indifferent);
  expect(new Set(found.trials.map(({ value }) => value)).size).toBe(1);
  expect(found.best).toBe(0);
});

test('a given choice is tuned from its own parameters; without a search it stays what it was', async () => {
  const ctx = contextOf({ strategies: [holder('fixed', {})] });
  const { handlers } = optimizeSlice.create({ config: optimizeConfig.parse({}), log: ctx.log });
  const given = fixedChoice('AAPL', { provider: 'inline', id: 'fixed', version: '1.0.0', params: { n: 9 } });
  const { study: found, choice } = await handlers.run({ history, choice: given, account }, ctx);
  expect(found.trials.map(({ params }) => params)).toEqual([{ n: 9 }]);
  expect(choice.kind).toBe('fixed');
  expect(choice.reasons).toContain('named by the user');
});

test('what comes after History cannot matter: the study sees nothing else', async () => {
  const changed = { ...aapl, close: aapl.close.map((c, t) => (t >= 630 ? c * 2 : c)) };
  expect(changed.close[700]).not.toBe(aapl.close[700]);
  const again = { ...history, close: changed.close.slice(0, 630) };
  expect(JSON.stringify(await study(simpleMa, { bars: again }))).toBe(JSON.stringify(await study(simpleMa)));
});

test('progress counts every trial', async () => {
  const ctx = contextOf({ strategies: [flipper] });
  await study(flipper, { ctx });
  expect(ctx.bus.events.map(({ data }) => data)).toEqual([1, 2, 3, 4].map((done) => ({ done, total: 4 })));
});

test('an abort between trials is heard', async () => {
  const controller = new AbortController();
  const ctx = contextOf({ strategies: [simpleMa], signal: controller.signal });
  const running = study(simpleMa, { ctx, config: { sweep: false } });
  setImmediate(() => setImmediate(() => controller.abort()));
  const error = await failure(running);
  expect(error.code).toBe('BOT_RUN_ABORTED');
  expect(error.message).toMatch(/after [0-9] of \d+ trials/);
});

test('too short a history, too large a grid, a strategy that always fails: typed errors', async () => {
  expect((await failure(study(simpleMa, { bars: head(40) as typeof aapl }))).code).toBe('BOT_DATA_HISTORY_SHORT');
  expect((await failure(study(simpleMa, { config: { maxTrials: 3 } }))).code).toBe('BOT_CONFIG_INVALID');
  const hopeless = defineStrategy({
    id: 'hopeless',
    version: '1.0.0',
    params: z.strictObject({ n: z.number().default(1) }),
    search: { n: [1, 2] },
    warmup: () => 1,
    prepare: (bars) => ({ close: bars.close }),
    onBar: () => {
      throw new Error('no');
    },
  });
  expect((await failure(study(hopeless))).code).toBe('BOT_STRATEGY_FAILED');
});

test('a strategy for portfolios is refused', async () => {
  const together = definePortfolioStrategy({
    id: 'together',
    version: '1.0.0',
    params: z.strictObject({}),
    warmup: () => 1,
    prepare: (bars) => ({ close: bars.close }),
    onBar: () => undefined,
  });
  const ctx = contextOf({ strategies: [together] });
  const { handlers } = optimizeSlice.create({ config: optimizeConfig.parse({ strategy: 'together' }), log: ctx.log });
  const error = await failure(Promise.resolve(handlers.run({ history, account }, ctx)));
  expect([error.code, error.message]).toEqual(['BOT_CAP_INPUT', expect.stringContaining('together decides for all')]);
});

test('a series that never moves: no value, no choice, insufficient', async () => {
  const { study: found, choice } = await study(simpleMa, { bars: barsThrough(new Float64Array(400).fill(100)) });
  expect(found.best).toBeNull();
  expect(found.verdict.label).toBe('insufficient');
  expect(choice.strategy.params).toMatchObject({ fast: 10, slow: 30 });
});

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('conformance', () => {
  const examples = {
    run: () => ({ input: { history: head(300), account }, context: contextOf({ strategies: [simpleMa] }) }),
  };
  for (const check of sliceConformance(optimizeSlice, { packageJson, examples })) test(check.name, check.run);
});
