import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Orders } from '@bot-v2/sdk';
import { z } from 'zod';
import { dividendAtRow, splitAtRow, tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { conventionsOf } from '../conventions/index.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameInput, FrameRun } from '../frame-driver/index.js';
import { LotBook } from './lot-book.js';

type Plan = Readonly<Record<number, (out: Orders) => void>>;

/** Does what is planned for each row. */
const planned = (plan: Plan): AnyStrategy =>
  defineStrategy({
    id: 'planned',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: (bars) => ({ close: bars.close }),
    onBar: ({ t, out }) => plan[t]?.(out),
  });

const flat: Candle = [100, 101, 99, 100];

function run(
  candles: readonly Candle[] | Bars,
  plan: Plan,
  switches: Record<string, string | boolean> = {},
  more: { capital?: number; terms?: object; input?: Partial<FrameInput> } = {},
): FrameRun {
  const bars = Array.isArray(candles) ? tape(candles as readonly Candle[]) : (candles as Bars);
  return runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy: planned(plan) }],
    account: flatAccount(more.capital ?? 1000, {
      shorting: true,
      costs: { halfSpreadBps: 0, slippageBps: 0 },
      ...more.terms,
    }),
    policies: conventionsOf('backtesting.py', switches),
    probe: false,
    ...more.input,
  });
}

const lotsOf = (done: FrameRun) =>
  done.lots!.map((lot) => [lot.quantity, lot.entryRow, lot.exitRow, lot.entryPrice, lot.exitPrice]);
const buy =
  (quantity: number, more: object = {}) =>
  (out: Orders) =>
    void out.order({ side: 'buy', quantity, ...more });
const sell =
  (quantity: number, more: object = {}) =>
  (out: Orders) =>
    void out.order({ side: 'sell', quantity, ...more });

describe('lots closed first in first out', () => {
  it('are reduced oldest first, and what is left of an order opens the other side', () => {
    const done = run([flat, flat, flat, flat, flat, flat], { 1: buy(3), 2: buy(2), 3: sell(4), 4: sell(3) });
    expect(lotsOf(done)).toEqual([
      [3, 2, 4, 100, 100],
      [1, 3, 4, 100, 100],
      [1, 3, 5, 100, 100],
    ]);
    expect(done.account.positions).toEqual([{ symbol: 'X', quantity: -2, averagePrice: 100 }]);
  });

  it('of both sides stand side by side when hedged', () => {
    const done = run([flat, flat, flat, flat], { 1: buy(3), 2: sell(2) }, { positions: 'hedged-lots' });
    expect(lotsOf(done)).toEqual([]);
    expect(done.trades.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['long', 3],
      ['short', 2],
    ]);
  });

  it('are closed by halves, a half of one up to the even number, at least one', () => {
    const done = run([flat, flat, flat, flat], { 1: buy(5), 2: (out) => out.close(0.5) });
    expect(lotsOf(done)).toEqual([[2, 2, 3, 100, 100]]);
  });
});

describe('protection of a lot', () => {
  const fall: Candle = [100, 101, 90, 91];

  it('works in the bar of a market entry: the stop first', () => {
    const wide: Candle = [100, 112, 88, 100];
    const done = run([flat, flat, wide], { 1: buy(2, { stopLoss: 95, takeProfit: 110 }) });
    expect(lotsOf(done)).toEqual([[2, 2, 2, 100, 95]]);
    expect(done.lots![0]).toMatchObject({ stopLoss: 95, takeProfit: 110, exitReason: 'stop-loss' });
  });

  it('waits for the next bar after a stop entry, but for a target that is clear', () => {
    const up: Candle = [100, 115, 99, 114];
    const entry = { stop: 102, stopLoss: 95, takeProfit: 110 };
    expect(lotsOf(run([flat, flat, up, flat], { 1: buy(2, entry) }))).toEqual([[2, 2, 2, 102, 110]]);
    const wide: Candle = [100, 115, 90, 100];
    const both = run([flat, flat, wide, [100, 101, 94, 95]], { 1: buy(2, entry) });
    expect(lotsOf(both)).toEqual([[2, 2, 3, 102, 95]]);
  });

  it('of a gap fills at the open', () => {
    const done = run([flat, flat, flat, [90, 92, 88, 91]], { 1: buy(2, { stopLoss: 95 }) });
    expect(lotsOf(done)).toEqual([[2, 2, 3, 100, 90]]);
    expect(done.fills.at(1)).toMatchObject({ cause: 'stop-loss-gap-open', text: expect.stringContaining('95') });
  });

  it.each([
    [{ stopLoss: 97 }, { exitPrice: 97, stopLoss: 97, takeProfit: 130 }],
    [
      { stopLoss: 97, takeProfit: null },
      { exitPrice: 97, stopLoss: 97, takeProfit: null },
    ],
    [{ takeProfit: 120 }, { exitPrice: 95, stopLoss: 95, takeProfit: 120 }],
    [{ stopLoss: null }, { exitPrice: 130, stopLoss: null, takeProfit: 130 }],
    [{}, { exitPrice: 95, stopLoss: 95, takeProfit: 130 }],
  ])('after protect(%j): a price sets a side, null removes it, what is left out stays', (changes, lot) => {
    const plan: Plan = { 1: buy(2, { stopLoss: 95, takeProfit: 130 }), 2: (out) => out.protect(changes) };
    expect(run([flat, flat, flat, fall, [130, 131, 129, 130]], plan).lots![0]).toMatchObject(lot);
  });

  it('follows a lot that was reduced, and ends with it', () => {
    const plan: Plan = { 1: buy(4, { stopLoss: 95 }), 2: sell(1), 3: (out) => out.close() };
    const done = run([flat, flat, flat, flat, flat, fall], plan);
    expect(lotsOf(done)).toEqual([
      [1, 2, 3, 100, 100],
      [3, 2, 4, 100, 100],
    ]);
    expect(done.lots!.map((lot) => lot.stopLoss)).toEqual([null, 95]);
  });

  it('on the wrong side of the price is refused', () => {
    const done = run([flat, flat, flat], { 1: buy(2, { stopLoss: 105 }) });
    expect(done.denialCounts).toEqual({ 'protection-not-a-price': 1 });
  });
});

describe('prices', () => {
  it('of a limit are the better of open and limit, spread on top', () => {
    const terms = { costs: { halfSpreadBps: 100, slippageBps: 0 } };
    const down: Candle = [94, 96, 93, 95];
    const done = run([flat, flat, down, flat], { 1: buy(2, { limit: 95 }), 2: (out) => out.close() }, {}, { terms });
    expect(lotsOf(done)).toEqual([[2, 2, 3, 94 * 1.01, 100]]);
  });

  it('of a stop-limit are those of the stop in its own bar, of the limit later, none where the limit is on the near side', () => {
    const up: Candle = [100, 110, 99, 109];
    const order = (limit: number) => ({ 1: buy(2, { stop: 105, limit }) });
    expect(run([flat, flat, up], order(107)).trades[0]!.entryPrice).toBe(105);
    const later = run([flat, flat, up, [108, 109, 103, 104]], order(104));
    expect([later.trades[0]!.entryPrice, later.trades[0]!.entryTime]).toEqual([104, later.time[3]]);
  });

  it('of orders at the close that decided belong to the deciding bar', () => {
    const candles: Candle[] = [flat, [100, 104, 99, 103], [105, 106, 104, 105], [107, 108, 106, 107]];
    const done = run(candles, { 1: buy(2), 2: (out) => out.close() }, { marketFill: 'previous-close' });
    expect(lotsOf(done)).toEqual([[2, 1, 2, 103, 105]]);
  });
});

describe('sizes and money', () => {
  it('a fraction buys whole shares of free margin by the price with costs', () => {
    const terms = { costs: { halfSpreadBps: 0, slippageBps: 0, commissionRate: 0.01 } };
    const done = run([flat, flat, flat], { 1: (out) => void out.order({ side: 'buy', fraction: 1 }) }, {}, { terms });
    expect(done.trades[0]!.quantity).toBe(9);
    expect(done.equity.at(-1)).toBeCloseTo(1000 - 9, 9);
  });

  it('leverage multiplies what may be held; more is not bought at all', () => {
    const terms = { margin: { initial: 0.1 } };
    expect(run([flat, flat, flat], { 1: buy(100) }, {}, { terms }).trades[0]!.quantity).toBe(100);
    const done = run([flat, flat, flat], { 1: buy(99), 2: () => undefined }, {}, {});
    expect([done.trades.length, done.cashLimited]).toEqual([0, 1]);
  });

  it('an order for many times equity is for margin alone to refuse, once what it closes is closed', () => {
    const terms = { margin: { initial: 0.02 } };
    const all = run([flat, flat, flat], { 1: (out) => void out.order({ side: 'buy', fraction: 1 }) }, {}, { terms });
    expect(all.trades[0]!.quantity).toBe(499);
    // Of 600 sold two close what is held; 598 are more than 50 times equity.
    const done = run([flat, flat, flat, flat], { 1: buy(2), 2: sell(600) }, {}, { terms });
    expect([lotsOf(done), done.account.positions, done.cashLimited]).toEqual([[[2, 2, 3, 100, 100]], [], 1]);
  });

  it('a limit of risk that is given holds for lots as well', () => {
    const done = run([flat, flat, flat], { 1: buy(600) }, {}, { input: { risk: { absurdFactor: 10 } } });
    expect(done.denialCounts).toEqual({ 'absurd-size': 1 });
  });

  it('a fixed commission is charged for each execution, and stated by each part of a lot', () => {
    const terms = { costs: { halfSpreadBps: 0, slippageBps: 0, commissionPerOrder: 2 } };
    const plan: Plan = { 1: buy(4), 2: sell(1), 3: (out) => out.close() };
    const done = run([flat, flat, flat, flat, flat], plan, {}, { terms });
    expect(done.lots!.map((lot) => lot.commission)).toEqual([4, 4]);
    expect([done.costs.commission, done.equity.at(-1)]).toEqual([6, 994]);
  });

  it('a gain that its commission eats up leaves equity where it was, to the last bit', () => {
    const terms = { costs: { halfSpreadBps: 0, slippageBps: 0, commissionPerUnit: 0.05 } };
    const still: Candle = [111, 111.1, 111, 111];
    const candles: Candle[] = [still, still, still, [111.1, 111.1, 111, 111], still];
    const plan: Plan = { 1: buy(2), 2: (out) => out.close() };
    const done = run(candles, plan, {}, { capital: 100_000, terms });
    // 2 × 0.1 gained, 2 × 0.05 paid twice.
    expect([...done.equity]).toEqual([100_000, 100_000, 99_999.9, 100_000, 100_000]);
  });

  it('a commission by code is asked for every execution', () => {
    const models = { commission: { commission: (quantity: number) => Math.max(1, quantity * 0.5) } };
    const done = run([flat, flat, flat, flat], { 1: buy(4), 2: (out) => out.close() }, {}, { input: { models } });
    expect(done.lots![0]).toMatchObject({ commission: 4, pnl: -4 });
  });

  it('an exclusive order closes what is held and cancels what waits', () => {
    const plan: Plan = { 1: buy(2), 2: buy(1, { limit: 50 }), 3: sell(3) };
    const done = run([flat, flat, flat, flat, flat], plan, { exclusiveOrders: true });
    expect(lotsOf(done)).toEqual([[2, 2, 3, 100, 100]]);
    expect(done.account.positions[0]!.quantity).toBe(-3);
  });

  it('of two exclusive orders of a bar the first is cancelled, or stays behind the close that is cancelled before it', () => {
    const both = (out: Orders) => {
      sell(3)(out);
      buy(5)(out);
    };
    const exclusive = { exclusiveOrders: true };
    expect(run([flat, flat, flat], { 1: both }, exclusive).account.positions[0]!.quantity).toBe(5);
    // Two are held: they are closed, three sold short; of five bought three cover that.
    const done = run([flat, flat, flat, flat], { 1: buy(2), 2: both }, exclusive);
    expect(lotsOf(done)).toEqual([
      [2, 2, 3, 100, 100],
      [-3, 3, 3, 100, 100],
    ]);
    expect(done.account.positions[0]!.quantity).toBe(2);
  });
});

describe('the end', () => {
  it('marks what is open, closes it at the last close, or meets the last bar once more', () => {
    const candles: Candle[] = [flat, flat, flat, [102, 106, 101, 105]];
    expect(run(candles, { 1: buy(2) }).trades[0]).toMatchObject({ exitTime: null, pnl: 10 });
    expect(lotsOf(run(candles, { 1: buy(2) }, { finalise: 'close-at-last-close' }))).toEqual([[2, 2, 3, 100, 105]]);
    const repeated = run(candles, { 1: buy(2) }, { finalise: 'repeat-last-bar' });
    expect(lotsOf(repeated)).toEqual([[2, 2, 3, 100, 102]]);
    expect(repeated.equity.at(-1)).toBe(1004);
  });

  it('of money closes all at that close; equity is 0 from then on and nothing decides', () => {
    const terms = { margin: { initial: 0.1 } };
    const candles: Candle[] = [flat, flat, flat, [100, 130, 99, 125], flat, flat];
    const done = run(candles, { 1: sell(60), 4: buy(1) }, {}, { terms });
    expect([...done.equity]).toEqual([1000, 1000, 1000, 0, 0, 0]);
    expect(lotsOf(done)).toEqual([[-60, 2, 3, 100, 125]]);
    expect(done.fills.length).toBe(2);
    expect(done.warnings.join()).toContain('equity fell to zero');
  });

  it.each([
    ['zero-at-once', [-20, -20, -20], []],
    ['zero-every-other', [-20, -20], [-20]],
  ])('of money with several lots, by %s', (bust, closed, open) => {
    const terms = { margin: { initial: 0.1 } };
    const candles: Candle[] = [flat, flat, flat, flat, flat, [100, 130, 99, 120], [120, 125, 109, 110], flat];
    const done = run(candles, { 1: sell(20), 2: sell(20), 3: sell(20) }, { bust }, { terms });
    // 60 sold at 100 owe 1200 at 120, of 1000; what is left of them is of no account.
    expect([...done.equity]).toEqual([1000, 1000, 1000, 1000, 1000, 0, 0, 0]);
    expect(done.lots!.map((lot) => lot.quantity)).toEqual(closed);
    expect(done.account.positions.map(({ quantity }) => quantity)).toEqual(open);
    expect(done.account.equity).toBe(0);
  });

  it('of money may come with the commission of the last exit', () => {
    const terms = { costs: { halfSpreadBps: 0, slippageBps: 0, commissionPerOrder: 600 } };
    const done = run([flat, flat, flat], { 1: buy(2) }, { finalise: 'repeat-last-bar' }, { terms });
    expect([...done.equity]).toEqual([1000, 1000, 0]);
    expect(lotsOf(done)).toEqual([[2, 2, 2, 100, 100]]);
    expect(done.warnings.join()).toContain('equity fell to zero');
  });
});

it('actions of raw bars are settled on the lots, their orders and their protection', () => {
  const candles: Candle[] = [flat, flat, flat, [50, 51, 49, 50], [50, 51, 49, 50], [50, 51, 44, 46]];
  const bars = tape(candles, { actions: [splitAtRow(3, 2), dividendAtRow(4, 1)] });
  const done = run(bars, { 1: buy(4, { stopLoss: 90 }) });
  expect(done.lots![0]).toMatchObject({ quantity: 8, entryPrice: 50, exitPrice: 45, stopLoss: 45, pnl: 8 * -5 + 8 });
  expect(done.equity.at(-1)).toBe(1000 - 32);
});

describe('what a strategy asks for', () => {
  it('as a target is closed and opened anew', () => {
    const plan: Plan = { 1: (out) => out.target(1), 2: (out) => out.target(1), 3: (out) => out.target(-1) };
    const done = run([flat, flat, flat, flat, flat], plan);
    expect(done.fills.toArray().map(({ side, quantity }) => [side, quantity])).toEqual([
      ['buy', 9],
      ['sell', 9],
      ['sell', 9],
    ]);
  });

  it.each([
    ['a trailing stop', { quantity: 1, trailPercent: 5 }],
    ['time in force', { quantity: 1, tif: 'day' as const }],
    ['an order tied to another', { quantity: 1, after: 1 }],
  ])('that lots do not know is refused: %s', (_, request) => {
    const done = run([flat, flat, flat], { 1: (out) => void out.order({ side: 'buy', ...request }) });
    expect(done.denialCounts).toEqual({ 'not-with-lots': 1 });
  });

  it.each([
    ['a fraction of 2', (out: Orders) => void out.order({ side: 'buy', fraction: 2 })],
    ['no size', (out: Orders) => void out.order({ side: 'buy' })],
    ['a NaN stop', (out: Orders) => void out.order({ side: 'buy', quantity: 1, stop: NaN })],
    ['a part of 0', (out: Orders) => out.close(0)],
    ['a NaN quantity', (out: Orders) => void out.order({ side: 'buy', quantity: NaN })],
  ])('and cannot mean stops the run: %s', (_, act) => {
    expect(() => run([flat, flat, flat, flat], { 1: buy(1), 2: act })).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_OUTPUT' }),
    );
  });
});

it('a corrupted fill is found at its bar', () => {
  const original = LotBook.prototype.open;
  LotBook.prototype.open = function (leg, order, quantity, fill) {
    const opened = original.call(this, leg, order, quantity, fill);
    this.cash += 0.01;
    return opened;
  };
  try {
    expect(() => run([flat, flat, flat], { 1: buy(1) })).toThrow(
      expect.objectContaining({ code: 'BOT_INVARIANT', details: expect.objectContaining({ equity: 1000.01 }) }),
    );
  } finally {
    LotBook.prototype.open = original;
  }
});

it('a bar gone through again meets what a resting entry brought as well, or by convention does not', () => {
  // In bar 2 a limit buys at 98 and the bar reaches its target of 104; a market order of the same bar brings a stop.
  const candles: Candle[] = [flat, flat, [100, 105, 97, 103], [103, 103.5, 102, 103]];
  const plan: Plan = {
    1: (out) => {
      buy(1, { limit: 98, takeProfit: 104 })(out);
      buy(1, { stopLoss: 50 })(out);
    },
  };
  expect(lotsOf(run(candles, plan))).toEqual([[1, 2, 2, 98, 104]]);
  expect(lotsOf(run(candles, plan, { secondPass: 'due' }))).toEqual([]);
});

it('conventions that lots cannot keep are refused', () => {
  expect(() => run([flat, flat], {}, { money: 'rounded', queue: 'market-first' })).toThrow(
    expect.objectContaining({ code: 'BOT_CONFIG_INVALID', message: expect.stringContaining('money: rounded') }),
  );
  expect(() => run([flat, flat], {}, { positions: 'net' })).toThrow(
    expect.objectContaining({ code: 'BOT_CONFIG_INVALID', message: expect.stringContaining('stopLimitGap') }),
  );
});
