import { readFileSync } from 'node:fs';
import { runFrames } from '@bot-v2/engine';
import { backtestResultSchema, defineStrategy, fixedChoice, flatAccount, isBotError, isSlice } from '@bot-v2/sdk';
import type { BacktestResult, Decision, StrategyRef } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import { z } from 'zod';
import { barsThrough, sampleBars } from '../../../../tests/frames.js';
import { backtestConfig } from './backtest.config.js';
import type { BacktestInput } from './resolve-legs.js';
import backtestSlice from './index.js';

const holder = defineStrategy({
  id: 'holder',
  version: '1.0.0',
  params: z.strictObject({ signal: z.number().default(1) }),
  warmup: () => 1,
  scaleFree: true,
  prepare: (bars) => ({ close: bars.close }),
  onBar: ({ p, out }) => out.target(p.signal),
});

const cross = defineStrategy({
  id: 'cross',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().int().default(20) }),
  warmup: (p) => p.n,
  scaleFree: true,
  prepare: (bars, p, ta) => ({ close: bars.close, average: ta.sma(bars.close, p.n) }),
  onBar: ({ cols, out }) => out.target(cols.close.now > cols.average.now ? 1 : 0),
});

const thrower = defineStrategy({
  id: 'thrower',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 1,
  prepare: (bars) => ({ close: bars.close }),
  onBar: ({ t }) => {
    if (t === 700) throw new Error('out of luck');
  },
});

/** Never returns from one bar of AAPL, or from `prepare`. */
const endless = (id: string, where: 'prepare' | 'onBar') =>
  defineStrategy({
    id,
    version: '1.0.0',
    params: z.strictObject({}),
    warmup: () => 1,
    prepare: (bars) => {
      while (where === 'prepare');
      return { close: bars.close };
    },
    onBar: ({ t }) => {
      while (t === 700);
    },
  });

const ref = (id: string, params: StrategyRef['params'] = {}): StrategyRef => {
  return { provider: 'inline', id, version: '1.0.0', params };
};
const strategies = [holder, cross, thrower, endless('stuck', 'onBar'), endless('stuck_early', 'prepare')];
const aapl = sampleBars('AAPL');
const account = flatAccount(100_000);

function inputFor(id: string, from = 630, bars = aapl): BacktestInput {
  const { symbol } = bars;
  return { evaluations: { [symbol]: { bars, from } }, choices: { [symbol]: fixedChoice(symbol, ref(id)) }, account };
}

function create(config: Record<string, unknown> = {}) {
  const log = testContext().log;
  return backtestSlice.create({ config: backtestConfig.parse(config), log }).handlers;
}

async function run(input: BacktestInput, ctx = testContext({ strategies }), config = {}): Promise<BacktestResult> {
  return (await create(config).run(input, ctx)).result;
}

async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isBotError(error)) throw new Error(`not a typed error: ${String(error)}`);
  return error;
}

test('is a slice with two capabilities for two modes', () => {
  expect(isSlice(backtestSlice)).toBe(true);
  expect(Object.values(backtestSlice.provides).map((token) => token.id)).toEqual(['backtest.run', 'execution.execute']);
  expect(backtestSlice.modes).toEqual(['backtest', 'optimize']);
});

test('the result fits its port, and one symbol is the whole portfolio', async () => {
  const result = await run(inputFor('cross'));
  expect(backtestResultSchema.safeParse(result).error).toBeUndefined();
  const { portfolio, bySymbol } = result;
  expect(bySymbol['AAPL']!.stats.totalReturn).toBeCloseTo(portfolio.stats.totalReturn!, 9);
  expect(portfolio.windows.history!.bars).toBe(630);
  expect(portfolio.windows.evaluation.bars).toBe(aapl.length - 630);
  expect(portfolio.insufficient).toEqual([]);
  expect(portfolio.stats.closedTrades).toBeGreaterThan(5);
});

test('holding everything comes to what buy and hold comes to, short of the cash left over', async () => {
  const { portfolio } = await run(inputFor('holder'));
  const held = portfolio.stats.totalReturn!;
  const benchmark = portfolio.benchmark.buyAndHold.totalReturn!;
  expect(Math.abs(held - benchmark)).toBeLessThan(0.05 * benchmark);
  expect(held).toBeGreaterThan(0.5);
});

test('a bar changes what is worth from there on, and nothing before', async () => {
  const close = aapl.close.map((c, t) => (t === 900 ? c * 1.01 : c));
  const later = { ...aapl, close, high: aapl.high.map((h, t) => Math.max(h, close[t]!)) };
  const [one, other] = [await run(inputFor('holder')), await run(inputFor('holder', 630, later))];
  const differing = one.portfolio.equity.value.flatMap((v, i) => (v === other.portfolio.equity.value[i] ? [] : [i]));
  expect(differing).toEqual([900 - 630]);
});

test('the same input gives the same bytes', async () => {
  const [one, other] = [await run(inputFor('cross')), await run(inputFor('cross'))];
  expect(JSON.stringify(other)).toBe(JSON.stringify(one));
});

test('short windows are named in every report', async () => {
  const { portfolio, bySymbol } = await run(inputFor('cross', aapl.length - 100));
  expect(portfolio.insufficient).toContain('evaluation has 100 bars of 126 needed');
  expect(bySymbol['AAPL']!.insufficient).toEqual(portfolio.insufficient);
  const early = await run(inputFor('cross', 100));
  expect(early.portfolio.insufficient).toContain('history has 100 bars of 252 needed');
});

test('progress is told and ends at all bars', async () => {
  const ctx = testContext({ strategies });
  await run(inputFor('cross'), ctx);
  const progress = ctx.bus.events.filter(({ type }) => type === 'step.progress').map(({ data }) => data!);
  expect(progress.length).toBeGreaterThan(0);
  expect(progress.length).toBeLessThanOrEqual(101);
  expect(progress.at(-1)).toEqual({ done: aapl.length - 630, total: aapl.length - 630 });
});

test('execution.execute is the same backtest, and refuses to run without bars', async () => {
  const { evaluations, ...decided } = inputFor('cross');
  const { result } = await create().execute({ evaluations, ...decided }, testContext({ strategies }));
  const direct = await run(inputFor('cross'));
  expect(result).toEqual({ kind: 'backtest', backtest: direct });
  const error = await failure(Promise.resolve(create().execute(decided, testContext({ strategies }))));
  expect(error.code).toBe('BOT_CAP_INPUT');
});

test('a symbol without a choice, or a choice without bars, blames the caller', async () => {
  const whole = inputFor('cross');
  const noChoice = await failure(run({ ...whole, choices: {} }));
  expect([noChoice.code, noChoice.message]).toEqual(['BOT_CAP_INPUT', 'backtest.run: AAPL has no choice']);
  const noBars = await failure(run({ ...whole, evaluations: {} }));
  expect(noBars.code).toBe('BOT_CAP_INPUT');
});

test('an unknown strategy and a throwing one are typed, the latter with strategy, symbol and bar', async () => {
  expect((await failure(run(inputFor('nobody')))).code).toBe('BOT_REGISTRY_UNKNOWN_STRATEGY');
  const thrown = await failure(run(inputFor('thrower')));
  expect(thrown.code).toBe('BOT_STRATEGY_FAILED');
  expect(thrown.message).toContain('thrower');
  expect(thrown.message).toContain('AAPL');
});

test('a strategy that never returns is ended, and named with its bar', async () => {
  const stuck = await failure(run(inputFor('stuck'), undefined, { strategyTimeoutMs: 3000 }));
  expect(stuck.code).toBe('BOT_STRATEGY_TIMEOUT');
  expect(stuck.message).toBe(`stuck on AAPL at ${new Date(aapl.time[700]!).toISOString()}: did not return within 3 s`);
  const early = await failure(run(inputFor('stuck_early'), undefined, { strategyTimeoutMs: 300 }));
  expect(early.message).toBe('stuck_early: did not return within 0.3 s');
});

test('an aborted run is an aborted run', async () => {
  const controller = new AbortController();
  controller.abort();
  const ctx = testContext({ strategies, signal: controller.signal });
  expect((await failure(run(inputFor('cross'), ctx))).code).toBe('BOT_RUN_ABORTED');
});

test('a choice that has seen the evaluation is refused', async () => {
  const input = inputFor('cross');
  const choice = { ...input.choices['AAPL']!, knownThrough: aapl.time[700]! };
  expect((await failure(run({ ...input, choices: { AAPL: choice } }))).code).toBe('BOT_DATA_LOOKAHEAD');
  const allowed = flatAccount(100_000, { allowInSample: true });
  const { portfolio } = await run({ ...input, choices: { AAPL: choice }, account: allowed });
  expect(portfolio.inSample).toBe(true);
});

describe('re-selection', () => {
  const closes = Array.from({ length: 400 }, (_, i) => 100 + 10 * Math.sin(i / 15) + i / 20);
  const bars = barsThrough(closes);

  function deciding(id: (k: number) => string) {
    const asked: { at: number; equity: number }[] = [];
    const ctx = testContext({
      strategies,
      decide: (at, given): Promise<Decision> => {
        asked.push({ at, equity: given.equity });
        const choice = { ...fixedChoice('TEST', ref(id(asked.length))), knownThrough: at };
        return Promise.resolve({ at, perSymbol: { TEST: { choice } } });
      },
    });
    return { ctx, asked };
  }

  test('asks at every boundary, on the account of that moment', async () => {
    const { ctx, asked } = deciding(() => 'cross');
    await run(inputFor('cross', 300, bars), ctx, { reselect: 25 });
    expect(asked.map(({ at }) => at)).toEqual([324, 349, 374].map((t) => bars.time[t]));
    expect(new Set(asked.map(({ equity }) => equity)).size).toBeGreaterThan(1);
  });

  test('an unchanged decision trades nothing', async () => {
    const plain = await run(inputFor('cross', 300, bars));
    const { ctx } = deciding(() => 'cross');
    const again = await run(inputFor('cross', 300, bars), ctx, { reselect: 25 });
    expect(again.portfolio.equity).toEqual(plain.portfolio.equity);
    expect(again.portfolio.fills).toBe(plain.portfolio.fills);
  });

  test('a changed decision changes what is traded from there on', async () => {
    const plain = await run(inputFor('cross', 300, bars));
    const { ctx } = deciding(() => 'holder');
    const changed = await run(inputFor('cross', 300, bars), ctx, { reselect: 50 });
    expect(changed.portfolio.equity.value.slice(0, 50)).toEqual(plain.portfolio.equity.value.slice(0, 50));
    expect(changed.portfolio.equity.value).not.toEqual(plain.portfolio.equity.value);
  });

  test('comes to what the pieces come to by hand: the same decisions given to the engine in advance', async () => {
    const { ctx, asked } = deciding(() => 'holder');
    const { portfolio } = await run(inputFor('cross', 300, bars), ctx, { reselect: 50 });
    const byHand = runFrames({
      legs: [{ symbol: bars.symbol, bars, from: 300, strategy: cross }],
      account,
      decisions: asked.map(({ at }) => ({ at, perSymbol: { [bars.symbol]: { strategy: holder } } })),
      probe: false,
    });
    expect(portfolio.orderHash).toBe(byHand.orderHash);
    expect(portfolio.equity.value).toEqual([...byHand.equity]);
    expect(portfolio.detail!.decisions.map(({ at, strategy }) => [at, strategy])).toEqual([
      [bars.time[299], 'cross@1.0.0'],
      ...asked.map(({ at }) => [at, 'holder@1.0.0']),
    ]);
  });
});

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('conformance', () => {
  const example = () => ({ input: inputFor('cross', 1000), context: testContext({ strategies }) });
  const options = { packageJson, examples: { run: example, execute: example } };
  for (const check of sliceConformance(backtestSlice, options)) test(check.name, check.run);
});

describe('conventions', () => {
  it('of another engine are traded by, stated, and their figures named', async () => {
    const { portfolio } = await run(inputFor('cross', 0), undefined, { conventions: 'backtesting.py' });
    expect(portfolio.conventions['conventions']).toBe('backtesting.py');
    expect(portfolio.conventions['loop.positions']).toBe('fifo-lots');
    expect(portfolio.named).toMatchObject({ conventions: 'backtesting.py' });
    expect(portfolio.named!.values['Equity Final [$]']).toBeCloseTo(portfolio.stats.finalEquity, 6);
    expect(() => backtestResultSchema.parse({ portfolio, bySymbol: {} })).not.toThrow();
  });

  it('change by single switches', async () => {
    const config = { conventions: 'backtesting.py', switches: { marketFill: 'previous-close' } };
    const { portfolio } = await run(inputFor('cross', 0), undefined, config);
    expect(portfolio.conventions['loop.marketFill']).toBe('previous-close');
  });

  it('of our own have no other names', async () => {
    expect((await run(inputFor('cross', 0))).portfolio.named).toBeUndefined();
  });

  it('that nobody knows are refused', async () => {
    await expect(run(inputFor('cross', 0), undefined, { conventions: 'zipline' })).rejects.toMatchObject({
      code: 'BOT_CONFIG_INVALID',
    });
  });
});

test('detail and stress are there unless they are not wanted, and only for the portfolio', async () => {
  const whole = await run(inputFor('cross'));
  expect(Object.keys(whole.portfolio.stress!.scenarios)).toHaveLength(4);
  expect(whole.portfolio.detail!.decisions).toEqual([
    { at: aapl.time[629], symbol: 'AAPL', strategy: 'cross@1.0.0', params: {}, fraction: null },
  ]);
  expect(whole.portfolio.trades[0]).toMatchObject({ mae: expect.any(Number), mfe: expect.any(Number) });
  expect(whole.bySymbol['AAPL']).not.toHaveProperty('stress');
  // One symbol is the whole account: nothing is to be told apart.
  expect(whole.bySymbol['AAPL']).not.toHaveProperty('contribution');
  const bare = await run(inputFor('cross'), testContext({ strategies }), { detail: false, stress: false });
  expect(bare.portfolio).not.toHaveProperty('detail');
  expect(bare.portfolio).not.toHaveProperty('stress');
  expect(bare.portfolio.stats).toEqual(whole.portfolio.stats);
});
