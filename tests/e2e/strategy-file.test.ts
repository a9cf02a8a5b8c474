import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, describeBuilt, freshFolder, root, run } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

const dip = join(root, 'examples/strategy-file/dip.ts');
/** Over few bars: every one of these tests starts the command, most of them several times. */
const over = (file: string) => ['--strategy', file, '--symbols', 'TXN', '--from', '2012-01-01'];

/** A folder with one strategy file. */
const folderWith = (text: string) => folderOf({ 'own.ts': text });

/** A folder that has nothing but these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = freshFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describeBuilt('a strategy in a file', () => {
  it('trades, with its parameters, and is named with its code in the manifest', async () => {
    const [first, other] = await Promise.all(
      [[], ['--set', 'strategyParams.hold=9']].map((more) => run([...over(dip), ...more])),
    );
    const { backtest } = first!.portfolio.result;
    expect(backtest!.strategies['TXN']).toBe('dip@1.0.0');
    expect(backtest!.stats.closedTrades).toBeGreaterThan(10);
    expect(first!.manifest.code[`file:${dip}`]).toMatch(/^[0-9a-f]{64}$/);
    expect(other!.portfolio.result.backtest!.orderHash).not.toBe(backtest!.orderHash);
  });

  it('replays to the same bytes, and names the file when its code has changed', async () => {
    const text = `import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
export default defineStrategy({ id: 'own', version: '1.0.0', params: z.object({}), warmup: () => 20,
  prepare: (bars, p, ta) => ({ close: bars.close, mean: ta.sma(bars.close, 20) }),
  onBar: ({ cols, out }) => out.target(cols.close.now > cols.mean.now ? 1 : 0) });
`;
    const cwd = folderWith(text);
    await bot(over('./own.ts'), { cwd });
    const same = await bot(['replay', 'last'], { cwd });
    expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/the same bytes/)]);
    writeFileSync(join(cwd, 'own.ts'), text.replace('? 1 : 0', '? 0 : 1'));
    const changed = await bot(['replay', 'last'], { cwd });
    expect([changed.code, changed.stdout]).toEqual([6, expect.stringMatching(/code file:.*own\.ts/)]);
  }, 60_000);

  it('trades the same code in an optimization and in a paper session', async () => {
    const [optimized, paper] = await Promise.all(
      ['optimize', 'paper'].map((mode) => run(['--mode', mode, ...over(dip)])),
    );
    expect(optimized!.symbols['TXN']!.result.study!.trials.length).toBeGreaterThan(1);
    expect(paper!.portfolio.result.session!.orders).toBeGreaterThan(5);
  }, 60_000);

  it('may be made of signals by the engine, which comes from the bot too', async () => {
    const cwd = folderWith(`
      import { fromSignals } from '@bot-v2/engine/conventions';
      export default fromSignals({
        id: 'own',
        signals: (bars) => ({
          entries: Float64Array.from(bars.close, (_, t) => (t % 20 === 9 || t % 20 === 11 ? 1 : 0)),
          exits: Float64Array.from(bars.close, (_, t) => (t % 20 === 15 ? 1 : 0)),
        }),
        settings: { accumulate: 'addonly', size: 10 },
      });
    `);
    const { backtest } = (await run([...over('./own.ts'), '--conventions', 'vectorbt'], { cwd })).portfolio.result;
    const { closedTrades } = backtest!.stats;
    expect(closedTrades).toBeGreaterThan(15);
    // Two entries and one exit of each trade, and perhaps one more that is open.
    expect([0, 1, 2]).toContain(backtest!.orders - 3 * closedTrades);
  });

  it('takes in other files by path, and finds one of several by name', async () => {
    const cwd = folderOf({
      'days.ts': 'export const days: number = 4;',
      'two.ts': `
        import { defineStrategy } from '@bot-v2/sdk';
        import { z } from 'zod';
        import { days } from './days.js';
        const made = (id: string, hold: number) =>
          defineStrategy({
            id,
            version: '1.0.0',
            params: z.strictObject({}),
            warmup: () => 1,
            prepare: (bars) => ({ close: bars.close }),
            onBar: ({ account, out }) => out.target(account.barsHeld < hold ? 1 : 0),
          });
        export const short = made('short', days);
        export const long = made('long', 10 * days);
      `,
    });
    const orders = async (name: string) => (await run(over(name), { cwd })).portfolio.result.backtest!.orders;
    expect(await orders('two.ts#short')).toBeGreaterThan(5 * (await orders('./two.ts#long')));
    expectRefusal(await bot(over('./two.ts'), { cwd }), 2, /2 strategies.*two\.ts#short/);
  });

  it('a configuration may be TypeScript too', async () => {
    const cwd = folderOf({
      'dip.ts': readFileSync(dip, 'utf8'),
      'bot-v2.config.ts': `
        const symbols: readonly string[] = ['TXN'];
        export default { symbols, from: '2012-01-01', strategy: './dip.ts', account: { capital: 5_000 } };
      `,
    });
    const result = await run([], { cwd });
    expect(result.manifest.config).toMatchObject({ symbols: ['TXN'], account: { capital: 5000 } });
    expect(Object.keys(result.manifest.strategies)).toEqual(['dip']);
  });

  it.each([
    ['that is not there', '', './missing.ts', /there is no strategy file .*missing\.ts.*BOT_CONFIG_USAGE/],
    ['that does not parse', 'export default {', './own.ts', /own\.ts.*BOT_STRATEGY_INVALID/],
    ['that throws', 'throw new Error("no");', './own.ts', /own\.ts.*no.*BOT_STRATEGY_INVALID/],
    ['without a strategy', 'export const x = 1;', './own.ts', /own\.ts.*BOT_STRATEGY_INVALID/],
    ['with an unknown import', 'import "nowhere"; export default 1;', './own.ts', /nowhere.*BOT_STRATEGY_INVALID/],
  ])('%s is refused in one line', async (_what, text, file, pattern) => {
    const done = await bot(over(file), { cwd: folderWith(text) });
    expectRefusal(done, /CONFIG/.test(pattern.source) ? 2 : 6, pattern);
  });
});
