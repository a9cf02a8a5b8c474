import { definePortfolioStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { flat } from '../../test/free-run.js';
import { tape, timeOf } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

/** Fills of three symbols at the second bar, where orders for a full account were sent in the order given. */
function fillsOf(sent: readonly (readonly [symbol: string, quantity: number])[], loop: Partial<LoopPolicies>) {
  const symbols = ['A', 'B', 'C'];
  const strategy = definePortfolioStrategy({
    id: 'sending',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: ({ close }) => ({ close }),
    onBar: ({ time, out }) => {
      if (time !== timeOf(0)) return;
      for (const [symbol, quantity] of sent) out[symbols.indexOf(symbol)]!.order({ side: 'buy', quantity });
    },
  });
  const run = runFrames({
    legs: symbols.map((symbol) => ({
      symbol,
      bars: tape([flat(10), flat(10), flat(10)], { symbol }),
      from: 0,
      strategy,
    })),
    account: flatAccount(1000, { costs: { halfSpreadBps: 0, slippageBps: 0 }, shorting: true }),
    policies: { ...botPolicies, name: 'test', loop: { ...botPolicies.loop, buyingPower: 'cash', ...loop } },
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
  return run.fills.toArray().map(({ symbol, side, quantity }) => `${side} ${quantity} ${symbol}`);
}

describe('orders of several symbols', () => {
  const sent = [
    ['C', 60],
    ['A', 30],
    ['B', 40],
    ['C', 5],
  ] as const;

  it('are met in the order they were placed, whoever they are for, where a convention queues them so', () => {
    expect(fillsOf(sent, { queue: 'as-placed' })).toEqual(['buy 60 C', 'buy 30 A', 'buy 10 B']);
    expect(fillsOf(sent, { queue: 'market-first' })).toEqual(['buy 30 A', 'buy 40 B', 'buy 30 C']);
  });

  it('are met so at an open, or at the close they were sent at, behind exits alone too', () => {
    for (const marketFill of ['next-open', 'decision-close'] as const) {
      const first = { marketFill, fundsCheck: 'at-fill' } as const;
      expect(fillsOf(sent, { ...first, queue: 'exits-then-as-placed' })).toEqual(['buy 60 C', 'buy 30 A', 'buy 10 B']);
      expect(fillsOf(sent, { ...first, queue: 'exits-first' })).toEqual(['buy 30 A', 'buy 40 B', 'buy 30 C']);
    }
  });

  it('are asked for their cash in that order when they are sent', () => {
    const asked = { queue: 'as-placed', fundsCheck: 'at-submission' } as const;
    // The third overdraws the account for all that come after it.
    expect(fillsOf(sent, asked)).toEqual(['buy 60 C', 'buy 30 A']);
    expect(fillsOf(sent, { ...asked, fundsCheck: 'at-open' })).toEqual(['buy 60 C', 'buy 30 A']);
  });
});
