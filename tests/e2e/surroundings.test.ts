import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, cli, describeBuilt, freshFolder, run } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

const backtest = ['--mode', 'backtest', '--symbols', 'AAPL'];

/** A new folder with one file. */
function folderWith(name: string, text: string): string {
  const folder = freshFolder();
  writeFileSync(join(folder, name), text);
  return folder;
}

/** A path that can never be a directory, for root neither: below a file. */
function impossibleDirectory(): string {
  return join(folderWith('file', 'not a directory'), 'file', 'state');
}

describeBuilt('configuration files', () => {
  it.each([
    ['bot-v2.config.json', '{ "mode": "backtest", '],
    ['bot-v2.config.yaml', 'account:\n  capital: [1000\n'],
    ['.bot-v2rc', 'a: b: c'],
  ])('malformed %s is refused with file and place', async (name, text) => {
    const cwd = folderWith(name, text);
    expectRefusal(
      await bot(backtest, { cwd }),
      2,
      new RegExp(name.replaceAll('.', '\\.')),
      /\d+:\d+/,
      /BOT_CONFIG_UNREADABLE/,
    );
  });

  it('one that never comes to its end is no success', async () => {
    const cwd = folderWith('bot-v2.config.mjs', 'export default await new Promise(() => {});\n');
    expectRefusal(await bot(backtest, { cwd }), 6, /nothing is left to do/, /BOT_RUN_CUT_OFF/);
  });

  it('a key that nothing reads is refused with the nearest', async () => {
    const cwd = folderWith('bot-v2.config.yaml', 'acount: {capital: 1000}\n');
    expectRefusal(await bot(backtest, { cwd }), 2, /acount/, /"account"/, /BOT_CONFIG_UNKNOWN_KEY/);
  });

  it('a value that does not fit is refused', async () => {
    const cwd = folderWith('bot-v2.config.yaml', 'account: {capital: lots}\n');
    expectRefusal(await bot(backtest, { cwd }), 2, /capital/, /BOT_CONFIG_INVALID/);
  });

  it('defaults < file < flags < --set', async () => {
    const cwd = folderWith('bot-v2.config.yaml', 'account: {capital: 20000}\nseed: 5\n');
    const initial = async (...args: string[]) => {
      const result = await run([...backtest, ...args], { cwd });
      return [result.portfolio.result.backtest!.stats.initialEquity, result.manifest.seed];
    };
    expect(await initial()).toEqual([20_000, 5]);
    expect(await initial('--capital', '30000')).toEqual([30_000, 5]);
    expect(await initial('--capital', '30000', '--set', 'account.capital=40000')).toEqual([40_000, 5]);
  });
});

describeBuilt('the directory of state', () => {
  it('that cannot be written stops a session with one line', async () => {
    const done = await bot(['--mode', 'paper', '--symbols', 'TXN'], {
      env: { BOT_V2_STATE_DIR: impossibleDirectory() },
    });
    expectRefusal(done, 2, /BOT_CONFIG_STATE_UNWRITABLE/);
  });

  it('where none can be made is told before anything runs, of every file that is written', async () => {
    const place = '/proc/none/below';
    const said = /\/proc\/none\/below.* cannot be written/;
    for (const mode of ['paper', 'optimize'])
      expectRefusal(
        await bot(['--mode', mode, '--symbols', 'TXN'], { env: { BOT_V2_STATE_DIR: place } }),
        2,
        said,
        /BOT_CONFIG_STATE_UNWRITABLE/,
      );
    expectRefusal(await bot([...backtest, '--set', `log.file=${place}/run.log`]), 2, said, /BOT_CONFIG_INVALID/);
    const cwd = freshFolder();
    await run(backtest, { cwd });
    expectRefusal(await bot(['report', 'last', '--out', `${place}/page.html`], { cwd }), 2, said);
  });

  it('does not matter to a backtest', async () => {
    expect((await run(backtest, { env: { BOT_V2_STATE_DIR: impossibleDirectory() } })).success).toBe(true);
  });

  it('is reported by doctor', async () => {
    const { stdout, code } = await bot(['doctor'], { env: { BOT_V2_STATE_DIR: impossibleDirectory() } });
    expect(stdout).toMatch(/✗ State directory .*BOT_CONFIG_STATE_UNWRITABLE/);
    expect(code).toBe(2);
  });
});

describeBuilt('where it is called from', () => {
  it('gives the same result from any directory and through a symlink', async () => {
    const home = freshFolder();
    mkdirSync(join(home, 'deep/er'), { recursive: true });
    symlinkSync(cli, join(home, 'bot-v2'));
    const [direct, deep, linked] = [
      await run(backtest),
      await run(backtest, { cwd: join(home, 'deep/er') }),
      await run(backtest, { bin: join(home, 'bot-v2') }),
    ];
    const hash = (result: typeof direct) => result.portfolio.result.backtest!.orderHash;
    expect(hash(deep)).toBe(hash(direct));
    expect(hash(linked)).toBe(hash(direct));
  });
});
