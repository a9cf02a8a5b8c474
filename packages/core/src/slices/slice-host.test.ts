import { getData, logEvent } from '@bot-v2/sdk';
import type { BotErrorCode, RunResult } from '@bot-v2/sdk';
import { FakeApplication, slicePackage, workCode, workWorkflow } from '../../test/packages.js';
import { createBot } from '../index.js';

let app: FakeApplication;
beforeEach(() => (app = new FakeApplication()));
afterEach(() => app.remove());

const bot = (more = {}) =>
  createBot({
    application: app.directory,
    cwd: app.directory,
    environment: {},
    flags: { startTimeoutMs: 400 },
    ...more,
  });

async function runWork(more = '', options = {}): Promise<RunResult> {
  app.write('workflows/only.yaml', workWorkflow('x', more));
  const own = await bot(options);
  const result = await own.run({ workflow: 'only', symbols: ['AAA'] });
  await own.close().catch(() => undefined);
  return result;
}

const install = (code: string, changes = {}) =>
  app.install('@bot-v2/slice-x', slicePackage('x', changes), { 'index.js': code });

describe('a slice from a package', () => {
  it('is imported, created, started, called and stopped', async () => {
    app.write('log.txt', '');
    const create = `
      const note = (text) => globalThis.process.emit('fixture:note', text);
      return { handlers: { work: () => { note('work'); return {}; } }, start: () => note('start'), stop: () => note('stop') };`;
    const notes: string[] = [];
    const listen = (text: string) => notes.push(text);
    process.on('fixture:note' as never, listen as never);
    install(workCode('x', create));
    const result = await runWork();
    process.off('fixture:note' as never, listen as never);
    expect(result).toMatchObject({
      success: true,
      manifest: { slices: { x: { package: '@bot-v2/slice-x', version: '1.2.0' } } },
    });
    expect(notes).toEqual(['start', 'work', 'stop']);
  });

  const failing: [string, string, BotErrorCode, RegExp][] = [
    ['throws at import', 'throw new Error("boom");', 'BOT_SLICE_IMPORT', /threw while it was imported: boom/],
    [
      'does not end its import',
      'await new Promise(() => {}); export default 1;',
      'BOT_SLICE_START_TIMEOUT',
      /did not finish its import within 400 ms/,
    ],
    ['exports no slice', 'export default {};', 'BOT_SLICE_INVALID', /not a slice/],
    ['was made for another interface', workCode('x', undefined, 2), 'BOT_REGISTRY_API_VERSION', /version 2/],
    ['is not what its manifest says', workCode('y'), 'BOT_REGISTRY_MANIFEST_DRIFT', /botV2\.id: "x" → "y"/],
    ['throws when created', workCode('x', 'throw new Error("no luck");'), 'BOT_SLICE_CREATE', /no luck/],
    [
      'has a method it does not provide',
      workCode('x', 'return { handlers: { work: () => ({}), play: () => ({}) } };'),
      'BOT_SLICE_INVALID',
      /handler "play"/,
    ],
    ['is created by a promise', workCode('x', 'return Promise.resolve({});'), 'BOT_SLICE_INVALID', /returns a promise/],
    ['lacks a method', workCode('x', 'return { handlers: {} };'), 'BOT_SLICE_INVALID', /no handler "work"/],
    [
      'throws when started',
      workCode('x', 'return { handlers: { work: () => ({}) }, start() { throw new Error("port in use"); } };'),
      'BOT_SLICE_START',
      /port in use/,
    ],
    [
      'hangs in start',
      workCode('x', 'return { handlers: { work: () => ({}) }, start: () => new Promise(() => {}) };'),
      'BOT_SLICE_START_TIMEOUT',
      /x did not finish its start within 400 ms/,
    ],
    [
      'throws when called',
      workCode('x', 'return { handlers: { work: () => { throw new Error("bad day"); } } };'),
      'BOT_CAP_FAILED',
      /bad day/,
    ],
    [
      'returns what was not declared',
      workCode('x', 'return { handlers: { work: () => ({ extra: 1 }) } };'),
      'BOT_CAP_OUTPUT',
      /no output "extra"/,
    ],
  ];

  it.each(failing)('that %s fails the run at its stage', async (_, code, expected, message) => {
    install(code);
    const result = await runWork();
    expect(result.success).toBe(false);
    expect(result.errors[0]).toMatchObject({
      code: expected,
      message: expect.stringMatching(message),
      details: { step: 'work' },
    });
    expect(result.portfolio.steps).toEqual([
      expect.objectContaining({ id: 'work', status: 'failed', error: expect.objectContaining({ code: expected }) }),
    ]);
  });

  it.each(failing)('that %s only degrades a step that may be left out', async (_, code) => {
    install(code);
    const result = await runWork(', on_error: continue');
    expect(result.success).toBe(true);
    expect(result.degraded).toEqual([expect.stringMatching(/^work: /)]);
    expect(result.portfolio.steps[0]!.status).toBe('failed');
  });

  it('whose entry is not built says so', async () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    expect((await runWork()).errors[0]).toMatchObject({
      code: 'BOT_SLICE_IMPORT',
      hint: 'Build or reinstall @bot-v2/slice-x.',
    });
  });

  it('that is not trusted is never imported, and the failed stage names the line that would allow it', async () => {
    app.install('acme-x', slicePackage('x'), { 'index.js': 'globalThis.acmeWasImported = true;' });
    const result = await runWork();
    expect(result.errors[0]).toMatchObject({
      code: 'BOT_REGISTRY_MISSING',
      hint: expect.stringContaining('trust: {allow: [{name: "acme-x"'),
    });
    expect('acmeWasImported' in globalThis).toBe(false);
  });

  it('that is trusted by the configuration runs', async () => {
    app.install('acme-x', slicePackage('x'), { 'index.js': workCode('x') });
    app.write('bot-v2.config.yaml', 'trust: {allow: [{name: acme-x, range: ^1.0.0}]}');
    expect((await runWork()).success).toBe(true);
  });

  it('that is missing is the failed stage, with the place in the workflow', async () => {
    const result = await runWork();
    expect(result.errors[0]).toMatchObject({
      code: 'BOT_REGISTRY_MISSING',
      message: expect.stringMatching(/step "work".*only\.yaml:3:21/),
    });
  });

  it('that throws what cannot be read is to blame, not the bot', async () => {
    install(workCode('x', 'return { handlers: { work: () => { throw new Proxy({}, { get() { throw 1; } }); } } };'));
    expect((await runWork()).errors[0]).toMatchObject({ code: 'BOT_CAP_FAILED', slice: 'x' });
  });

  it('is retried and timed out as its step says', async () => {
    const flaky = workCode(
      'x',
      'let n = 0; return { handlers: { work: () => { if (n++ < 2) throw new Error("again"); return {}; } } };',
    );
    install(flaky);
    const result = await runWork(', retry: {max: 2, delay: 1ms}');
    expect(result.portfolio.steps[0]).toMatchObject({ status: 'ok', attempts: 3 });
  });

  it('that does not answer in time fails with BOT_CAP_TIMEOUT, its signal aborted', async () => {
    install(
      workCode(
        'x',
        "return { handlers: { work: (_, ctx) => new Promise(() => ctx.signal.addEventListener('abort', () => { globalThis.workAborted = true; })) } };",
      ),
    );
    const result = await runWork(', timeout: 20ms');
    expect(result.errors[0]!.code).toBe('BOT_CAP_TIMEOUT');
    expect((globalThis as Record<string, unknown>)['workAborted']).toBe(true);
  });

  it('cannot use what it does not declare', async () => {
    install(workCode('x', "return { handlers: { work: (_, ctx) => { ctx.use({ id: 'data.get_data' }); } } };"));
    expect((await runWork()).errors[0]).toMatchObject({
      code: 'BOT_CAP_UNDECLARED',
      slice: 'x',
      capability: getData.id,
    });
  });

  it('whose consumed capability nobody provides is unusable', async () => {
    const code = workCode('x').replace(
      'sdkApi: 1,',
      `sdkApi: 1, consumes: { log: { id: '${logEvent.id}', version: '1.0' } },`,
    );
    install(code, { consumes: { [logEvent.id]: '1.0' } });
    expect((await runWork()).errors[0]).toMatchObject({
      code: 'BOT_REGISTRY_MISSING',
      slice: 'x',
      capability: logEvent.id,
    });
  });

  it('that cannot be stopped is named when the bot is closed, and the others are still stopped', async () => {
    install(workCode('x', "return { handlers: { work: () => ({}) }, stop: () => { throw new Error('stuck'); } };"));
    app.write('workflows/only.yaml', workWorkflow('x'));
    const own = await bot();
    await own.run({ workflow: 'only', symbols: ['AAA'] });
    await expect(own.close()).rejects.toThrow(/x could not be stopped: stuck/);
  });

  it.each([
    ['is down', "{ status: 'down', message: 'no licence' }", /^work: x is down: no licence/],
    ['cannot be asked', "(() => { throw new Error('torn'); })()", /^work: x threw when .* health: torn/],
  ])(
    'that %s after its start fails the run before anything runs, or degrades it where it may be left out',
    async (_, health, told) => {
      const down = workCode(
        'x',
        `return { handlers: { work: () => { globalThis.workedDown = true; } }, health: () => (${health}) };`,
      );
      install(down);
      const failed = await runWork();
      expect(failed.errors[0]).toMatchObject({ code: 'BOT_SLICE_DOWN', slice: 'x', details: { step: 'work' } });
      expect(failed.portfolio.steps[0]!.status).toBe('failed');
      const degraded = await runWork(', on_error: continue');
      expect(degraded.success).toBe(true);
      expect(degraded.degraded).toEqual([expect.stringMatching(told)]);
      expect('workedDown' in globalThis).toBe(false);
    },
  );

  const changes: [string, string][] = [
    ['Array.prototype.map = () => [];', 'Array.prototype.map'],
    ['Array.prototype.filter = () => [];', 'Array.prototype.filter'],
    ['Reflect.ownKeys = () => [];', 'Reflect.ownKeys'],
    ['Object.is = () => true;', 'Object.is'],
    ['delete Object.prototype.hasOwnProperty;', 'Object.prototype.hasOwnProperty'],
    ['Object.prototype.extra = 1;', 'Object.prototype.extra'],
    ['Float64Array.prototype.slice = null;', 'Float64Array.prototype.slice'],
    ['Math.random = () => 0.5;', 'Math.random'],
    ['globalThis.Promise = class extends Promise {};', 'globalThis.Promise'],
    ['Date.now = () => 0;', 'Date.now'],
  ];
  it.each(changes)('that runs %s is named, and the language put back', async (code, name) => {
    install(`${code}\n${workCode('x')}`);
    expect((await runWork()).errors[0]).toMatchObject({
      code: 'BOT_SLICE_GLOBALS',
      message: expect.stringMatching(new RegExp(`x changed .*${name.replace(/[.()]/g, '\\$&')} while it was imported`)),
    });
    expect([[].map, Float64Array.prototype.slice].map((method) => typeof method)).toEqual(['function', 'function']);
    const starting = `return { handlers: { work: () => ({}) }, start: () => { ${code} } };`;
    app.install('@bot-v2/slice-y', slicePackage('y'), { 'index.js': workCode('y', starting) });
    app.write('workflows/only.yaml', workWorkflow('y'));
    const own = await bot();
    expect((await own.run({ workflow: 'only', symbols: ['AAA'] })).errors[0]).toMatchObject({
      code: 'BOT_SLICE_GLOBALS',
      message: expect.stringContaining(`${name} while it was started`),
    });
    await own.close();
    expect('extra' in {}).toBe(false);
  });

  it('that adds what loops do not find to the language is left alone', async () => {
    const hidden = 'Object.defineProperty(Array.prototype, "acmeLast", { configurable: true, value: 1 });';
    install(`${hidden}\n${workCode('x')}`);
    expect((await runWork()).success).toBe(true);
    delete (Array.prototype as { acmeLast?: number }).acmeLast;
  });

  it('that changes the language itself when it is called has failed', async () => {
    install(workCode('x', 'return { handlers: { work: () => { JSON.parse = () => 1; return {}; } } };'));
    expect((await runWork()).errors[0]).toMatchObject({
      code: 'BOT_SLICE_GLOBALS',
      message: expect.stringContaining('x, or a strategy it ran, changed JSON.parse'),
    });
  });

  it('that was down is used again once it is well', async () => {
    install(
      workCode(
        'x',
        "let asked = 0; return { handlers: { work: () => ({}) }, health: () => ({ status: asked++ ? 'ok' : 'down', message: '' }) };",
      ),
    );
    app.write('workflows/only.yaml', workWorkflow('x'));
    const own = await bot();
    const runs = [];
    for (let i = 0; i < 2; i++) runs.push(await own.run({ workflow: 'only', symbols: ['AAA'] }));
    expect(runs.map(({ success }) => success)).toEqual([false, true]);
    await own.close();
  });

  it('has its health asked, a broken one with its error', async () => {
    install(
      workCode('x', "return { handlers: { work: () => ({}) }, health: () => ({ status: 'ok', message: 'well' }) };"),
    );
    app.install('@bot-v2/slice-y', slicePackage('y'), { 'index.js': 'throw new Error("boom");' });
    const own = await bot();
    expect(await own.health()).toEqual([
      { slice: 'x', package: '@bot-v2/slice-x', version: '1.2.0', health: { status: 'ok', message: 'well' } },
      {
        slice: 'y',
        package: '@bot-v2/slice-y',
        version: '1.2.0',
        health: null,
        error: expect.objectContaining({ code: 'BOT_SLICE_IMPORT' }),
      },
    ]);
    await own.close();
  });
});
