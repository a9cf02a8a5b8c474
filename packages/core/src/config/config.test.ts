import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, defineSlice, flatAccount, runLive } from '@bot-v2/sdk';
import { FakeApplication } from '../../test/packages.js';
import { dataSlice, sixSlices } from '../../test/slices.js';
import { createBot } from '../index.js';
import type { Bot, BotOptions } from '../index.js';
import { ensureStateDir } from '../process.adapter.js';
import { overlay } from './index.js';

let app: FakeApplication;
beforeEach(() => (app = new FakeApplication()));
afterEach(() => app.remove());

const bot = (options: BotOptions = {}): Promise<Bot> =>
  createBot({ cwd: app.directory, environment: {}, slices: sixSlices, ...options });

describe('the configuration', () => {
  it('has the documented defaults', async () => {
    const { config, configFile } = await bot();
    expect(configFile).toBeNull();
    expect(config).toMatchObject({
      mode: 'backtest',
      seed: 1,
      interval: '1d',
      decideAt: { fraction: 0.5 },
      preset: null,
      trust: { allow: [] },
    });
    expect(config.account).toEqual({
      capital: 100_000,
      currency: 'USD',
      fractional: false,
      shorting: false,
      cashInterest: 0,
      riskFree: 0,
      allowIndex: false,
      allowInSample: false,
      costs: { commissionRate: 0, halfSpreadBps: 2.5, slippageBps: 10 },
    });
  });

  it('is taken from file, environment, flags and --set, each over the one before', async () => {
    app.write(
      'bot-v2.config.yaml',
      'seed: 2\nstateDir: state\naccount: {capital: 5000, fractional: true}\ndata: {provider: csv}\n',
    );
    const fileOnly = await bot();
    expect(fileOnly.configFile).toBe(join(app.directory, 'bot-v2.config.yaml'));
    expect(fileOnly.config).toMatchObject({
      seed: 2,
      stateDir: join(app.directory, 'state'),
      account: { capital: 5000, fractional: true, currency: 'USD' },
      slices: { data: { provider: 'csv' } },
    });
    const environment = { BOT_V2_STATE_DIR: '/from-environment' };
    expect((await bot({ environment })).stateDir).toBe('/from-environment');
    const flags = { seed: 3, stateDir: '/from-flags', account: { capital: 6000, fractional: undefined } };
    expect((await bot({ environment, flags })).config).toMatchObject({
      seed: 3,
      stateDir: '/from-flags',
      account: { capital: 6000, fractional: true },
    });
    const set = ['seed=4', 'account.capital=7000', 'data.provider=sample', 'providers.data.get_data=data'];
    expect((await bot({ environment, flags, set })).config).toMatchObject({
      seed: 4,
      account: { capital: 7000, fractional: true },
      slices: { data: { provider: 'sample' } },
      providers: { 'data.get_data': 'data' },
    });
  });

  it('lies below everything the user sets when a workflow brings it', async () => {
    app.write(
      'w.yaml',
      'w:\n  defaults: {decideAt: 0.25, seed: 9}\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - regime: {slice: market_regime, method: detect}\n',
    );
    const one = await bot();
    const result = await one.run({ workflow: 'w.yaml', symbols: ['AAA'] });
    expect(result.manifest.config).toMatchObject({ decideAt: { fraction: 0.25 }, seed: 9 });
    const two = await bot({ flags: { seed: 1 } });
    expect((await two.run({ workflow: 'w.yaml', symbols: ['AAA'] })).manifest.config).toMatchObject({
      decideAt: { fraction: 0.25 },
      seed: 1,
    });
  });

  it('is found above cwd up to the project, or named', async () => {
    app.write('bot-v2.config.json', '{"seed": 5}');
    app.write('inner/x.txt', '');
    expect((await bot({ cwd: join(app.directory, 'inner') })).config.seed).toBe(5);
    app.write('other.yaml', 'seed: 6');
    expect((await bot({ configFile: 'other.yaml' })).config.seed).toBe(6);
    expect((await bot({ environment: { BOT_V2_CONFIG: 'other.yaml' } })).config.seed).toBe(6);
    await expect(bot({ configFile: 'none.yaml' })).rejects.toMatchObject({ code: 'BOT_CONFIG_UNREADABLE' });
  });

  it('may be an empty file', async () => {
    app.write('bot-v2.config.yaml', '# nothing yet\n');
    expect((await bot()).config.seed).toBe(1);
  });

  it.each([
    ['capitol: 5', 'BOT_CONFIG_UNKNOWN_KEY', /"capitol".*bot-v2\.config\.yaml/, /There is/],
    ['accnt: {}', 'BOT_CONFIG_UNKNOWN_KEY', /"accnt"/, /"account"/],
    ['account: {captal: 5}', 'BOT_CONFIG_UNKNOWN_KEY', /"account\.captal"/, /"capital"/],
    ['account: {costs: {slipageBps: 5}}', 'BOT_CONFIG_UNKNOWN_KEY', /account\.costs\.slipageBps/, /"slippageBps"/],
    ['markt_regime: {}', 'BOT_CONFIG_UNKNOWN_KEY', /markt_regime/, /"market_regime"/],
    ['trust: {allow: [{nam: x, range: "*"}]}', 'BOT_CONFIG_INVALID', /trust/, /./],
    ['mode: papper', 'BOT_CONFIG_INVALID', /mode/, /./],
    ['decideAt: 1.5', 'BOT_CONFIG_INVALID', /decideAt.*1\.5/, /./],
    ['decideAt: soon', 'BOT_CONFIG_INVALID', /soon/, /./],
    ['from: 2020-13-45', 'BOT_CONFIG_INVALID', /from/, /./],
    ['to: 2021-02-29', 'BOT_CONFIG_INVALID', /to: must be a date.*not "2021-02-29"/, /./],
    ['from: 20200101', 'BOT_CONFIG_INVALID', /from: must be a date.*not "20200101"/, /./],
    ['decideAt: 2021-06-31', 'BOT_CONFIG_INVALID', /decideAt: must be .*not "2021-06-31"/, /./],
    ['from: 2021-01-01\nto: 2020-01-01', 'BOT_CONFIG_INVALID', /from lies after to/, /./],
    ['symbols: ["A B"]', 'BOT_CONFIG_INVALID', /symbols/, /./],
    ['mode: paper\nbacktest: {switches: {lots: fifo}}', 'BOT_CONFIG_INVALID', /backtest\.switches/, /./],
    [
      'mode: live\nbacktest: {conventions: backtrader}',
      'BOT_CONFIG_INVALID',
      /"backtrader" and --mode live/,
      /backtest/,
    ],
    ['mode: optimize\nbacktest: {conventions: vectorbt}', 'BOT_CONFIG_INVALID', /mode optimize would not/, /./],
    ['data: 5', 'BOT_CONFIG_INVALID', /data must be a section/, /./],
    ['account: {capital: 499}', 'BOT_CONFIG_BELOW_MINIMUM', /499 USD is below minimum/, /500/],
    ['account: {capital: .nan}', 'BOT_CONFIG_INVALID', /capital/, /./],
    ['a: b: c', 'BOT_CONFIG_UNREADABLE', /bot-v2\.config\.yaml:1:\d+/, /./],
    ['seed: 1\nseed: 2', 'BOT_CONFIG_UNREADABLE', /:2:1/, /./],
    ['- 1', 'BOT_CONFIG_UNREADABLE', /a mapping/, /./],
    ['account: &x {costs: *x}', 'BOT_CONFIG_UNREADABLE', /an alias stands inside/, /./],
    ['? [a, b]\n: 1', 'BOT_CONFIG_UNREADABLE', /:1:3 .*keys must be strings/, /./],
    ['account: 5', 'BOT_CONFIG_INVALID', /account: .*object/, /./],
    ['account: {costs: free}', 'BOT_CONFIG_INVALID', /account\.costs: .*object/, /./],
    ['stateDir: ""', 'BOT_CONFIG_INVALID', /stateDir/, /./],
    ['symbols: [AAPL, aapl]', 'BOT_CONFIG_INVALID', /AAPL and aapl differ in case only/, /./],
    ['live_trade: {iUnderstandLive: true}', 'BOT_VENUE_OPT_IN', /bot-v2\.config\.yaml: live_trade\.iU/, /--set/],
    ['symbols: [toString]', 'BOT_CONFIG_INVALID', /symbols\[0\]: is no symbol/, /./],
    ['symbols: ["A\\e[31m"]', 'BOT_CONFIG_INVALID', /symbols\[0\]: must be a symbol/, /./],
    [`symbols: [${'A'.repeat(65)}]`, 'BOT_CONFIG_INVALID', /at most 64 characters/, /./],
    ['trust: {allow: [{name: acme, range: newest}]}', 'BOT_CONFIG_INVALID', /"newest" is no range/, /\^1\.0\.0/],
    ['__proto__: {polluted: true}', 'BOT_CONFIG_UNKNOWN_KEY', /__proto__/, /./],
    [
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]`,
      'BOT_CONFIG_UNREADABLE',
      /alias/i,
      /./,
    ],
  ])('refuses %j', async (text, code, message, hint) => {
    app.write('bot-v2.config.yaml', text);
    const flags = { account: { capital: undefined } };
    await expect(bot({ flags })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['capital', '=5', 'account..capital=5'])('refuses --set %s', async (text) => {
    await expect(bot({ set: [text] })).rejects.toMatchObject({ code: 'BOT_CONFIG_USAGE' });
  });

  it('refuses a key that would reach a prototype from every layer', async () => {
    await expect(bot({ set: ['__proto__.polluted=1'] })).rejects.toMatchObject({ code: 'BOT_CONFIG_UNKNOWN_KEY' });
    expect(() => overlay({}, JSON.parse('{"a": {"constructor": 1}}') as Record<string, unknown>)).toThrow(
      /"a\.constructor"/,
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('has the sections of slices checked by the slices, when they are loaded', async () => {
    const unknown = await bot({ flags: { data: { providr: 'csv' } } });
    expect((await unknown.run({ symbols: ['AAA'] })).errors[0]).toMatchObject({
      code: 'BOT_CONFIG_UNKNOWN_KEY',
      message: expect.stringContaining('"data.providr"'),
      hint: 'Did you mean "provider"?',
    });
    const none = await bot({ flags: { analyze: { depth: 3 } } });
    expect((await none.run({ symbols: ['AAA'] })).errors[0]).toMatchObject({
      code: 'BOT_CONFIG_UNKNOWN_KEY',
      slice: 'analyze',
    });
  });

  it('names providers of capabilities that there are, and folders of workflows that are there', async () => {
    const unknown = await bot({ flags: { providers: { 'data.get_dat': 'data' } } });
    await expect(unknown.run({ symbols: ['AAA'] })).rejects.toMatchObject({
      code: 'BOT_CONFIG_UNKNOWN_KEY',
      message: expect.stringContaining('"data.get_dat"'),
      hint: 'Did you mean "data.get_data"?',
    });
    for (const folder of ['none', 'file/none']) {
      app.write('file', '');
      const missing = await bot({ flags: { workflows: [folder] } });
      await expect(missing.run({ symbols: ['AAA'] })).rejects.toMatchObject({
        code: 'BOT_CONFIG_INVALID',
        message: expect.stringContaining(join(app.directory, folder)),
      });
    }
  });

  it('confirms live trading in every way for whichever slice trades, and never by a workflow', async () => {
    let calls = 0;
    const trading = (id: string) =>
      defineSlice({
        id,
        provides: { run: runLive },
        modes: ['live'],
        create: () => ({
          handlers: {
            run: () => {
              calls++;
              throw new Error('traded');
            },
          },
        }),
      });
    const steps =
      '  steps:\n    - choose: {slice: ml_strategy, method: select}\n    - trade: {slice: live_trade, method: run}\n';
    const fetching = steps.replace('steps:\n', 'steps:\n    - fetch: {slice: data, method: get_data}\n');
    app.write('w.yaml', `w:\n${fetching}`);
    app.write('d.yaml', `d:\n  defaults: {live_trade: {iUnderstandLive: true}}\n${fetching}`);
    const confirmed = { enabled: true, account: 'A-1', iUnderstandLive: true };
    const using = defineSlice({
      id: 'using',
      provides: { analyze },
      consumes: { trade: runLive },
      create: () => ({
        handlers: {
          analyze: async (_, ctx) => {
            await ctx.use(runLive)({ choices: {}, account: flatAccount(1) });
            throw new Error('traded');
          },
        },
      }),
    });
    const liveBot = (section: object, provider: string) =>
      bot({
        slices: [...sixSlices.filter(({ id }) => id !== 'analyze'), using, trading('acme'), trading('live_trade')],
        flags: { mode: 'live', live_trade: section, providers: { 'live_trade.run': provider } },
      });
    const live = (section: object, provider = 'acme', workflow = 'w.yaml') =>
      liveBot(section, provider).then((one) => one.run({ workflow, symbols: ['AAA'] }));
    app.write(
      'u.yaml',
      `u:\n${fetching.replace('choose: {slice: ml_strategy, method: select}', 'use: {slice: analyze, method: analyze}').replace(/ +- trade.*\n/, '')}`,
    );
    const calling = async (section: object, provider: string) => {
      const one = await liveBot(section, provider);
      return (one as unknown as { liveTrade: { run: (input: object) => Promise<unknown> } }).liveTrade.run({
        choices: {},
        account: flatAccount(1),
      });
    };
    for (const key of Object.keys(confirmed))
      for (const provider of ['acme', 'live_trade']) {
        const given = { ...confirmed, [key]: undefined };
        for (const attempt of [live(given, provider), live(given, provider, 'u.yaml'), calling(given, provider)])
          await expect(attempt).rejects.toMatchObject({
            code: 'BOT_VENUE_OPT_IN',
            message: expect.stringContaining(`live_trade.${key}`),
          });
      }
    await expect(live(confirmed, 'acme', 'd.yaml')).rejects.toMatchObject({
      message: expect.stringContaining('"live_trade"'),
    });
    expect(calls).toBe(0);
    await live(confirmed);
    expect(calls).toBe(1);
  });

  it('keeps secrets out of the manifest', async () => {
    const own = await bot({ slices: [dataSlice(), ...sixSlices.slice(1)], flags: { data: { apiKey: 'hunter22' } } });
    const result = await own.run({ symbols: ['AAA'] });
    expect(result.success).toBe(true);
    expect(JSON.stringify(result)).not.toContain('hunter22');
  });
});

describe('the state directory', () => {
  it('must be writable where something writes to it', () => {
    const file = app.write('file', '');
    expect(() => ensureStateDir(join(file, 'below'))).toThrow(
      expect.objectContaining({
        code: 'BOT_CONFIG_STATE_UNWRITABLE',
        hint: expect.stringContaining('BOT_V2_STATE_DIR'),
      }),
    );
    ensureStateDir(join(app.directory, 'a/b'));
    if (existsSync('/proc/self'))
      expect(() => ensureStateDir('/proc/none/below')).toThrow(/\/proc\/none\/below cannot be written/);
    chmodSync(join(app.directory, 'a/b'), 0o755);
  });
});
