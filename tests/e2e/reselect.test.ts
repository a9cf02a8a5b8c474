import { describeBuilt, run } from '../blackbox/bot.js';

describeBuilt('--reselect', () => {
  it('decides at every boundary what a run that decides there for the first time decides, to the bit', async () => {
    const words = ['--symbols', 'AAPL', '--fractional', '--set', 'backtest.stress=false'];
    const decisionsOf = async (...more: string[]) => {
      const result = await run([...words, ...more]);
      return result.portfolio.result.backtest!.detail!.decisions;
    };
    const recurring = await decisionsOf('--reselect', '210');
    expect(recurring.length).toBe(3);
    for (const decision of recurring.slice(1)) {
      const date = new Date(decision.at).toISOString().slice(0, 10);
      expect(await decisionsOf('--decide-at', date)).toEqual([decision]);
    }
  }, 120_000);
});
