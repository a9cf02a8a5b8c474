import { bot, describeBuilt, run } from './bot.js';
import { commandWithout, projectWith } from './project.js';
import type { ThirdParty } from './project.js';

/** A slice that analyses in its own way: `body` runs in the handler. */
const analyzer = (body: string, head = ''): ThirdParty => ({
  name: 'acme-analyze',
  code: `
    import { analyze, defineSlice } from '@bot-v2/sdk';
    ${head}
    const neutral = (history) => ({
      symbol: history.symbol, at: history.time[history.length - 1], score: 0, rating: 'neutral',
      indicators: {}, patterns: [], levels: [], reasons: [],
    });
    export default defineSlice({
      id: 'acme_analyze',
      provides: { analyze },
      create: () => ({ handlers: { analyze: async ({ history }) => { ${body}; return { analysis: neutral(history) }; } } }),
    });`,
});
const allowed = {
  trust: { allow: [{ name: 'acme-analyze', range: '*' }] },
  providers: { 'analyze.analyze': 'acme_analyze' },
};
const args = ['--mode', 'backtest', '--symbols', 'AAPL'];

describeBuilt('progress, status and durations follow what really happened', () => {
  it('a slow slice takes its time in its own step, and the steps add up to the run', async () => {
    const cwd = projectWith([analyzer('await new Promise((done) => setTimeout(done, 700))')], allowed);
    const result = await run(args, { cwd });
    const step = result.symbols['AAPL']!.steps.find(({ id }) => id === 'analyze')!;
    expect(step.durationMs).toBeGreaterThanOrEqual(690);
    const steps = [...result.symbols['AAPL']!.steps, ...result.portfolio.steps];
    const sum = steps.reduce((total, { durationMs }) => total + durationMs, 0);
    expect(sum).toBeGreaterThanOrEqual(0.9 * result.durationMs);
    expect(sum).toBeLessThanOrEqual(result.durationMs * 1.01);
  });

  it('a throwing slice fails its step, its symbol and the run, and names the stage', async () => {
    const cwd = projectWith([analyzer(`throw new Error('the analyst is on holiday')`)], allowed);
    const done = await bot([...args, '--output', 'json'], { cwd });
    expect(done.code).toBe(6);
    const result = JSON.parse(done.stdout) as Awaited<ReturnType<typeof run>>;
    expect(result.success).toBe(false);
    expect(result.symbols['AAPL']!.steps.find(({ id }) => id === 'analyze')).toMatchObject({ status: 'failed' });
    expect(result.portfolio.result.backtest).toBeUndefined();
    expect(result.errors[0]!.message).toContain('the analyst is on holiday');
    expect(done.stderr).toMatch(/Analyzing AAPL… ✗/);
    expect(done.stderr).not.toMatch(/Backtesting.*✓/);
  });

  it('a slice that prints does not print into the result', async () => {
    const cwd = projectWith([analyzer(`console.log('{"hi": 1}'); process.stdout.write('there')`)], allowed);
    const { stdout, stderr } = await bot([...args, '--output', 'json'], { cwd });
    expect((JSON.parse(stdout) as Awaited<ReturnType<typeof run>>).success).toBe(true);
    expect(stderr).toMatch(/\{"hi": 1\}\n(.*\n)*.*there/);
  });

  it.each([
    ['ends the process', 'process.exit(0)', /something ended the process/],
    ['never answers', 'await new Promise(() => {})', /nothing is left to do/],
  ])('a slice that %s is no success', async (_what, body, message) => {
    const { code, stdout, stderr } = await bot(args, { cwd: projectWith([analyzer(body)], allowed) });
    expect([code, stdout]).toEqual([6, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('BOT_RUN_CUT_OFF');
  });

  it('what a slice throws outside of any call ends the command, and who may have thrown it is said', async () => {
    const body =
      'setTimeout(() => { throw new Error("left behind"); }); await new Promise((go) => setTimeout(go, 200))';
    const { code, stdout, stderr } = await bot(args, { cwd: projectWith([analyzer(body)], allowed) });
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(/left behind\. A slice, a strategy or a configuration file threw it/);
  });

  it('a throwing slice whose step may fail degrades the run, visibly', async () => {
    const cwd = projectWith([analyzer(`throw new Error('the analyst is on holiday')`)], allowed);
    const { writeFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    writeFileSync(
      join(cwd, 'lenient.yaml'),
      `lenient:
  steps:
    - fetch_data: {slice: data, method: get_historical}
    - analyze: {slice: analyze, method: find_patterns, on_error: continue}
    - detect_regime: {slice: market_regime, method: detect}
    - select_strategy: {slice: ml_strategy, method: predict_best}
    - size_position: {slice: position_sizing, method: calculate}
    - run_backtest: {slice: backtest, method: execute}
`,
    );
    const result = await run([...args, '--workflow', 'lenient.yaml'], { cwd });
    expect(result.success).toBe(true);
    expect(result.degraded.join()).toContain('analyze');
    expect(result.symbols['AAPL']!.steps.find(({ id }) => id === 'analyze')).toMatchObject({ status: 'failed' });
    expect(result.symbols['AAPL']!.result.analysis).toBeUndefined();
  });

  it('a removed required slice fails the run before anything is traded, with its stage', async () => {
    const done = await bot(args, { bin: commandWithout('@bot-v2/slice-market-regime') });
    expect([3, 4]).toContain(done.code);
    expect(done.stderr).toContain('market_regime');
    expect(done.stdout).toBe('');
  });

  it('eleven slices are counted because they are there: without one there are ten', async () => {
    const done = await bot(args, { bin: commandWithout('@bot-v2/slice-live-trade') });
    expect(done.stderr).toMatch(/Loading slices… ✓ 10/);
    expect((await bot(args)).stderr).toMatch(/Loading slices… ✓ 11/);
  });
});

describeBuilt('every refused slice keeps its reason', () => {
  const why = async (
    third: ThirdParty,
    config: object,
    extra: readonly string[] = ['slices', '--why', 'acme-analyze'],
  ) => {
    const cwd = projectWith([third], config);
    const done = await bot(extra, { cwd });
    return `${done.stdout}${done.stderr}`;
  };

  it('not trusted: shown with the line that would allow it, never imported', async () => {
    const text = await why(analyzer('', `if (!process.env.WRITING_MANIFEST) throw new Error('imported!');`), {});
    expect(text).toContain('BOT_REGISTRY_NOT_TRUSTED');
    expect(text).toContain('trust');
    expect(text).not.toContain('imported!');
  });

  it('throws at import', async () => {
    const third = analyzer('', `if (!process.env.WRITING_MANIFEST) throw new Error('no licence found');`);
    const cwd = projectWith([third], allowed);
    const done = await bot(args, { cwd });
    expect(done.code).toBe(3);
    expect(done.stderr).toContain('no licence found');
    const reason = await bot(['slices', '--why', 'acme_analyze'], { cwd });
    expect(`${reason.stdout}${reason.stderr}`).toContain('BOT_SLICE_IMPORT');
  });

  it.each([
    ['Array.prototype.filter', '() => []'],
    ['Map.prototype.get', '() => undefined'],
    ['Promise.prototype.then', 'function () { return this; }'],
    ['Array.prototype[Symbol.iterator]', 'function* () {}'],
  ])('changes the language itself: %s', async (name, value) => {
    const third = analyzer('', `if (!process.env.WRITING_MANIFEST) ${name} = ${value};`);
    const done = await bot(args, { cwd: projectWith([third], allowed) });
    expect([done.code, done.stdout]).toEqual([3, '']);
    expect(done.stderr).toMatch(/acme-analyze changed \S+ while it was imported\..*BOT_SLICE_GLOBALS/);
  });

  it('leaves a timer running: its manifest is written all the same', async () => {
    const third = analyzer('', 'setInterval(() => {}, 1000);');
    expect((await bot(args, { cwd: projectWith([third], allowed) })).code).toBe(0);
  });

  it('hangs in start', async () => {
    const third: ThirdParty = {
      name: 'acme-analyze',
      code: `
        import { analyze, defineSlice } from '@bot-v2/sdk';
        export default defineSlice({
          id: 'acme_analyze', provides: { analyze },
          create: () => ({ handlers: { analyze: () => ({}) }, start: () => new Promise(() => setInterval(() => {}, 1000)) }),
        });`,
    };
    const cwd = projectWith([third], { ...allowed, startTimeoutMs: 300 });
    const done = await bot(args, { cwd });
    expect(done.code).toBe(3);
    expect(done.stderr).toContain('acme_analyze');
    const reason = await bot(['slices', '--why', 'acme_analyze'], { cwd });
    expect(`${reason.stdout}${reason.stderr}`).toContain('BOT_SLICE_START_TIMEOUT');
  });

  it('lacks a method', async () => {
    const third: ThirdParty = {
      name: 'acme-analyze',
      code: `
        import { analyze, defineSlice } from '@bot-v2/sdk';
        export default defineSlice({ id: 'acme_analyze', provides: { analyze }, create: () => ({ handlers: {} }) });`,
    };
    expect(await why(third, allowed)).toContain('BOT_SLICE_INVALID');
  });

  it('has the wrong API version', async () => {
    const third: ThirdParty = { ...analyzer(''), manifest: (manifest) => ({ ...manifest, sdkApi: 99 }) };
    const text = await why(third, allowed);
    expect(text).toContain('BOT_REGISTRY_API_VERSION');
    expect(text).toContain('99');
  });

  it('claims a taken name', async () => {
    const third: ThirdParty = {
      name: 'acme-analyze',
      code: analyzer('').code.replace(`id: 'acme_analyze'`, `id: 'analyze'`),
    };
    expect(await why(third, allowed)).toContain('BOT_REGISTRY_NAME_TAKEN');
  });

  it('has a manifest that says something else than the code', async () => {
    const third: ThirdParty = {
      ...analyzer(''),
      manifest: (manifest) => ({ ...manifest, permissions: ['net:acme.example'] }),
    };
    expect(await why(third, allowed)).toContain('BOT_REGISTRY_MANIFEST_DRIFT');
  });

  it('has the keyword and no manifest', async () => {
    expect(await why({ ...analyzer(''), manifest: false }, allowed)).toContain('BOT_REGISTRY_MANIFEST');
  });
});
