import * as sdk from '@bot-v2/sdk';
import { BotError, defineSlice, runResultSchema } from '@bot-v2/sdk';
import type { AnySlice, RunEvent, RunResult } from '@bot-v2/sdk';
import { FakeApplication } from '../../test/packages.js';
import { firstDay, makeBars } from '../../test/bars.js';
import {
  alwaysLong,
  analyzeSlice,
  backtestSlice,
  dataSlice,
  monitorSlice,
  sixSlices,
  withSlice,
} from '../../test/slices.js';
import { analysisOf, backtestOf, choiceOf, regimeOf, sizeOf } from '../../test/values.js';
import { createBot } from '../index.js';
import { hashBars } from '../run/hash-bars.js';
import type { BotOptions, RunRequest } from '../index.js';

const dayMs = 86_400_000;
let app: FakeApplication;
beforeEach(() => (app = new FakeApplication()));
afterEach(() => app.remove());

async function run(
  slices: readonly AnySlice[],
  request: RunRequest = {},
  options: BotOptions = {},
): Promise<RunResult> {
  const bot = await createBot({
    cwd: app.directory,
    environment: {},
    strategies: [alwaysLong],
    slices,
    ...options,
  });
  const result = await bot.run({ symbols: ['AAA'], ...request });
  await bot.close();
  expect(runResultSchema.safeParse(result).error?.issues).toBeUndefined();
  return result;
}

const regimeWith = (detect: (input: { history: sdk.Bars }, ctx: sdk.RunContext) => never) =>
  defineSlice({
    id: 'market_regime',
    provides: { detect: sdk.detectRegime },
    create: () => ({ handlers: { detect } }),
  });

/** An executing slice that records what its handler sees. */
function executing(
  handler: (input: sdk.InputOf<typeof sdk.runBacktest>, ctx: sdk.RunContext) => Promise<void> | void,
): AnySlice {
  return defineSlice({
    id: 'backtest',
    provides: { run: sdk.runBacktest },
    create: () => ({
      handlers: {
        run: async (input, ctx) => {
          await handler(input, ctx);
          return { result: backtestOf(input.evaluations, input.choices, input.account) };
        },
      },
    }),
  });
}

describe('the decision', () => {
  it('of a slice that provides the bars as well is said to rest on its word', async () => {
    const handlers = { get_data: () => ({ bars: makeBars('AAA', 40) }) };
    const seer = defineSlice({
      id: 'data',
      provides: { get_data: sdk.getData, detect: sdk.detectRegime },
      create: () => ({ handlers: { ...handlers, detect: ({ history }) => ({ regime: regimeOf(history) }) } }),
    });
    const warned = async (slices: readonly AnySlice[]) => {
      const events: RunEvent[] = [];
      expect((await run(slices, { onEvent: (event) => events.push(event) })).success).toBe(true);
      return events.filter(({ type }) => type === 'decision.unwatched').map(({ message }) => message);
    };
    const others = sixSlices.filter(({ id }) => id !== 'data' && id !== 'market_regime');
    expect(await warned([seer, ...others])).toEqual([
      'data provides the bars and decides on them: that it does not look ahead is its word alone',
    ]);
    expect(await warned(sixSlices)).toEqual([]);
  });

  it('splits the bars of all symbols at one instant of their common span', async () => {
    const frames = { AAA: makeBars('AAA', 40), BBB: makeBars('BBB', 30, (i) => 50 + i, firstDay + 10 * dayMs) };
    const seen: Record<string, number> = {};
    const spy = executing(({ evaluations, choices }) => {
      for (const [symbol, { bars, from }] of Object.entries(evaluations)) seen[symbol] = bars.time[from - 1]!;
      expect(choices['AAA']!.reasons).toEqual(['25 bars']);
    });
    const slices = [dataSlice(frames), ...withSlice('backtest', spy).filter((s) => s.id !== 'data')];
    const result = await run(slices, { symbols: ['AAA', 'BBB'] });
    expect(result.success).toBe(true);
    const instant = firstDay + 24 * dayMs;
    expect(seen).toEqual({ AAA: instant, BBB: instant });
    expect(result.manifest.decideAt).toBe(instant);
  });

  it('gives histories that cannot reach the bars after it', async () => {
    const peek = regimeWith(({ history }) => {
      expect(history.length).toBe(20);
      expect(history.close.buffer.byteLength).toBe(20 * 8);
      throw new BotError('BOT_DATA_LOOKAHEAD', 'seen enough');
    });
    expect((await run(withSlice('market_regime', peek))).errors[0]!.code).toBe('BOT_DATA_LOOKAHEAD');
  });

  it('can be a date; one outside the bars is an error of the fetching step', async () => {
    const at = (date: string) => run(sixSlices, {}, { flags: { decideAt: date } });
    expect((await at('2020-01-10')).manifest.decideAt).toBe(Date.UTC(2020, 0, 10));
    const outside = await at('2031-01-01');
    expect(outside).toMatchObject({
      success: false,
      errors: [{ code: 'BOT_DATA_DECIDE_AT', hint: expect.stringContaining('2020-01-01') }],
    });
    expect(outside.symbols['AAA']!.steps.map((s) => s.status)).toEqual([
      'failed',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('at 1 knows every bar, where nothing is judged; where something is, nothing would be left for it', async () => {
    const rows: Record<string, number> = {};
    const regime = defineSlice({
      id: 'market_regime',
      provides: { detect: sdk.detectRegime },
      create: () => ({
        handlers: {
          detect: ({ history }) => {
            rows[history.symbol] = history.length;
            return { regime: regimeOf(history) };
          },
        },
      }),
    });
    const frames = { AAA: makeBars('AAA', 40), BBB: makeBars('BBB', 30, (i) => 50 + i, firstDay + 60 * dayMs) };
    app.write(
      'known.yaml',
      'known:\n  defaults: {decideAt: 1}\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - regime: {slice: market_regime, method: detect}\n',
    );
    const slices = [dataSlice(frames), ...withSlice('market_regime', regime).filter((s) => s.id !== 'data')];
    const result = await run(slices, { symbols: ['AAA', 'BBB'], workflow: './known.yaml' });
    expect(result).toMatchObject({ success: true, manifest: { decideAt: null } });
    expect(rows).toEqual({ AAA: 40, BBB: 30 });
    const judged = await run(sixSlices, {}, { flags: { decideAt: 1 } });
    expect(judged).toMatchObject({ success: false, errors: [{ code: 'BOT_DATA_DECIDE_AT' }] });
  });

  it('may be taken again at another time, on the bars known then and with another account', async () => {
    let decision: sdk.Decision | undefined;
    let own: sdk.Decision | undefined;
    const spy = executing(async ({ account }, ctx) => {
      own = await ctx.decide(firstDay + 19 * dayMs, account);
      decision = await ctx.decide(firstDay + 29 * dayMs, { ...account, equity: 400_000 });
    });
    expect((await run(withSlice('backtest', spy), { symbols: ['AAA', 'BBB'] })).success).toBe(true);
    expect(own!.perSymbol['AAA']!.choice.reasons).toEqual(['20 bars']);
    expect(own!.perSymbol['AAA']!.size!.fraction).toBe(0.5);
    expect(Object.keys(decision!.perSymbol)).toEqual(['AAA', 'BBB']);
    expect(decision!.perSymbol['BBB']!.choice.reasons).toEqual(['30 bars']);
    expect(decision!.perSymbol['BBB']!.choice.knownThrough).toBe(firstDay + 29 * dayMs);
    expect(decision!.perSymbol['AAA']!.size!.fraction).toBe(0.125);
  });

  it('does not depend on anything after it: later bars change only the judgement', async () => {
    const early = (i: number) => 100 + Math.sin(i);
    const frames = (late: number) => ({ AAA: makeBars('AAA', 40, (i) => (i < 20 ? early(i) : late + i)) });
    const results = await Promise.all([50, 500].map((late) => run([dataSlice(frames(late)), ...sixSlices.slice(1)])));
    const [one, two] = results.map((result) => result.symbols['AAA']!.result);
    for (const key of ['analysis', 'regime', 'choice', 'size'] as const)
      expect(JSON.stringify(one![key])).toBe(JSON.stringify(two![key]));
    expect(one!.backtest!.stats.totalReturn).not.toBe(two!.backtest!.stats.totalReturn);
  });
});

describe('failure', () => {
  it('of one symbol degrades the run, which goes on with the others', async () => {
    const result = await run(sixSlices, { symbols: ['AAA', 'ZZZ', 'BBB'] });
    expect(result).toMatchObject({
      success: true,
      symbols: { AAA: { success: true }, ZZZ: { success: false }, BBB: { success: true } },
    });
    expect(result.degraded).toEqual(['ZZZ: fetch_data: no bars of ZZZ']);
    expect(result.errors[0]).toMatchObject({ code: 'BOT_DATA_NOT_FOUND', details: { symbol: 'ZZZ' } });
    expect(Object.keys(result.portfolio.result.backtest!.strategies)).toEqual(['AAA', 'BBB']);
    expect(result.symbols['ZZZ']!.steps.map((s) => s.status)).toEqual([
      'failed',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('of the only symbol fails the run with that error first', async () => {
    const result = await run(sixSlices, { symbols: ['ZZZ'] });
    expect(result).toMatchObject({ success: false, degraded: [], errors: [{ code: 'BOT_DATA_NOT_FOUND' }] });
  });

  it('of all symbols fails the run', async () => {
    const result = await run(sixSlices, { symbols: ['YYY', 'ZZZ'] });
    expect(result.errors.map((e) => e.code)).toEqual(['BOT_DATA_NOT_FOUND', 'BOT_DATA_NOT_FOUND', 'BOT_RUN_FAILED']);
    expect(result.portfolio.steps).toEqual([
      expect.objectContaining({ id: 'run_backtest', status: 'skipped', attempts: 0 }),
    ]);
  });

  it('may be answered by a fallback, checked like any output, and is visible', async () => {
    const broken = defineSlice({
      id: 'analyze',
      provides: { analyze: sdk.analyze },
      create: () => ({
        handlers: {
          analyze: () => {
            throw new Error('no');
          },
        },
      }),
    });
    const flow = (score: string) =>
      `w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - analyze:\n        slice: analyze\n        method: analyze\n        on_error: {fallback: {analysis: {symbol: AAA, at: 0, score: ${score}, rating: neutral, indicators: {}, patterns: [], levels: [], reasons: []}}}\n    - choose: {slice: ml_strategy, method: select}\n    - test: {slice: backtest, method: run}\n`;
    app.write('good.yaml', flow('0'));
    const good = await run(withSlice('analyze', broken), { workflow: './good.yaml' });
    expect(good).toMatchObject({
      success: true,
      degraded: [expect.stringMatching(/^AAA: analyze: /)],
      symbols: { AAA: { result: { analysis: { score: 0 } } } },
    });
    expect(good.symbols['AAA']!.steps[1]!.status).toBe('degraded');
    app.write('bad.yaml', flow('7'));
    expect((await run(withSlice('analyze', broken), { workflow: './bad.yaml' })).success).toBe(false);
  });

  it('of a slice that changes the bars it was given is named', async () => {
    const vandal = defineSlice({
      id: 'analyze',
      provides: { analyze: sdk.analyze },
      create: () => ({
        handlers: {
          analyze: ({ history }) => {
            history.close[0] = 1;
            throw new Error('not this one');
          },
        },
      }),
    });
    const tidy = defineSlice({
      id: 'ml_strategy',
      provides: { select: sdk.selectStrategy },
      create: () => ({
        handlers: {
          select: ({ history }) => {
            history.close.fill(1);
            return { choice: choiceOf(history) };
          },
        },
      }),
    });
    expect((await run(withSlice('ml_strategy', tidy))).errors[0]).toMatchObject({
      code: 'BOT_CAP_MUTATED',
      slice: 'ml_strategy',
    });
    // Also one that fails: where its step may fail, others would go on with what it left.
    expect((await run(withSlice('analyze', vandal))).errors[0]!.code).toBe('BOT_CAP_MUTATED');
  });

  it.each<[string, (input: sdk.InputOf<typeof sdk.calculateSize>) => object]>([
    ['the account', ({ account }) => Object.assign(account, { equity: 1e9, cash: 1e9 })],
    ['the strategy of a choice', ({ choice }) => Object.assign(choice!.strategy, { id: 'x' })],
    ['its parameters', ({ choice }) => Object.assign(choice!.strategy.params, { n: 1 })],
    ['a regime', ({ regime }) => Object.assign(regime!, { label: 'crash' })],
    ['the header of a frame', ({ history }) => Object.assign(history, { symbol: 'BBB' })],
    ['a column of a frame, by another', ({ history }) => Object.assign(history, { close: new Float64Array(20) })],
  ])('of a slice that changes what others are given is its own: %s', async (_, change) => {
    const sizing = defineSlice({
      id: 'position_sizing',
      provides: { calculate: sdk.calculateSize },
      create: () => ({
        handlers: {
          calculate: (input) => {
            change(input);
            return { size: sizeOf(input.history, input.account) };
          },
        },
      }),
    });
    expect((await run(withSlice('position_sizing', sizing))).errors[0]).toMatchObject({
      code: 'BOT_CAP_FAILED',
      slice: 'position_sizing',
      message: expect.stringMatching(/read only|not extensible/),
    });
  });

  it('of a slice whose code goes on and changes bars later names those that had them', async () => {
    const frames = { AAA: makeBars('AAA', 40) };
    const waiting = defineSlice({
      id: 'analyze',
      provides: { analyze: sdk.analyze },
      create: () => ({
        handlers: {
          analyze: async ({ history }) => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            return { analysis: analysisOf(history) };
          },
        },
      }),
    });
    const careless = defineSlice({
      id: 'data',
      provides: { get_data: sdk.getData },
      create: () => ({
        handlers: {
          get_data: () => {
            setTimeout(() => (frames.AAA.close[30] = 1e6), 1);
            return { bars: frames.AAA };
          },
        },
      }),
    });
    const result = await run([careless, ...withSlice('analyze', waiting).slice(1)]);
    expect(result.success).toBe(false);
    expect(result.errors[0]).toMatchObject({
      code: 'BOT_CAP_MUTATED',
      message: 'the bars of AAA were changed between two steps',
      hint: expect.stringMatching(/given to data, which/),
    });
  });

  it.each<[string, (bars: sdk.Bars) => sdk.Bars]>([
    [
      'a getter',
      (bars) => {
        let reads = 0;
        const close = {
          get: () => (reads++ < 2 ? bars.close : bars.close.map((price) => 2 * price)),
          enumerable: true,
        };
        return Object.defineProperty({ ...bars }, 'close', close);
      },
    ],
    [
      'a proxy',
      (bars) => {
        let reads = 0;
        return new Proxy(bars, {
          get: (target, key) =>
            key === 'close' && reads++ > 1 ? target.close.map((price) => 2 * price) : target[key as 'close'],
        });
      },
    ],
    [
      'a column of its own class',
      (bars) => {
        class Liar extends Float64Array {
          override slice(from?: number, to?: number): Float64Array<ArrayBuffer> {
            return super.slice(from, to).fill(7);
          }
        }
        return { ...bars, close: Liar.from(bars.close) };
      },
    ],
    [
      'a method of its own',
      (bars) => ({ ...bars, close: Object.assign(bars.close.slice(), { slice: () => new Float64Array(20).fill(7) }) }),
    ],
  ])('of a data slice to answer with plain data does not reach others: %s', async (_, disguised) => {
    const seen: string[] = [];
    const spy = regimeWith(({ history }) => {
      seen.push(history.close.join());
      return { regime: regimeOf(history) } as never;
    });
    const judge = executing(({ evaluations }) => void seen.push(evaluations['AAA']!.bars.close.join()));
    const bars = makeBars('AAA', 40);
    await run([dataSlice({ AAA: disguised(bars) }), analyzeSlice, spy, ...sixSlices.slice(3, 5), judge]);
    expect(seen).toEqual([bars.close.slice(0, 20).join(), bars.close.join()]);
  });

  it('of a data slice to keep its memory is told as a change', async () => {
    const bars = makeBars('AAA', 40);
    const giving = defineSlice({
      id: 'analyze',
      provides: { analyze: sdk.analyze },
      create: () => ({
        handlers: {
          analyze: ({ history }) => {
            structuredClone(bars.close.buffer, { transfer: [bars.close.buffer as ArrayBuffer] });
            return { analysis: analysisOf(history) };
          },
        },
      }),
    });
    const result = await run([dataSlice({ AAA: bars }), ...withSlice('analyze', giving).slice(1)]);
    expect(result.errors[0]!.code).toBe('BOT_CAP_MUTATED');
  });

  it('of a provider to fit its port blames the provider', async () => {
    const wrong = defineSlice({
      id: 'market_regime',
      provides: { detect: sdk.detectRegime },
      create: () => ({ handlers: { detect: () => ({ regime: { label: 'sunny' } }) as never } }),
    });
    expect((await run(withSlice('market_regime', wrong))).errors[0]).toMatchObject({
      code: 'BOT_CAP_OUTPUT',
      slice: 'market_regime',
    });
  });

  it.each([
    ['of another symbol', { symbol: 'BBB' }, /bars are of BBB, not of AAA/],
    ['of another interval', { interval: '1h' as const }, /bars are of 1h, not of 1d/],
  ])('of a provider to answer with bars %s blames the provider', async (_what, other, message) => {
    const wrong = dataSlice({ AAA: { ...makeBars('AAA', 40), ...other } });
    expect((await run(withSlice('data', wrong))).errors[0]).toMatchObject({
      code: 'BOT_CAP_OUTPUT',
      slice: 'data',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [{ from: makeBars('AAA', 40).time[5]! }, 'bars begin on '],
    [{ to: makeBars('AAA', 40).time[34]! }, 'bars end on '],
  ])('of a provider to answer with bars outside %j blames the provider', async (range, message) => {
    const result = await run(withSlice('data', dataSlice({ AAA: makeBars('AAA', 40) })), {}, { flags: range });
    expect(result.errors[0]).toMatchObject({ code: 'BOT_CAP_OUTPUT', message: expect.stringContaining(message) });
  });

  it('of a provider whose output cannot even be read blames the provider', async () => {
    const trap = {
      get regime() {
        throw new Error('not today');
      },
    };
    const wrong = regimeWith(() => trap as never);
    expect((await run(withSlice('market_regime', wrong))).errors[0]).toMatchObject({
      code: 'BOT_CAP_FAILED',
      slice: 'market_regime',
    });
  });

  it('of a provider to speak of its symbol blames the provider', async () => {
    const wrong = regimeWith(({ history }) => ({ regime: { ...regimeOf(history), symbol: 'BBB' } }) as never);
    expect((await run(withSlice('market_regime', wrong))).errors[0]).toMatchObject({
      code: 'BOT_CAP_OUTPUT',
      message: expect.stringContaining('regime is of BBB, not of AAA'),
    });
  });

  it('by interruption stops at once, also a step that does not listen', async () => {
    const abort = new AbortController();
    const deaf = executing(() => new Promise(() => setTimeout(() => abort.abort(), 5)));
    const result = await run([...withSlice('backtest', deaf)], { signal: abort.signal });
    expect(result).toMatchObject({ success: false, errors: [{ code: 'BOT_RUN_ABORTED' }] });
    const before = await run(sixSlices, { signal: AbortSignal.abort() });
    expect(before.errors.map((e) => e.code)).toEqual(['BOT_RUN_ABORTED']);
    expect(before.symbols['AAA']!.steps.map((s) => s.status)).toEqual([
      'failed',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('of the monitor beside the workflow is visible and harmless', async () => {
    const ill = defineSlice({
      id: 'monitor',
      provides: { log_event: sdk.logEvent },
      create: () => {
        throw new Error('ill');
      },
    });
    expect(await run([...sixSlices, ill])).toMatchObject({
      success: true,
      degraded: [expect.stringMatching(/^monitor: .*ill/)],
    });
  });
});

describe('steps', () => {
  it('are skipped by a condition, per symbol where it is one', async () => {
    app.write(
      'w.yaml',
      `w:
  params: {deep: false}
  steps:
    - fetch: {slice: data, method: get_data}
    - analyze: {slice: analyze, method: analyze, if: $params.deep}
    - choose: {slice: ml_strategy, method: select}
    - size: {slice: position_sizing, method: calculate, if: $choose.choice.confidence}
    - test: {slice: backtest, method: run}
`,
    );
    const skipped = await run(sixSlices, { workflow: 'w.yaml' });
    expect(skipped.symbols['AAA']!.steps.map((s) => s.status)).toEqual(['ok', 'skipped', 'ok', 'ok']);
    expect(skipped).toMatchObject({ success: true, degraded: [] });
    const whole = await run(sixSlices, { workflow: 'w.yaml', params: { deep: true } });
    expect(whole.symbols['AAA']!.steps.map((s) => s.status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    await expect(run(sixSlices, { workflow: 'w.yaml', params: { dep: true } })).rejects.toMatchObject({
      code: 'BOT_CONFIG_USAGE',
      hint: 'Did you mean "deep"?',
    });
  });

  it('account for the time of the run', async () => {
    const slow = executing(() => new Promise((resolve) => setTimeout(resolve, 100)));
    const result = await run(withSlice('backtest', slow));
    const steps = [...result.symbols['AAA']!.steps, ...result.portfolio.steps];
    const sum = steps.reduce((total, step) => total + step.durationMs, 0);
    expect(result.portfolio.steps[0]!.durationMs).toBeGreaterThan(95);
    expect(sum).toBeLessThanOrEqual(result.durationMs);
  });

  it('get the seed of the run by label, the same in every run', async () => {
    const seeds: number[][] = [];
    const spy = executing((_, ctx) => void seeds.push([ctx.seed('a'), ctx.seed('b')]));
    await run(withSlice('backtest', spy));
    await run(withSlice('backtest', spy));
    await run(withSlice('backtest', spy), {}, { flags: { seed: 2 } });
    expect(seeds[0]).toEqual(seeds[1]);
    expect(new Set([...seeds[0]!, ...seeds[2]!]).size).toBe(4);
  });

  it('can call what their slice consumes, with defaults filled in, through the same checks', async () => {
    const spy = defineSlice({
      id: 'analyze',
      provides: { analyze: sdk.analyze },
      consumes: { bars: sdk.getData },
      create: () => ({
        handlers: {
          analyze: async (_, ctx) => {
            const { bars } = await ctx.use(sdk.getData)({ request: { symbol: 'BBB', interval: '1d' } });
            await expect(ctx.use(sdk.getData)({ request: { symbol: '' } } as never)).rejects.toMatchObject({
              code: 'BOT_CAP_INPUT',
            });
            throw new BotError('BOT_DATA_EMPTY', `${bars.symbol} ${bars.length}`);
          },
        },
      }),
    });
    const result = await run(withSlice('analyze', spy));
    expect(result.errors[0]!.message).toBe('BBB 20');
    // The manifest says what was fetched: the bars cut at the decision.
    const known = sdk.truncate(
      makeBars('BBB', 40, (i) => 200 - i),
      20,
      hashBars,
    );
    expect(result.manifest.fetched).toEqual({ 'BBB for analyze': known.provenance.contentHash });
    expect((await run(sixSlices)).manifest).not.toHaveProperty('fetched');
  });

  it('tell the monitor what happened, the step of the workflow the run so far', async () => {
    const events: RunEvent[] = [];
    app.write(
      'w.yaml',
      'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - log: {slice: monitor, method: log_event}\n',
    );
    const result = await run([dataSlice(), monitorSlice(events)], { workflow: 'w.yaml' });
    expect(result.success).toBe(true);
    expect(events.map((e) => e.type)).toEqual(expect.arrayContaining(['step.finished', 'run.summary', 'run.finished']));
    expect(events.find((e) => e.type === 'run.summary')!.data).toMatchObject({
      steps: [{ id: 'fetch', symbol: 'AAA', status: 'ok' }],
    });
  });
});

describe('a named strategy', () => {
  it('is run as it is over the whole range', async () => {
    const result = await run(sixSlices, {}, { flags: { strategy: 'always_long', strategyParams: { n: 5 } } });
    expect(result).toMatchObject({ workflow: 'strategy_backtest', success: true });
    expect(result.portfolio.result.backtest!.windows.evaluation.bars).toBe(40);
    expect(result.manifest.strategies).toEqual({ always_long: { provider: 'inline', version: '1.0.0' } });
    expect(result.manifest.decideAt).toBeNull();
  });

  it('takes the place of the selection in other workflows', async () => {
    let params: unknown;
    const spy = executing(({ choices }) => void (params = choices['AAA']));
    const result = await run(withSlice('backtest', spy), {
      workflow: 'simple_backtest',
      strategy: 'always_long',
      strategyParams: { n: 7 },
    });
    expect(params).toMatchObject({ kind: 'fixed', strategy: { params: { n: 7 } } });
    expect(result.symbols['AAA']!.steps.find((s) => s.id === 'select_strategy')!.status).toBe('skipped');
    expect(result.symbols['AAA']!.result.choice!.kind).toBe('fixed');
  });

  it('is said, once, not to be used by a workflow that takes none', async () => {
    app.write('w.yaml', 'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n');
    const unused = async (request: RunRequest) => {
      const events: RunEvent[] = [];
      const result = await run(sixSlices, { ...request, onEvent: (event) => events.push(event) });
      expect(result.success).toBe(true);
      return events
        .filter(({ type }) => type === 'strategy.unused')
        .map(({ severity, message }) => [severity, message]);
    };
    expect(await unused({ workflow: 'w.yaml', strategy: 'always_long' })).toEqual([
      ['warning', 'w takes no strategy: always_long is not used'],
    ]);
    expect(await unused({ workflow: 'w.yaml' })).toEqual([]);
    expect(await unused({ strategy: 'always_long' })).toEqual([]);
    expect(await unused({ workflow: 'simple_backtest', strategy: 'always_long' })).toEqual([]);
  });

  it.each([
    [{ strategy: 'always_lng' }, 'BOT_REGISTRY_UNKNOWN_STRATEGY', /always_long/],
    [{ strategy: './mine.ts' }, 'BOT_CONFIG_USAGE', /path of a \.ts .* installed strategy/],
    [{ strategy: 'always_long', strategyParams: { n: 0 } }, 'BOT_STRATEGY_PARAMS', /./],
    [{ strategyParams: { n: 5 } }, 'BOT_CONFIG_USAGE', /--strategy/],
  ])('that is not right is refused before anything runs: %o', async (request, code, hint) => {
    await expect(run(sixSlices, request as RunRequest)).rejects.toMatchObject({
      code,
      hint: expect.stringMatching(hint),
    });
  });
});

it('a frame without its hash gets it: a record names the data it was made on', async () => {
  const hashOf = async (rows: number) => {
    const bars = makeBars('AAA', rows);
    const unnamed = dataSlice({ AAA: { ...bars, provenance: { ...bars.provenance, contentHash: '' } } });
    return (await run(withSlice('data', unnamed))).manifest.data['AAA'];
  };
  const hash = await hashOf(40);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect([await hashOf(40), (await hashOf(41)) === hash]).toEqual([hash, false]);
});

describe('what is not there', () => {
  it('is said by the method that would call it', async () => {
    const bot = await createBot({ cwd: app.directory, environment: {}, slices: [dataSlice()] });
    await expect(bot.marketRegime.detect(makeBars('AAA', 40))).rejects.toMatchObject({
      code: 'BOT_REGISTRY_MISSING',
      hint: expect.stringContaining('@bot-v2/slice-market-regime'),
    });
    await bot.close();
  });

  it('is said of something that is no slice', async () => {
    await expect(createBot({ cwd: app.directory, slices: [{ id: 'x' } as sdk.AnySlice] })).rejects.toMatchObject({
      code: 'BOT_SLICE_INVALID',
    });
  });
});

describe('a run that cannot begin', () => {
  it.each([
    [{ symbols: [] }, 'BOT_CONFIG_USAGE'],
    [{ workflow: 'nothing' }, 'BOT_WF_UNKNOWN'],
    [{ mode: 'paper', workflow: 'simple_backtest' }, 'BOT_WF_MODE'],
  ])('is refused: %o', async (request, code) => {
    await expect(run(sixSlices, request as RunRequest)).rejects.toMatchObject({ code });
  });

  it('because no slice takes the preset', async () => {
    await expect(run(sixSlices, {}, { flags: { preset: 'wild' } })).rejects.toMatchObject({
      code: 'BOT_CONFIG_INVALID',
    });
    expect((await run(sixSlices, {}, { flags: { preset: 'prototype' } })).success).toBe(true);
  });
});

describe('the library', () => {
  it('offers the capabilities as methods', async () => {
    const bot = await createBot({
      cwd: app.directory,
      environment: {},
      slices: [...sixSlices, monitorSlice()],
      strategies: [alwaysLong],
    });
    const bars = await bot.data.getHistorical('AAA');
    expect(bars.length).toBe(40);
    expect(await bot.analyze.findPatterns(bars)).toMatchObject({ symbol: 'AAA' });
    expect(await bot.marketRegime.detect(bars)).toMatchObject({ label: 'sideways_quiet' });
    const choice = await bot.mlStrategy.select({ history: bars });
    expect(
      await bot.positionSizing.calculate({ history: bars, account: sdk.flatAccount(200_000), choice }),
    ).toMatchObject({ fraction: 0.25 });
    expect((await bot.backtest.run('always_long', bars)).portfolio.stats.bars).toBe(40);
    expect((await bot.call(sdk.getData, { request: { symbol: 'BBB', interval: '1d' } })).bars.symbol).toBe('BBB');
    await expect(bot.data.getData('ZZZ')).rejects.toMatchObject({ code: 'BOT_DATA_NOT_FOUND' });
    await bot.close();
  });

  it('runs a trading cycle as the workflow of that name', async () => {
    const allocator = defineSlice({
      id: 'adaptive_portfolio',
      provides: { allocate: sdk.allocate },
      create: () => ({
        handlers: {
          allocate: ({ histories }) => ({
            allocation: Object.fromEntries(
              Object.keys(histories).map((symbol) => [
                symbol,
                {
                  symbol,
                  tier: 'large' as const,
                  method: 'equal',
                  weight: 0.4,
                  maxFraction: 0.4,
                  minimumPosition: 0,
                  strategies: [],
                  reasons: [],
                },
              ]),
            ),
          }),
        },
      }),
    });
    const bot = await createBot({
      cwd: app.directory,
      environment: {},
      strategies: [alwaysLong],
      slices: [...withSlice('analyze', analyzeSlice), allocator, monitorSlice()],
    });
    const result = await bot.orchestrator.executeTradingCycle('AAA');
    expect(result).toMatchObject({
      workflow: 'trading_cycle',
      success: true,
      symbols: { AAA: { result: { allocation: { weight: 0.4 } } } },
    });
    expect(result.portfolio.steps.map((s) => [s.id, s.slice])).toEqual([
      ['allocate', 'adaptive_portfolio'],
      ['execute', backtestSlice.id],
      ['log_event', 'monitor'],
    ]);
    await bot.close();
  });
});
