import { bot, describeBuilt } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

const run = ['--mode', 'backtest', '--symbols', 'AAPL'];

describeBuilt('a mistake on the command line is one line with the nearest name', () => {
  it.each([
    ['flag', ['--mode', 'backtest', '--sybmols', 'AAPL'], 2, /--sybmols.*"--symbols".*BOT_CONFIG_USAGE/],
    ['mode', ['--mode', 'bactest', '--symbols', 'AAPL'], 2, /bactest.*"backtest"/],
    ['command', ['sliecs'], 2, /sliecs.*"slices"/],
    ['output', [...run, '--output', 'jsn'], 2, /jsn.*"json"/],
    ['workflow', [...run, '--workflow', 'simple_bcktest'], 4, /simple_bcktest.*"simple_backtest".*BOT_WF_UNKNOWN/],
    ['workflow file', [...run, '--workflow', 'missing.yaml'], 4, /missing\.yaml.*BOT_WF_UNKNOWN/],
    ['checked file', ['workflows', 'check', 'missing.yaml'], 4, /missing\.yaml/],
    ['shown workflow', ['workflows', 'show', 'trading_cycl'], 4, /trading_cycl.*"trading_cycle"/],
    ['config file', [...run, '--config', 'missing.yaml'], 2, /missing\.yaml.*BOT_CONFIG_/],
    ['configuration key', [...run, '--set', 'acount.capital=1000'], 2, /acount.*"account".*BOT_CONFIG_UNKNOWN_KEY/],
    ['key of a slice', [...run, '--set', 'data.cvs.path=x'], 2, /cvs/],
    ['strategy', [...run, '--strategy', 'momentun'], 3, /momentun.*"momentum"/],
    ['slice', ['slices', '--why', 'market_regim'], 3, /market_regim.*"market_regime"/],
    ['later command', ['init'], 2, /init is not built yet/],
    ['half a bar', [...run, '--reselect', '0.5'], 2, /reselect.*BOT_CONFIG_/],
    ['missing symbols', ['--mode', 'backtest'], 2, /no symbols.*--symbols AAPL/],
    ['capital', [...run, '--capital', 'lots'], 2, /--capital must be a number/],
    ['provider', [...run, '--provider', 'yahooo'], 2, /provider.*"sample".*"csv"/],
  ] as const)('%s', async (_what, args, code, pattern) => {
    expectRefusal(await bot(args), code, pattern);
  });

  it('symbol: the run fails with its step, and says which there are', async () => {
    const done = await bot(['--mode', 'backtest', '--symbols', 'APPL']);
    expectRefusal(done, 5, /APPL.*"AAPL".*BOT_DATA_NOT_FOUND/);
    expect(done.stderr).toMatch(/Fetching data for APPL… ✗/);
  });

  it('--verbose adds the stack, and only it', async () => {
    const done = await bot(['--mode', 'bactest', '--symbols', 'AAPL', '--verbose']);
    expect(done.code).toBe(2);
    expect(done.stderr).toMatch(/^\s+at /m);
  });
});
