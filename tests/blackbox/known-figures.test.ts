import type { RunResult } from '@bot-v2/sdk';
import { describeBuilt, run } from './bot.js';

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

describeBuilt('figures of AAPL that anyone can check', () => {
  let result: RunResult;
  beforeAll(async () => {
    result = await run(['--mode', 'backtest', '--symbols', 'AAPL']);
  });

  it('History is 630 bars and ends on 2015-11-09', () => {
    const { history, evaluation } = result.symbols['AAPL']!.result.backtest!.windows;
    expect(history).toMatchObject({ bars: 630 });
    expect(day(history!.from)).toBe('2013-05-13');
    expect(day(history!.to)).toBe('2015-11-09');
    expect(day(evaluation.from)).toBe('2015-11-10');
    expect(day(evaluation.to)).toBe('2018-05-11');
  });

  it('the trend at the decision is +16.4 % a year, and -1.4 % one bar later', async () => {
    const regime = result.symbols['AAPL']!.result.regime!;
    expect(regime.trend).toBeCloseTo(0.164, 3);
    const later = await run(['--symbols', 'AAPL', '--decide-at', '2015-11-10']);
    expect(later.symbols['AAPL']!.result.regime!.trend).toBeCloseTo(-0.014, 3);
  });

  it('has 21 actions and no gap in its passport', () => {
    const passport = result.symbols['AAPL']!.result.data!;
    expect(passport.basis).toBe('raw');
    expect(passport.actions).toHaveLength(21);
    expect(passport.provenance.kind).toBe('real');
  });

  it('one symbol: portfolio and contribution tell the same story', () => {
    const portfolio = result.portfolio.result.backtest!;
    const part = result.symbols['AAPL']!.result.backtest!;
    expect(part.stats.totalReturn).toBeCloseTo(portfolio.stats.totalReturn!, 12);
    expect(part.orderHash).toBe(portfolio.orderHash);
  });

  it('AAPL and MSFT overlap too little, and the run says so', async () => {
    const both = await run(['--symbols', 'AAPL', 'MSFT']);
    expect(both.portfolio.result.backtest!.insufficient.length).toBeGreaterThan(0);
  });
});
