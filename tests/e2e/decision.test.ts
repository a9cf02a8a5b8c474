import { bot, describeBuilt, run } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

const backtest = ['--mode', 'backtest', '--symbols', 'AAPL'];
const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);

describeBuilt('capital and decision', () => {
  it('$499 is below the minimum', async () => {
    expectRefusal(await bot([...backtest, '--capital', '499']), 2, /below|minimum/i, /500/, /BOT_CONFIG_BELOW_MINIMUM/);
    expectRefusal(await bot([...backtest, '--capital', '499', '--output', 'json']), 2);
  });

  it('$500 runs', async () => {
    expect((await run([...backtest, '--capital', '500'])).success).toBe(true);
  });

  it.each(['2030-01-01', '1999-01-04', '2018-05-11', '1', '1.5', '-0.1', 'yesterday'])(
    '--decide-at %s is refused with what is possible',
    async (at) => {
      const done = await bot([...backtest, `--decide-at=${at}`]);
      expect([2, 5]).toContain(done.code);
      expectRefusal(done, done.code!, /BOT_DATA_DECIDE_AT|BOT_CONFIG_/);
    },
  );

  it('--decide-at on a holiday takes the last bar before it', async () => {
    const result = await run([...backtest, '--decide-at', '2015-12-25']);
    const { windows } = result.symbols['AAPL']!.result.backtest!;
    expect(day(windows.history!.to)).toBe('2015-12-24');
    expect(day(windows.evaluation.from)).toBe('2015-12-28');
  });

  it('--decide-at one bar before the last leaves one bar to judge on, and says insufficient', async () => {
    const result = await run([...backtest, '--decide-at', '2018-05-10']);
    const report = result.symbols['AAPL']!.result.backtest!;
    expect(report.windows.evaluation.bars).toBe(1);
    expect(report.insufficient.length).toBeGreaterThan(0);
  });

  it('AAPL MSFT overlap too little, and the result says so beside the annual figures', async () => {
    const { stdout, code } = await bot(['--mode', 'backtest', '--symbols', 'AAPL', 'MSFT']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^VERDICT {2}(Insufficient|No trade)/m);
    expect(stdout).toMatch(/^Sharpe.*insufficient$/m);
  });

  it('two symbols share one account, and each says what it added', async () => {
    const { stdout, code } = await bot(['--mode', 'backtest', '--symbols', 'MSFT', 'TXN']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^MSFT TXN · /m);
    expect(stdout).toMatch(/^Contribution +return/m);
    expect(stdout).toMatch(/^TXN +[-+]?\d/m);
  });
});
