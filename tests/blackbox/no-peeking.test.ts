import { bot, describeBuilt, freshFolder, fromCsv, run, writeCsv } from './bot.js';
import { sampleRows } from './market-rows.js';

/** Two files that agree up to the decision and differ after it: nothing decided may differ, everything judged must. */
describeBuilt('no decision sees what it is judged on', () => {
  const rows = sampleRows('TXN').slice(0, 1600);
  const decided = rows[899]!.date;
  const args = (folder: string) => ['--mode', 'backtest', '--symbols', 'X', '--decide-at', decided, ...fromCsv(folder)];
  const decisions = async (folder: string) => {
    const { symbols, portfolio } = await run(args(folder));
    const { analysis, regime, choice, size } = symbols['X']!.result;
    expect([analysis, regime, choice, size].every((value) => value !== undefined)).toBe(true);
    return {
      decided: JSON.stringify({ analysis, regime, choice, size }),
      judged: JSON.stringify(portfolio.result.backtest),
    };
  };

  it('a different future changes the backtest and no step before it', async () => {
    const base = await decisions(writeCsv(freshFolder(), 'X', rows));
    const bent = rows.map((row, i) => {
      const k = i < 900 ? 1 : 1 + 0.3 * Math.sin((i - 899) / 25);
      return { ...row, open: row.open * k, high: row.high * k, low: row.low * k, close: row.close * k };
    });
    const other = await decisions(writeCsv(freshFolder(), 'X', bent));
    expect(other.decided).toBe(base.decided);
    expect(other.judged).not.toBe(base.judged);

    const longer = await decisions(writeCsv(freshFolder(), 'X', sampleRows('TXN').slice(0, 1900)));
    expect(longer.decided).toBe(base.decided);
    expect(longer.judged).not.toBe(base.judged);
  });

  it('a different past does change the decisions', async () => {
    const base = await decisions(writeCsv(freshFolder(), 'X', rows));
    const other = await decisions(writeCsv(freshFolder(), 'X', rows.slice(100)));
    expect(other.decided).not.toBe(base.decided);
  });

  it('says where the decision was made', async () => {
    const done = await bot(args(writeCsv(freshFolder(), 'X', rows)));
    expect(done.stdout).toContain(decided);
    expect(done.stdout).toContain('900 bars');
  });
});
