import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bot, cli, describeBuilt, run } from './bot.js';
import { projectWith } from './project.js';
import type { ThirdParty } from './project.js';

/** A strategy by what `prepare` and `onBar` do; `close` is its one column unless it says otherwise. */
const strategy = (id: string, onBar: string, prepare = 'return { close: bars.close };', head = ''): string => `
  ${head}
  export const ${id} = defineStrategy({
    id: '${id}', version: '1.0.0', params: z.object({}), warmup: () => 5,
    prepare: (bars) => { ${prepare} },
    onBar: ({ t, cols, out, account, state }) => { ${onBar} },
  });`;

/** Bar 700 of AAPL. */
const at700 = /on AAPL at 2016-02-23T00:00:00.000Z/;

const unruly: Readonly<Record<string, readonly [code: string, message: RegExp, source: string]>> = {
  thrower: ['BOT_STRATEGY_FAILED', at700, strategy('thrower', `if (t === 700) throw new Error('boom');`)],
  nan_signal: ['BOT_STRATEGY_OUTPUT', at700, strategy('nan_signal', `out.target(t === 700 ? NaN : 1);`)],
  nan_order: [
    'BOT_STRATEGY_OUTPUT',
    at700,
    strategy('nan_order', `if (t === 700) out.order({ side: 'buy', quantity: NaN });`),
  ],
  word_order: [
    'BOT_STRATEGY_OUTPUT',
    at700,
    strategy('word_order', `if (t === 700) out.order({ side: 'buy', quantity: 'ten' });`),
  ],
  ahead: ['BOT_STRATEGY_LOOKAHEAD', at700, strategy('ahead', `if (t === 700) cols.close.ago(-1);`)],
  flood: ['BOT_RISK_LIMIT', at700, strategy('flood', `while (t === 700) out.order({ side: 'buy', quantity: 1 });`)],
  promises: ['BOT_STRATEGY_OUTPUT', /onBar returned a promise/, strategy('promises', `return Promise.reject(1);`)],
  short_column: [
    'BOT_STRATEGY_OUTPUT',
    /column "close" has \d+ rows/,
    strategy('short_column', '', 'return { close: bars.close.slice(1) };'),
  ],
  mutator: [
    'BOT_STRATEGY_MUTATED',
    /mutator changed the bars of AAPL it was given: close on 2013-05-14/,
    strategy('mutator', 'out.target(t % 7 < 3 ? 1 : 0);', 'bars.close[1] *= 2; return { close: bars.close };'),
  ],
  endless: ['BOT_STRATEGY_TIMEOUT', at700, strategy('endless', 'while (t === 700);')],
  endless_prepare: [
    'BOT_STRATEGY_TIMEOUT',
    /endless_prepare: did not return within 1 s/,
    strategy('endless_prepare', '', 'for (;;);'),
  ],
  cheat: [
    'BOT_STRATEGY_LOOKAHEAD',
    /cheat looks ahead/,
    strategy(
      'cheat',
      'out.target(cols.x.now > 0 ? 1 : 0);',
      'return { x: bars.close.map((c, i) => (bars.close[i + 1] ?? c) - c) };',
    ),
  ],
  memo: [
    'BOT_STRATEGY_LOOKAHEAD',
    /memo looks ahead/,
    strategy(
      'memo',
      'out.target(first[t + 1] > first[t] ? 1 : 0);',
      'first ??= bars.close.slice(); return { close: bars.close };',
      'let first;',
    ),
  ],
};

const absurd = ['1e308', '-3', '0.001', '1e9'].map((quantity, i) =>
  strategy(`absurd_${i}`, `out.order({ side: 'buy', quantity: ${quantity}, limit: t % 2 ? -5 : 1e300 });`),
);

const third: ThirdParty = {
  name: 'acme-unruly',
  keyword: 'bot-v2-strategies',
  code: [
    `import { defineStrategy } from '@bot-v2/sdk'; import { z } from 'zod';`,
    ...Object.values(unruly).map(([, , source]) => source),
    ...absurd,
    strategy('slow', 'for (let until = Date.now() + 20; Date.now() < until;);'),
  ].join('\n'),
};

describeBuilt('unruly strategies', () => {
  const cwd = existsSync(cli) ? projectWith([third], { trust: { allow: [{ name: third.name, range: '*' }] } }) : '';
  const args = (id: string, ...more: string[]) => [
    '--mode',
    'backtest',
    '--symbols',
    'AAPL',
    '--strategy',
    id,
    '--set',
    'backtest.strategyTimeoutMs=1000',
    ...more,
  ];

  it.each(Object.entries(unruly))('%s is refused, by name, without a figure', async (id, [code, message]) => {
    const done = await bot(args(id, '--output', 'json'), { cwd });
    expect(done.stderr).toContain(code);
    expect(done.stderr).toContain(id);
    expect(done.stderr).toMatch(message);
    expect(done.stderr).not.toMatch(/^\s+at /m);
    expect(done.stdout).not.toMatch(/sharpe|cagr/i);
    expect(done.code).toBe(code === 'BOT_RISK_LIMIT' ? 7 : 6);
    const json = JSON.parse(done.stdout) as Awaited<ReturnType<typeof run>>;
    expect(json).toMatchObject({ success: false, errors: [{ code }] });
    expect(json.portfolio.result.backtest).toBeUndefined();
    const state = join(cwd, 'state');
    expect(existsSync(state) ? readdirSync(state) : []).toEqual([]);
  });

  it.each(absurd.map((_, i) => `absurd_${i}`))('%s trades nothing, and the result counts why', async (id) => {
    const { portfolio } = await run(args(id), { cwd });
    const { stats } = portfolio.result.backtest!;
    expect(stats.finalEquity).toBe(100_000);
    expect(JSON.stringify(stats)).not.toMatch(/NaN|Infinity/);
  });

  it('hears Ctrl-C inside a strategy that is busy for long', async () => {
    const child = spawn(process.execPath, [cli, ...args('slow', '--set', 'backtest.strategyTimeoutMs=600000')], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', BOT_V2_STATE_DIR: join(cwd, 'state') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // Progress says that it hears; the strategy is busy soon after.
    child.stderr.once('data', () => setTimeout(() => child.kill('SIGINT'), 2500).unref());
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('BOT_RUN_ABORTED');
  });
});
