import { contributionSchema, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { crossover } from '../../test/crossover.strategy.js';
import { realBars } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { reportOf } from '../report/index.js';
import { contributionOf, detailOf, excursionsOf } from './index.js';

const symbols = ['MSFT', 'TXN'];
const run = runFrames({
  legs: symbols.map((symbol) => ({ symbol, bars: realBars(symbol), from: 1800, strategy: crossover(0.5) })),
  account: flatAccount(100_000, { costs: { commissionRate: 0.0005, halfSpreadBps: 2.5, slippageBps: 10 } }),
  probe: false,
});
const { portfolio } = reportOf(run, { draws: 0 });
const excursions = excursionsOf(run);
const made = run.legs.map((leg) => contributionOf(run, leg, portfolio.stats, excursions));
const sum = (name: 'profit' | 'traded' | 'turnover' | 'commission' | 'spread' | 'slippage' | 'profitShare') =>
  made.reduce((total, each) => total + each[name]!, 0);

it('profits, costs and turnover of the symbols add up to those of the account', () => {
  expect(z.array(contributionSchema).safeParse(made).error).toBeUndefined();
  const { figures } = detailOf(run, portfolio, { draws: 0 });
  expect(sum('profit') + run.interest).toBeCloseTo(portfolio.stats.finalEquity - 100_000, 2);
  for (const name of ['traded', 'turnover', 'commission', 'spread', 'slippage'] as const)
    expect(sum(name)).toBeCloseTo(figures[name]!, 4);
  expect(made.every(({ commission, slippage }) => commission > 0 && slippage > 0)).toBe(true);
  const gained = sum('profit') > 0;
  expect(made.map(({ profitShare }) => profitShare === null)).toEqual([!gained, !gained]);
  if (gained) expect(sum('profitShare')).toBeCloseTo(1, 12);
});

it('figures of trades are of the symbol alone', () => {
  run.legs.forEach(({ trades }, i) => {
    const closed = trades.filter((trade) => trade.exitTime !== null);
    const { longTrades, shortTrades, expectancy, bestTrade, averageMae } = made[i]!;
    expect(longTrades + shortTrades).toBe(closed.length);
    expect(expectancy).toBeCloseTo(closed.reduce((total, { pnl }) => total + pnl, 0) / closed.length, 9);
    expect(bestTrade).toBe(Math.max(...closed.map((trade) => trade.return)));
    expect(averageMae).toBeLessThan(0);
  });
});

it('a symbol that was never traded has no figures, and no made-up zeros for what is undefined', () => {
  const legs = [crossover(0.5), scripted({})].map((strategy, i) => {
    return { symbol: symbols[i]!, bars: realBars(symbols[i]!), from: 3000, strategy };
  });
  const done = runFrames({ legs, account: flatAccount(100_000), probe: false });
  const { stats } = reportOf(done, { draws: 0 }).portfolio;
  const none = contributionOf(done, done.legs[1]!, stats, excursionsOf(done));
  expect(none).toMatchObject({ profit: 0, traded: 0, bestTrade: null, expectancy: null, averageMae: null });
  expect(none.costsOfProfit).toBeNull();
});
