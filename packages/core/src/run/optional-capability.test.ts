import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sdk from '@bot-v2/sdk';
import { BotError, defineSlice, ifProvided, labelRegimes, runResultSchema } from '@bot-v2/sdk';
import type { AnySlice, RunContext, RunResult } from '@bot-v2/sdk';
import { makeBars } from '../../test/bars.js';
import { FakeApplication } from '../../test/packages.js';
import { alwaysLong, dataSlice, regimeSlice, sizingSlice } from '../../test/slices.js';
import { backtestOf } from '../../test/values.js';
import { createBot } from '../index.js';
import type { BotOptions } from '../index.js';

let app: FakeApplication;
beforeEach(() => (app = new FakeApplication()));
afterEach(() => app.remove());

type Label = sdk.HandlerOf<typeof labelRegimes>;

const answer: Label = ({ history }) => ({
  series: {
    symbol: history.symbol,
    model: 'test',
    time: Array.from(history.time),
    labels: Array.from(history.time, () => 'crisis' as const),
    knownThrough: Array.from(history.time),
  },
});

/** A slice that labels; `token` may be of another version. */
const labelling = (label: Label, id = 'acme_labels', token = labelRegimes): AnySlice =>
  defineSlice({ id, provides: { label: token }, create: () => ({ handlers: { label } }) });

/** A backtest that can do without labels, and what its handler does with the context. */
function consumer(ask: (ctx: RunContext, bars: sdk.Bars) => Promise<unknown>, seen: unknown[] = []): AnySlice {
  return defineSlice({
    id: 'backtest',
    provides: { run: sdk.runBacktest },
    consumes: { label: ifProvided(labelRegimes) },
    create: () => ({
      handlers: {
        run: async ({ evaluations, choices, account }, ctx) => {
          seen.push(await ask(ctx, evaluations['AAA']!.bars));
          return { result: backtestOf(evaluations, choices, account) };
        },
      },
    }),
  });
}

const optionally = (ctx: RunContext, history: sdk.Bars) =>
  Promise.resolve(ctx.useIfProvided(labelRegimes)?.({ history }));

async function run(
  ask: Parameters<typeof consumer>[0],
  more: readonly AnySlice[],
  options: BotOptions = {},
): Promise<{ result: RunResult; seen: unknown[] }> {
  const seen: unknown[] = [];
  const bot = await createBot({
    cwd: app.directory,
    environment: {},
    strategies: [alwaysLong],
    slices: [dataSlice(), sizingSlice, consumer(ask, seen), ...more],
    ...options,
    flags: { strategy: 'always_long', ...options.flags },
  });
  try {
    const result = await bot.run({ symbols: ['AAA'] });
    expect(runResultSchema.safeParse(result).error?.issues).toBeUndefined();
    return { result, seen };
  } finally {
    await bot.close();
  }
}

const failing = () => {
  throw new BotError('BOT_DATA_EMPTY', 'no idea');
};

it('nobody provides it: the slice is told so, and nothing is amiss', async () => {
  const told = (ctx: RunContext) => Promise.resolve(ctx.useIfProvided(labelRegimes));
  const { result, seen } = await run(told, [regimeSlice]);
  expect(seen).toEqual([undefined]);
  expect(result).toMatchObject({ success: true, degraded: [], errors: [] });
  expect(Object.keys(result.manifest.slices)).not.toContain('market_regime');
});

it('a provider is loaded though no step names it, and called through the same checks', async () => {
  const { result, seen } = await run(optionally, [labelling(answer)]);
  expect(seen).toEqual([answer({ history: makeBars('AAA', 40) }, {} as RunContext)]);
  expect(result).toMatchObject({ success: true, degraded: [] });
  expect(Object.keys(result.manifest.slices)).toContain('acme_labels');
});

describe('one that is there and fails degrades the run, which names it', () => {
  const newer = { ...labelRegimes, version: '2.0' };
  const unloadable = defineSlice({ id: 'acme_labels', provides: { label: labelRegimes }, create: failing });
  it.each<[string, AnySlice[], string]>([
    ['by an error', [labelling(failing)], 'no idea'],
    ['by a bug', [labelling(() => Promise.reject(new TypeError('oops')))], 'failed: oops'],
    [
      'by its output',
      [labelling(() => ({ series: {} as never }))],
      'output of market_regime.label, provided by acme_labels',
    ],
    ['to load', [unloadable], 'no idea'],
    [
      'to be the only one',
      [labelling(answer), labelling(answer, 'other')],
      'which acme_labels 1.0 and other 1.0 provide',
    ],
    ['to be of that version', [labelling(answer, 'acme_labels', newer)], 'there is only acme_labels 2.0'],
  ])('%s', async (_, slices, why) => {
    const { result, seen } = await run(optionally, slices);
    expect(seen).toEqual([undefined]);
    expect(result).toMatchObject({ success: true, errors: [] });
    expect(result.degraded).toEqual([expect.stringContaining('run_backtest: market_regime.label: ')]);
    expect(result.degraded[0]).toContain(why);
  });

  it('once, however often it is asked', async () => {
    const twice = async (ctx: RunContext, bars: sdk.Bars) => [await optionally(ctx, bars), await optionally(ctx, bars)];
    expect((await run(twice, [labelling(failing)])).result.degraded).toHaveLength(1);
  });

  it('unless the configuration chooses one that works', async () => {
    const flags = { providers: { 'market_regime.label': 'other' } };
    const { result, seen } = await run(optionally, [labelling(failing), labelling(answer, 'other')], { flags });
    expect(result.degraded).toEqual([]);
    expect(seen[0]).toBeDefined();
  });

  it('also where the configuration names one that is not there', async () => {
    const flags = { providers: { 'market_regime.label': 'nobody' } };
    const { result } = await run(optionally, [], { flags });
    expect(result.degraded).toEqual([expect.stringContaining('nobody provides it')]);
  });
});

it('what the caller does wrong is never hidden', async () => {
  const wrong = (ctx: RunContext) =>
    Promise.resolve(ctx.useIfProvided(labelRegimes)?.({ history: { symbol: 'AAA' } as sdk.Bars }));
  const { result } = await run(wrong, [labelling(answer)]);
  expect(result).toMatchObject({ success: false, errors: [{ code: 'BOT_CAP_INPUT' }] });
  const undeclared = (ctx: RunContext) => Promise.resolve(ctx.useIfProvided(sdk.getData));
  expect((await run(undeclared, [])).result.errors[0]!.code).toBe('BOT_CAP_UNDECLARED');
});

it('used as needed, a missing or ambiguous provider is an error, there and then', async () => {
  const needed = (ctx: RunContext, history: sdk.Bars) => ctx.use(labelRegimes)({ history });
  expect((await run(needed, [labelling(answer)])).result.success).toBe(true);
  expect((await run(needed, [])).result.errors[0]!.code).toBe('BOT_REGISTRY_MISSING');
  const two = [labelling(answer), labelling(answer, 'other')];
  expect((await run(needed, two)).result.errors[0]!.code).toBe('BOT_REGISTRY_AMBIGUOUS');
  const unused = await run(() => Promise.resolve(), two);
  expect(unused.result).toMatchObject({ success: true, degraded: [] });
});

it('outside a workflow a provider that fails leaves a warning in the log', async () => {
  const file = join(app.directory, 'bot.log');
  const bot = await createBot({
    cwd: app.directory,
    environment: {},
    strategies: [alwaysLong],
    slices: [consumer(optionally), labelling(failing)],
    flags: { log: { file } },
  });
  await bot.backtest.run('always_long', makeBars('AAA', 40));
  await bot.close();
  expect(readFileSync(file, 'utf8')).toContain('backtest: market_regime.label: no idea');
});

it('in live mode a provider that fails stops the run', async () => {
  app.write(
    'w.yaml',
    'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - size: {slice: position_sizing, method: calculate}\n    - run: {slice: backtest, method: run}\n',
  );
  const flags = { mode: 'live' as const, workflow: 'w.yaml' };
  const { result } = await run(optionally, [labelling(failing)], { flags });
  expect(result).toMatchObject({ success: false, degraded: [], errors: [{ code: 'BOT_DATA_EMPTY' }] });
});
