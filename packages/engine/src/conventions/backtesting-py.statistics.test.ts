import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { tape } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import type { Switches } from '../policies/index.js';
import { conventionsOf, statisticsByName } from './index.js';

/** The figures of a run that buys two of these prices, with an account of 1000, at the open of the third bar. */
function figuresOf(closes: readonly number[], switches: Switches = {}) {
  const strategy = defineStrategy({
    id: 'two',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: ({ close }) => ({ close }),
    onBar: ({ t, out }) => t === 1 && out.order({ side: 'buy', quantity: 2 }),
  });
  const run = runFrames({
    legs: [{ symbol: 'X', bars: tape(closes.map((close) => [close, close, close, close])), from: 0, strategy }],
    account: flatAccount(1000, { shorting: true, costs: { halfSpreadBps: 0, slippageBps: 0 } }),
    policies: conventionsOf('backtesting.py', switches),
    probe: false,
  });
  return statisticsByName(run)!;
}

describe('drawdowns as backtesting.py states them', () => {
  it('last from the peak to the recovery', () => {
    // Equity 1000, 1000, 1000, 980, 960, 1020: one fall of 4 % over three days.
    expect(figuresOf([100, 100, 100, 90, 80, 110])).toMatchObject({
      'Max. Drawdown [%]': expect.closeTo(-4, 9),
      'Avg. Drawdown [%]': expect.closeTo(-4, 9),
      'Max. Drawdown Duration': '259200.0s',
      'Avg. Drawdown Duration': '259200.0s',
    });
  });

  it('that began in the last bar have their depth for a duration', () => {
    expect(figuresOf([100, 100, 100, 100, 90])).toMatchObject({
      'Max. Drawdown [%]': expect.closeTo(-2, 9),
      'Avg. Drawdown [%]': expect.closeTo(-2, 9),
      'Max. Drawdown Duration': expect.closeTo(0.02, 12),
      'Avg. Drawdown Duration': expect.closeTo(0.02, 12),
    });
  });

  it('are none without a fall', () => {
    expect(figuresOf([100, 100, 100, 110])).toMatchObject({
      'Avg. Drawdown [%]': null,
      'Max. Drawdown Duration': null,
      'Avg. Drawdown Duration': null,
    });
  });
});

describe('annual figures as backtesting.py states them', () => {
  // Equity 1000, 1000, 1000, 1020, 1040 over four days: four returns, and a weekend among them makes a year of 365.
  const prices = [100, 100, 100, 110, 120];
  const percent = (growth: number) => expect.closeTo((growth - 1) * 100, 6);

  it('are of the returns there are, and of calendar years', () => {
    expect(figuresOf(prices)).toMatchObject({
      'Return (Ann.) [%]': percent(1.04 ** (365 / 4)),
      'CAGR [%]': percent(1.04 ** (365.25 / 4)),
    });
  });

  it('count the first day as a return, and trading days as years, as up to 0.6.5', () => {
    const older = { annualReturn: 'geometric-flat-start', annualFactor: 'spacing-as-days' };
    expect(figuresOf(prices, older)).toMatchObject({
      'Return (Ann.) [%]': percent(1.04 ** (365 / 5)),
      'CAGR [%]': percent(1.04 ** (365 / 4)),
    });
  });
});
