import { flatAccount } from '@bot-v2/sdk';
import type { Orders } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

/** Fills (row, side, quantity, price) of a run of 1,000 that may sell short. */
function run(
  candles: readonly Candle[],
  acts: Readonly<Record<number, (out: Orders) => void>>,
  loop: Partial<LoopPolicies>,
) {
  const bars = tape(candles);
  const steps = Object.entries(acts).map(([row, act]) => [row, ({ out }: { out: Orders }) => act(out)]);
  const done = runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy: scripted(Object.fromEntries(steps) as never) }],
    account: flatAccount(1000, { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 }, shorting: true }),
    policies: { ...botPolicies, name: 'test', loop: { ...botPolicies.loop, queue: 'exits-first', ...loop } },
    risk: { maxPosition: Infinity },
    probe: false,
  });
  return done.fills.toArray().map((f) => [bars.time.indexOf(f.time), f.side, f.quantity, f.price]);
}

const enter = (out: Orders) => void out.order({ side: 'buy', quantity: 10, stopLoss: 9, takeProfit: 12 });
const buy = (quantity: number) => (out: Orders) => void out.order({ side: 'buy', quantity });

describe('the bar in which protection closes a position', () => {
  // The stop-loss of 9 is met in row 2.
  const candles: Candle[] = [flat(10), flat(10), [10, 10, 8, 8], flat(8)];
  const first = [1, 'buy', 10, 10];
  const stopped = [2, 'sell', 10, 9];

  it('fills the orders that were to fill in it, or ends them', () => {
    const acts = { 0: enter, 1: buy(5) };
    expect(run(candles, acts, { exitBar: 'orders-fill' })).toEqual([first, stopped, [2, 'buy', 5, 10]]);
    expect(run(candles, acts, { exitBar: 'exit-only' })).toEqual([first, stopped]);
  });

  it('fills no order at the close that decides it either, but those of the next bar', () => {
    const atClose = { marketFill: 'decision-close', exitBar: 'exit-only' } as const;
    expect(run(candles, { 1: enter, 2: buy(5), 3: buy(6) }, atClose)).toEqual([first, stopped, [3, 'buy', 6, 8]]);
  });
});

describe('a bar that opens beyond the take-profit and reaches the stop-loss', () => {
  const candles: Candle[] = [flat(10), flat(10), [13, 13, 8, 8]];

  it('closes at its open, or at the stop where that always comes first', () => {
    const close = (tie: LoopPolicies['tie']) => run(candles, { 0: enter }, { tie })[1];
    expect(close('stop-loss')).toEqual([2, 'sell', 10, 13]);
    expect(close('take-profit')).toEqual([2, 'sell', 10, 13]);
    expect(close('stop-loss-first')).toEqual([2, 'sell', 10, 9]);
  });
});

describe('an order that turns a position and that cash cannot pay', () => {
  it('opens less, closes only, or does nothing', () => {
    const acts = { 0: (out: Orders) => void out.order({ side: 'sell', quantity: 10 }), 1: buy(200) };
    const second = (shortfall: LoopPolicies['shortfall']) =>
      run([flat(10), flat(10), flat(10)], acts, { shortfall, buyingPower: 'cash' })[1];
    // Cash is 1,100: it pays for 110 units.
    expect(second('clip')).toEqual([2, 'buy', 110, 10]);
    expect(second('reject')).toEqual([2, 'buy', 10, 10]);
    expect(second('reject-order')).toBeUndefined();
    expect(second('allow')).toEqual([2, 'buy', 200, 10]);
  });
});
