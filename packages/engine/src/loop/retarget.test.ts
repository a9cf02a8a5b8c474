import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { Orders } from '@bot-v2/sdk';
import { z } from 'zod';
import { flat, freeRun } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

type Acts = Parameters<typeof scripted>[0];

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

describe('a target whose order has not filled', () => {
  const bars = (rows: number) =>
    tape(
      Array.from({ length: rows }, () => flat(10)),
      { volume: new Float64Array(rows).fill(100) },
    );
  /** Quantity and reason of the orders, fills (signed) and position of targets by row; a tenth of 100 shares fills a bar. */
  const slowly = (signals: readonly number[], more: object = {}) => {
    const acts = Object.fromEntries(
      signals.map((signal, row) => [row, ({ out }: { out: Orders }) => out.target(signal)]),
    );
    const run = freeRun(bars(signals.length), scripted(acts), 400, { volumeShare: 0.1, ...more });
    return {
      orders: run.orders.map(({ side, quantity }) => (side === 'buy' ? quantity : -quantity)),
      fills: run.fills.toArray().map(({ side, quantity }) => (side === 'buy' ? quantity : -quantity)),
      held: run.account.positions[0]?.quantity ?? 0,
    };
  };

  it('is not ordered twice', () => {
    expect(slowly([1, 1, 1, 1, 1, 1, 1])).toEqual({ orders: [40], fills: [10, 10, 10, 10], held: 40 });
    expect(slowly([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0])).toMatchObject({ orders: [40, -40], held: 0 });
  });

  it('is taken back when it changes', () => {
    expect(slowly([1, 1, 0.5, 0.5, 0.5])).toEqual({ orders: [40], fills: [10, 10], held: 20 });
    expect(slowly([1, 1, 0, 0, 0])).toEqual({ orders: [40, -20], fills: [10, 10, -10, -10], held: 0 });
    expect(slowly([1, -1, -1, -1, -1, -1, -1])).toMatchObject({
      orders: [40, -50],
      fills: [10, -10, -10, -10, -10, -10],
    });
  });

  it('is ordered anew when the strategy has cancelled it', () => {
    const again = scripted({
      0: ({ out }) => out.target(1),
      1: ({ out }) => {
        out.cancel();
        out.target(1);
      },
    });
    const run = freeRun(bars(6), again, 400, { volumeShare: 0.1 });
    expect(run.orders.map(({ quantity }) => quantity)).toEqual([40, 30]);
    expect(run.account.positions[0]!.quantity).toBe(40);
  });

  it('nor is a position that columns ask for', () => {
    const wanted = [40, 40, 40, 40, 40, 40, 0, 0, 0, 0, 0];
    const columns = defineStrategy({
      id: 'columns',
      version: '1.0.0',
      params: z.object({}),
      warmup: () => 0,
      prepare: ({ length }) => ({ wanted: Float64Array.from({ length }, (_, row) => wanted[row]!) }),
      position: 'wanted',
    });
    const run = freeRun(bars(wanted.length), columns, 400, { volumeShare: 0.1 });
    expect(run.fills.toArray().map((f) => (f.side === 'buy' ? f.quantity : -f.quantity))).toEqual([
      10, 10, 10, 10, -10, -10, -10, -10,
    ]);
  });
});

describe('an exit beside other orders of the position', () => {
  it('does not open the opposite one: closed again before it has filled', () => {
    const closing: Acts = Object.fromEntries(
      [1, 2, 3, 4, 5].map((row) => [row, ({ out }: { out: Orders }) => out.close()]),
    );
    const bars = tape([10, 10, 10, 10, 10, 10, 10].map(flat), {
      volume: Float64Array.of(0, 400, 100, 100, 400, 400, 400),
    });
    const run = freeRun(bars, scripted({ 0: ({ out }) => out.target(1), ...closing }), 400, {
      volumeShare: 0.1,
    });
    expect(run.fills.toArray().map((f) => [f.side, f.quantity])).toEqual([
      ['buy', 40],
      ['sell', 10],
      ['sell', 10],
      ['sell', 20],
    ]);
  });

  it('nor closed at the close of a margin call', () => {
    const act = scripted({
      0: ({ out }) => void out.order({ side: 'sell', quantity: 150 }),
      2: ({ out }) => out.close(),
    });
    const margin = { initial: 0.5, maintenance: 0.25, maintenanceShort: 0.3, interest: 0 };
    const run = freeRun(tape([10, 10, 13, 13, 13].map(flat)), act, 1000, { margin });
    expect(run.orders.map(({ reason }) => reason)).toContain('margin call');
    expect(run.account.positions).toEqual([]);
  });
});
