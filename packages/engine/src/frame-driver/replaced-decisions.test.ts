import { definePortfolioStrategy, flatAccount } from '@bot-v2/sdk';
import type { RunnableStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
import { flat } from '../../test/free-run.js';
import { tape, timeOf } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { conventionNames, conventionsOf } from '../conventions/index.js';
import { runFrames } from './index.js';
import type { FrameInput } from './index.js';

const free = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 }, shorting: true };
const closes = [10, 10, 10, 10, 10, 10, 8, 8];
const bars = tape(closes.map(flat), { symbol: 'A' });
const run = (strategy: RunnableStrategy, decisions: FrameInput['decisions'], more: Partial<FrameInput> = {}) =>
  runFrames({
    legs: [{ symbol: 'A', bars, from: 0, strategy }],
    account: flatAccount(1000, free),
    probe: false,
    decisions: decisions ?? [],
    ...more,
  });
const fillsOf = (result: ReturnType<typeof run>) =>
  result.fills.toArray().map(({ time, side, quantity }) => [time, side, quantity]);

describe('a decision that is replaced', () => {
  it('leaves the liquidation of a bankrupt account alone', () => {
    const short = scripted({ 0: ({ out }) => void out.order({ side: 'sell', quantity: 100 }) });
    const ruin = tape([flat(10), flat(10), flat(25), flat(25), flat(25)], { symbol: 'A' });
    const legs = [{ symbol: 'A', bars: ruin, from: 0, strategy: short }];
    const replaced = [{ at: timeOf(2), perSymbol: { A: { strategy: scripted({}, 'other') } } }];
    expect(fillsOf(run(short, replaced, { legs }))).toEqual([
      [timeOf(1), 'sell', 100],
      [timeOf(3), 'buy', 100],
    ]);
  });

  it.each(conventionNames)('by the same choice changes nothing (%s)', (name) => {
    const resting = scripted({ 1: ({ out }) => void out.order({ side: 'buy', quantity: 5, limit: 9 }) });
    const more = { policies: conventionsOf(name) };
    const same = [{ at: timeOf(3), perSymbol: { A: { strategy: resting } } }];
    const expected = fillsOf(run(resting, [], more));
    expect(expected).toHaveLength(1);
    expect(fillsOf(run(resting, same, more))).toEqual(expected);
  });

  it.each(conventionNames)('takes back what protected the position (%s)', (name) => {
    const held = scripted({
      2: ({ out }) => void out.order({ side: 'buy', quantity: 5, stopLoss: 9, takeProfit: 20 }),
    });
    const more = { policies: conventionsOf(name, { finalise: 'mark' }) };
    expect(fillsOf(run(held, [], more))).toHaveLength(2);
    const replaced = [{ at: timeOf(4), perSymbol: { A: { strategy: scripted({}, 'other') } } }];
    expect(fillsOf(run(held, replaced, more))).toHaveLength(1);
  });

  it('for a part of the symbols keeps what a strategy for all of them remembers', () => {
    const counting = definePortfolioStrategy({
      id: 'counting',
      version: '1.0.0',
      params: z.object({}),
      warmup: () => 0,
      state: () => ({ seen: 0 }),
      prepare: ({ close }) => ({ close }),
      onBar: ({ state, out }) => {
        state.seen++;
        if (state.seen === 6) out[0]!.order({ side: 'buy', quantity: 1 });
      },
    });
    const allocation = (symbol: string) => ({
      symbol,
      tier: 'large' as const,
      method: 'equal',
      weight: 0.1,
      maxFraction: 1,
      minimumPosition: 0,
      strategies: [],
      reasons: [],
    });
    const legs = ['A', 'B'].map((symbol) => ({ symbol, bars: { ...bars, symbol }, from: 0, strategy: counting }));
    const fills = ['A', 'B'].map((symbol) => {
      const changed = { strategy: counting, allocation: allocation(symbol) };
      return fillsOf(run(counting, [{ at: timeOf(3), perSymbol: { [symbol]: changed } }], { legs }));
    });
    expect(fills).toEqual([[[timeOf(6), 'buy', 1]], [[timeOf(6), 'buy', 1]]]);
  });
});
