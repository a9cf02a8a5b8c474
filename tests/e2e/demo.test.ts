import { bot, describeBuilt } from '../blackbox/bot.js';

describeBuilt('demo and the other modes', () => {
  it('demo explains a real backtest with its own figures', async () => {
    const { stdout, code } = await bot(['demo']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^A backtest of MSFT and TXN$/m);
    expect(stdout).toMatch(/^VERDICT {2}\S/m);
    expect(stdout).toMatch(/^How to read this$/m);
    const held = /^Return +\S+ % +\S+ % +(\S+) %$/m.exec(stdout)?.[1];
    expect(held).toBeDefined();
    expect(stdout).toContain(`buy & hold (${held} %)`.slice(0, 20));
  });

  it('optimize shows the search on History and the single test on Evaluation', async () => {
    const { stdout, code } = await bot(['--mode', 'optimize', '--symbols', 'AAPL']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^AAPL · \S+ · .*, \d+ trials by \w+$/m);
    expect(stdout).toMatch(/^Searched on 2013-\d\d-\d\d … 2015-11-09/m);
    expect(stdout).toMatch(/^VERDICT {2}(insufficient|overfit|fragile|robust)/m);
  });

  it('paper prints a session with its journal', async () => {
    const { stdout, code } = await bot(['--mode', 'paper', '--symbols', 'MSFT']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Session +\S+, paper, new, finished$/m);
    expect(stdout).toMatch(/^Journal +\S+/m);
  });

  it('live is refused, and says why', async () => {
    const done = await bot(['--mode', 'live', '--symbols', 'AAPL']);
    expect(done.code).toBe(7);
    expect(done.stderr).toMatch(/BOT_VENUE_/);
    expect(done.stdout).toBe('');
  });

  it('--strategy trades the named strategy over the whole range', async () => {
    const { stdout, code } = await bot(['--mode', 'backtest', '--strategy', 'momentum', '--symbols', 'TXN']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^TXN · strategy_backtest/m);
    expect(stdout).toMatch(/^Strategy +momentum\b/m);
    expect(stdout).not.toMatch(/^Decided on/m);
  });
});
