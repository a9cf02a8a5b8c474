import { flatAccount } from '@bot-v2/sdk';
import type { Orders } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

/** Units bought (positive) and sold by a target of half the equity at every close of 10, 12, 20 and 5, from 1,000. */
function traded(retarget: LoopPolicies['retarget'], side = 1) {
  const act = ({ out }: { out: Orders }) => out.target(side / 2);
  const done = runFrames({
    legs: [
      {
        symbol: 'X',
        bars: tape([10, 12, 20, 5, 5].map(flat)),
        from: 0,
        strategy: scripted({ 0: act, 1: act, 2: act, 3: act } as never),
      },
    ],
    account: flatAccount(1000, { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 }, shorting: true }),
    policies: { ...botPolicies, name: 'test', loop: { ...botPolicies.loop, marketFill: 'decision-close', retarget } },
    probe: false,
  });
  return done.fills.toArray().map((f) => (f.side === 'buy' ? f.quantity : -f.quantity));
}

it('a target that is held trades past a drift, or its difference to the last unit', () => {
  // At 12 half of 1,100 is 45.8 units of the 50 held: 9 % off. At 20 half is 37.5 units, or 36.7 once 4 are sold.
  expect(traded('past-drift')).toEqual([50, -13, 57]);
  expect(traded('difference')).toEqual([50, -4, -9, 54]);
});

it('of a short position as well', () => {
  // Short 50 from 10: at 12 equity is 900 and half of it 37.5 units: 12.5 come back.
  expect(traded('difference', -1).slice(0, 2)).toEqual([-50, 12]);
  expect(traded('past-drift', -1).slice(0, 2)).toEqual([-50, 13]);
});
