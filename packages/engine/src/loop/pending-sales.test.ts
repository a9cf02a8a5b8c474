import { flatAccount } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';

/** Sells A at the close at which a share of B is bought; what refused that. */
const refusedAfter = (bought: number, sold: number, price: number, terms: object) => {
  const frames = [
    tape(
      [1, 2, 3].map(() => flat(100)),
      { symbol: 'A' },
    ),
    tape(
      [1, 2, 3].map(() => flat(price)),
      { symbol: 'B' },
    ),
  ];
  const strategies = [
    scripted({
      0: ({ out }) => void (bought > 0 && out.order({ side: 'buy', quantity: bought })),
      1: ({ out }) => void out.order({ side: 'sell', quantity: sold }),
    }),
    scripted({ 1: ({ out }) => void out.order({ side: 'buy', quantity: 1 }) }, 'other'),
  ];
  const run = runFrames({
    legs: frames.map((bars, leg) => ({ symbol: bars.symbol, bars, from: 0, strategy: strategies[leg]! })),
    account: flatAccount(1000, { shorting: true, costs: { halfSpreadBps: 0, slippageBps: 0 }, ...terms }),
    risk: { maxPosition: Infinity },
    probe: false,
  });
  return Object.keys(run.denialCounts);
};

describe('what sells under way will bring', () => {
  it.each([
    ['the value of a position that is paid for', 5, 5, 900, 1100, {}],
    ['nothing where it opens a short sale', 0, 5, 900, 1100, {}],
    ['of one that turns a position, that position', 5, 20, 900, 1100, {}],
    ['the margin of a contract', 1, 1, 900, 1100, { instruments: { A: { multiplier: 10, contractMargin: 50 } } }],
    ['the initial requirement of a position on margin', 10, 10, 1900, 2100, { margin: {} }],
  ])('is %s', (_, bought, sold, pays, tooMuch, terms) => {
    expect(refusedAfter(bought, sold, pays, terms)).toEqual([]);
    expect(refusedAfter(bought, sold, tooMuch, terms)).toEqual(['buying-power']);
  });
});
