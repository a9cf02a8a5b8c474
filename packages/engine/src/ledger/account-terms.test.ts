import { flatAccount } from '@bot-v2/sdk';
import { flat, freeRun, placing } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';

const costs = (more: object) => ({ costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0, ...more } });
const facts = (run: ReturnType<typeof freeRun>) => run.fills.toArray().map((f) => [f.side, f.quantity, f.price, f.fee]);

describe('commission', () => {
  const bought = (more: object, quantity = 10, terms: object = {}) =>
    freeRun(
      tape([flat(10), flat(10), flat(10)], { volume: new Float64Array(3).fill(20) }),
      scripted({ 0: placing({ side: 'buy', quantity }) }),
      1000,
      { ...costs(more), ...terms },
    );
  const fees = (run: ReturnType<typeof freeRun>) => run.fills.toArray().map((f) => f.fee);

  it('by value, by unit, by order, and at least', () => {
    expect(fees(bought({ commissionRate: 0.01 }))).toEqual([1]);
    expect(fees(bought({ commissionPerUnit: 0.05 }))).toEqual([0.5]);
    expect(fees(bought({ commissionPerOrder: 3 }))).toEqual([3]);
    expect(fees(bought({ commissionRate: 0.001, commissionMinimum: 2 }))).toEqual([2]);
    expect(fees(bought({ commissionRate: 0.01, commissionPerUnit: 0.05, commissionPerOrder: 3 }))).toEqual([4.5]);
  });

  it('is one order’s, however many fills it takes', () => {
    expect(fees(bought({ commissionPerOrder: 3, commissionPerUnit: 0.1 }, 15, { volumeShare: 0.5 }))).toEqual([4, 0.5]);
    expect(fees(bought({ commissionRate: 0.01, commissionMinimum: 1.2 }, 15, { volumeShare: 0.5 }))).toEqual([
      1.2, 0.3,
    ]);
  });

  it('is paid out of what there is: a full buy is cut by it', () => {
    expect(bought({ commissionPerOrder: 45 }, 100).fills.at(0)).toMatchObject({ quantity: 95, cashLimited: true });
    // 76 × 13 is 988, 77 × 13 more than there is.
    expect(bought({ commissionPerUnit: 3 }, 100).fills.at(0)).toMatchObject({ quantity: 76, cashLimited: true });
    expect(bought({ commissionMinimum: 45 }, 100).account.cash).toBeGreaterThanOrEqual(0);
  });

  it('may be anybody’s', () => {
    const run = runFrames({
      legs: [
        {
          symbol: 'X',
          bars: tape([flat(10), flat(10)]),
          from: 0,
          strategy: scripted({ 0: placing({ side: 'buy', quantity: 10 }) }),
        },
      ],
      account: flatAccount(1000),
      models: {
        commission: { commission: (quantity, notional) => (quantity === 0 ? 0 : 7 + notional / 100) },
        fills: { price: (reference, side, quantity) => reference + side * 0.01 * quantity, capacity: () => 6 },
      },
      probe: false,
    });
    expect(run.fills.toArray().map((f) => [f.quantity, f.price, f.fee])).toEqual([[6, 10.06, 7.6036]]);
  });
});

describe('instruments', () => {
  it('a future moves by its multiplier, holds its margin and is worth nothing else', () => {
    const terms = { ...costs({ commissionPerUnit: 2 }), instruments: { X: { multiplier: 10, contractMargin: 100 } } };
    const run = freeRun(
      tape([flat(50), flat(50), flat(53), flat(49)]),
      scripted({ 0: placing({ side: 'buy', quantity: 3 }) }),
      1000,
      terms,
    );
    expect([...run.equity]).toEqual([1000, 994, 994 + 90, 994 - 30]);
    expect(run.account).toMatchObject({ cash: 964 - 300, equity: 964 });
    const trades = freeRun(
      tape([flat(50), flat(50), flat(53), flat(53)]),
      scripted({ 0: placing({ side: 'buy', quantity: 3 }), 1: ({ out }) => out.close() }),
      1000,
      terms,
    ).trades;
    expect(trades).toMatchObject([{ entryPrice: 50, exitPrice: 53, pnl: 78, costs: 12 }]);
  });

  it.each(['buy', 'sell'] as const)(
    'a future (%s) earns and pays interest on the cash beside it, not on its notional',
    (side) => {
      const run = freeRun(
        tape([flat(100), flat(100), flat(100)]),
        scripted({ 0: placing({ side, quantity: 5 }) }),
        1000,
        {
          ...costs({}),
          cashInterest: 0.0365,
          instruments: { X: { multiplier: 10, contractMargin: 100 } },
        },
      );
      // A day of 1,000, then one of the 500 that are not posted as margin.
      expect(Array.from(run.equity, (equity) => equity.toFixed(6))).toEqual([
        '1000.000000',
        '1000.100000',
        '1000.150000',
      ]);
    },
  );

  it('as many contracts as there is margin for', () => {
    const terms = { ...costs({}), instruments: { X: { multiplier: 100, contractMargin: 300 } } };
    const run = freeRun(
      tape([flat(50), flat(50)]),
      scripted({ 0: placing({ side: 'sell', quantity: 3 }) }),
      1000,
      terms,
    );
    expect(run.fills.at(0)).toMatchObject({ side: 'sell', quantity: 3 });
    const more = freeRun(
      tape([flat(50), flat(50)]),
      scripted({
        0: (c) => {
          placing({ side: 'sell', quantity: 3 })(c);
          placing({ side: 'sell', quantity: 2 })(c);
        },
      }),
      1000,
      terms,
    );
    expect(more.account.positions[0]!.quantity).toBe(-3);
    expect(more.cashLimited).toBe(1);
  });

  it('steps of price and quantity', () => {
    const terms = {
      costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 10 },
      instruments: { X: { tick: 0.25, lot: 100 } },
    };
    const act = scripted({ 0: placing({ side: 'buy', quantity: 250 }), 1: ({ out }) => out.close(0.6) });
    expect(facts(freeRun(tape([flat(10), flat(10), flat(10)]), act, 10_000, terms))).toEqual([
      ['buy', 200, 10.25, 0],
      ['sell', 100, 9.75, 0],
    ]);
  });
});

describe('a margin account', () => {
  const margin = { initial: 0.5, maintenance: 0.25, maintenanceShort: 0.3, interest: 0 };
  const terms = (more: object = {}) => ({ ...costs({}), margin: { ...margin, ...more } });
  const long = (candles: readonly Candle[], more: object = {}) =>
    freeRun(tape(candles), scripted({ 0: placing({ side: 'buy', quantity: 190 }) }), 1000, terms(more));

  it('opens up to what the initial requirement allows', () => {
    expect(long([flat(10), flat(10)]).account).toMatchObject({ cash: -900, equity: 1000 });
    const gap = long([flat(10), flat(11)]);
    // At the open the old mark still counts: 1,000 buys 1,000 ÷ (half of 10, and the 1 it is above the mark).
    expect(gap.fills.at(0)).toMatchObject({ quantity: 166, cashLimited: true });
    expect(
      freeRun(tape([flat(10), flat(10)]), scripted({ 0: placing({ side: 'buy', quantity: 210 }) }), 1000, terms())
        .denialCounts,
    ).toEqual({ 'max-position': 1 });
  });

  it('below maintenance at a close it is reduced at the next open', () => {
    // Equity 1,000 − 190 × 4 = 240, required 190 × 6 / 4 = 285: cut by 1 − 240/285, 30.0 shares and one more.
    const run = long([flat(10), flat(10), flat(6), flat(6), flat(6)]);
    expect(facts(run).slice(1)).toEqual([['sell', 31, 6, 0]]);
    expect(run.orders.at(-1)).toMatchObject({ reason: 'margin call' });
    expect(run.equity[4]! / (159 * 6)).toBeGreaterThan(0.25);
  });

  it('is called again at every close below maintenance, and no strategy can take a call back', () => {
    const candles = [flat(10), flat(10), flat(6), flat(5.9), flat(5.8), flat(5.7)];
    const calm = long(candles);
    // 159 held at 5.9, equity 221 against 234.525: 9.2 shares and one more; 149 at 5.8, 205.1 against 216.05: 7.6 and one.
    expect(facts(calm).slice(1)).toEqual([
      ['sell', 31, 5.9, 0],
      ['sell', 10, 5.8, 0],
      ['sell', 8, 5.7, 0],
    ]);
    const takingBack: Parameters<typeof scripted>[0][number] = ({ out }) => {
      out.cancel();
      out.amend(2, { quantity: 1 });
    };
    const evading = scripted({
      0: placing({ side: 'buy', quantity: 190 }),
      ...Object.fromEntries([2, 3, 4, 5].map((row) => [row, takingBack])),
    });
    expect(facts(freeRun(tape(candles), evading, 1000, terms()))).toEqual(facts(calm));
  });

  it('a short needs its initial requirement and is called by its own maintenance', () => {
    const act = scripted({ 0: placing({ side: 'sell', quantity: 150 }) });
    const run = freeRun(tape([flat(10), flat(10), flat(13), flat(13)]), act, 1000, terms());
    // Equity 1,000 − 450 = 550 against .3 × 1,950 = 585.
    expect(facts(run)).toEqual([
      ['sell', 150, 10, 0],
      ['buy', 9, 13, 0],
    ]);
  });

  it('pays interest on what it borrows', () => {
    expect([...long([flat(10), flat(10), flat(10)], { interest: 0.0365 }).equity]).toEqual([1000, 1000, 999.91]);
  });

  it('gone below zero it is liquidated and stops', () => {
    const run = long([flat(10), flat(10), flat(4), flat(4), flat(4)]);
    expect(facts(run).slice(1)).toEqual([['sell', 190, 4, 0]]);
    expect(run.equity.at(-1)).toBe(-140);
    expect(run.denialCounts).toEqual({ 'account-stopped': 1 });
  });
});

describe('a short position', () => {
  it('pays a fee for what is borrowed, out of its own profit', () => {
    const run = freeRun(
      tape([flat(10), flat(10), flat(10), flat(10)]),
      scripted({ 0: placing({ side: 'sell', quantity: 50 }) }),
      1000,
      { ...costs({}), borrowRate: 0.365 },
    );
    expect([...run.equity]).toEqual([1000, 1000, 999.5, 999]);
    expect(run.trades[0]!.pnl).toBe(-1);
  });
});
