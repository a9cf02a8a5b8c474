import { flatAccount } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { splitAtRow, tape } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import { conventionsOf, fromOrders, statisticsByName } from './index.js';

/** Figures of orders in units at the closes of a tape, by an account of 1,000 that pays 1 an order. */
function figures(closes: readonly number[], sizes: readonly number[], more: Partial<Bars> = {}) {
  const bars = tape(closes.map(flat), more);
  const strategy = fromOrders({
    id: 'orders',
    orders: ({ length }) => ({ size: Float64Array.from({ length }, (_, row) => sizes[row] ?? NaN) }),
    settings: { fixedFees: 1 },
  });
  return statisticsByName(
    runFrames({
      legs: [{ symbol: 'X', bars, from: 0, strategy }],
      account: flatAccount(1000, {
        costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0, commissionPerOrder: 1 },
        shorting: true,
        fractional: true,
      }),
      policies: conventionsOf('vectorbt'),
      risk: { maxPosition: Infinity, absurdFactor: Infinity },
      probe: false,
    }),
  )!;
}

const near = (x: number) => expect.closeTo(x, 9) as number;

describe('the table of a portfolio', () => {
  it('counts trades by the part that was closed', () => {
    // Equity at the closes is 999, 1,098, 1,067, 1,066 and 1,056.
    expect(figures([10, 12, 11, 13, 12], [50, -20, -30, 10])).toMatchObject({
      Start: '2020-01-01T00:00:00',
      End: '2020-01-05T00:00:00',
      Period: '5 days 00:00:00',
      'Start Value': 1000,
      'End Value': 1056,
      'Total Return [%]': near(5.6),
      'Benchmark Return [%]': near(20),
      'Max Gross Exposure [%]': near((500 / 999) * 100),
      'Total Fees Paid': 4,
      'Max Drawdown [%]': near((42 / 1098) * 100),
      'Max Drawdown Duration': '3 days 00:00:00',
      'Total Trades': 3,
      'Total Closed Trades': 2,
      'Total Open Trades': 1,
      'Open Trade PnL': near(-11),
      'Win Rate [%]': 100,
      // 38.6 of 200 and 28.4 of 300.
      'Best Trade [%]': near(19.3),
      'Worst Trade [%]': near(2840 / 300),
      'Avg Winning Trade [%]': near((19.3 + 2840 / 300) / 2),
      'Avg Losing Trade [%]': null,
      'Avg Winning Trade Duration': '1 days 12:00:00',
      'Avg Losing Trade Duration': null,
      'Profit Factor': null,
      Expectancy: near(33.5),
    });
  });

  it('exposes a short position by the cash it leaves free', () => {
    // 50 sold at 10 bind 1,000 of 1,499: at 10 they are −500 in −1, at 8 −400 in 99, at 15 −750 in −251.
    expect(figures([10, 8, 15], [-50])['Max Gross Exposure [%]']).toEqual(near(50_000));
    // Half of 40 bought back at 15 sets 400 free: 698, against −300 then.
    expect(figures([10, 15, 16], [-40, 20])['Max Gross Exposure [%]']).toEqual(near((-300 / 398) * 100));
  });

  it('counts a trade that earns nothing with those that are lost', () => {
    // A trade earns 20 − 2, one loses 10 + 2, one earns 2 − 2: a third wins 18, two thirds lose 12.
    const found = figures([10, 12, 12, 11, 10, 10.2], [10, -10, 10, -10, 10, -10]);
    expect(found['Expectancy']).toEqual(near(18 / 3 - (2 / 3) * 12));
    expect(found['Profit Factor']).toEqual(near(18 / 12));
  });

  it('knows that a split neither closes nor opens anything', () => {
    // 10 at 10 are 20 at 5 from row 1 on, and go at 6.
    const found = figures([10, 5, 6], [10, NaN, -20], { actions: [splitAtRow(1, 2)] });
    expect(found).toMatchObject({ 'Total Trades': 1, 'Total Closed Trades': 1, Expectancy: near(18) });
    expect(found['Best Trade [%]']).toEqual(near(18));
    expect(found['Max Gross Exposure [%]']).toEqual(near((100 / 999) * 100));
  });

  it('has no drawdown and no trades where nothing was traded', () => {
    expect(figures([10, 11], [])).toMatchObject({
      'Max Drawdown [%]': null,
      'Max Drawdown Duration': null,
      'Total Trades': 0,
      'Win Rate [%]': null,
      'Best Trade [%]': null,
      Expectancy: null,
      'Max Gross Exposure [%]': 0,
    });
  });
});
