import { flatAccount } from '@bot-v2/sdk';
import type { Bars, CorporateAction } from '@bot-v2/sdk';
import { dividendAtRow, firstDay, splitAtRow, tape, timeOf } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { flat, freeRun, holding, placing } from '../../test/free-run.js';
import { scripted } from '../../test/scripted.strategy.js';
import { simulatedBroker } from '../session-driver/index.js';
import { ActionWalk, Ledger } from './index.js';

describe('several actions', () => {
  const split: CorporateAction = splitAtRow(2, 2);
  const dividend: CorporateAction = dividendAtRow(2, 2);

  it.each([
    ['dividend, split', [dividend, split]],
    ['split, dividend', [split, dividend]],
  ])('of one day settle dividend first, on the old shares, however they are listed (%s)', (_, actions) => {
    const bars = tape([flat(50), flat(50), flat(24), flat(24)], { actions });
    const result = freeRun(bars, holding(0.5), 10_000);
    expect(result.account.positions[0]).toMatchObject({ quantity: 200, averagePrice: 25 });
    expect(result.account.cash).toBe(5_000 + 100 * 2);
    expect([...result.equity]).toEqual([10_000, 10_000, 10_000, 10_000]);
  });

  it('two splits on different days', () => {
    const actions = [splitAtRow(2, 3), splitAtRow(4, 0.5)];
    const bars = tape([flat(60), flat(60), flat(20), flat(20), flat(40), [40, 40, 35, 40]], { actions });
    const strategy = holding(0.5, placing({ side: 'buy', quantity: 4, limit: 54 }));
    const result = freeRun(bars, strategy, 12_000);
    expect(result.fills.at(1)).toMatchObject({ quantity: 6, price: 36, time: timeOf(5) });
    expect(result.account.positions[0]!.quantity).toBe(150 + 6);
    expect([...result.equity.subarray(0, 5)]).toEqual([12_000, 12_000, 12_000, 12_000, 12_000]);
  });

  // 25 shares of 40; while nothing trades: 1 for 10, a dividend of 4 on the new share, 3 for 1.
  const dates = [0, 1, 5].map((days) => firstDay + days * 86_400_000);
  const inGap: CorporateAction[] = [{ ...splitAtRow(2, 0.1) }, { ...dividendAtRow(3, 4) }, { ...splitAtRow(4, 3) }];
  const gapped = (last: Candle) => tape([flat(40), flat(40), last], { time: Float64Array.from(dates), actions: inGap });

  it('between two bars act on the unrounded shares; the fraction is paid once, at the price of its day', () => {
    const result = freeRun(gapped(flat(132)), holding(0.5), 2_000);
    // 2.5 shares × 4 = 10; 7.5 shares of 132, half a share in cash.
    expect(result.account.positions).toEqual([{ symbol: 'X', quantity: 7, averagePrice: expect.closeTo(400 / 3, 9) }]);
    expect(result.account.cash).toBe(2_000 - 1_000 + 10 + 0.5 * 132);
    expect(result.equity[2]).toBe(2_000);
  });

  it('between two bars restate an order once, the same in a session', () => {
    const bars = gapped([132, 132, 100, 132]);
    const limit = { side: 'buy', quantity: 25, limit: 36 } as const;
    const result = freeRun(bars, scripted({ 1: placing(limit) }), 2_000);
    expect(result.fills.toArray()).toMatchObject([{ quantity: 7, price: expect.closeTo(120, 9) }]);
    const broker = simulatedBroker({
      legs: [{ symbol: 'X', history: tape([flat(40), flat(40)]) }],
      account: flatAccount(2_000),
    });
    const order = { kind: 'order', id: 1, symbol: 'X', leg: 0, at: dates[1]!, side: 'buy', quantity: 25 } as const;
    void broker.submit({ ...order, type: 'limit', price: 36, reason: 'test' });
    expect(broker.onBar({ time: dates[2]!, frames: { X: bars } })).toMatchObject([
      { kind: 'fill', quantity: 7, price: result.fills.at(0)!.price },
    ]);
  });
});

describe('a reverse split', () => {
  const oneForTen = splitAtRow(2, 0.1);
  const tenfold = tape([flat(10), flat(10), [101, 101, 100, 100], flat(100), flat(100)], { actions: [oneForTen] });

  it.each([
    ['long', 0.3, 3, 0.7],
    ['short', -0.3, -3, -0.7],
  ])('%s: the fraction of a share is paid in cash at the raw open', (_, signal, kept, fraction) => {
    const result = freeRun(tenfold, holding(signal), 1_250);
    // 37 shares → 3.7
    expect(result.account.positions).toEqual([{ symbol: 'X', quantity: kept, averagePrice: 100 }]);
    expect(result.account.cash).toBeCloseTo(1_250 - 370 * Math.sign(signal) + fraction * 101, 9);
    expect(result.trades[0]!.pnl).toBeCloseTo(fraction * 1, 9);
    const whole = freeRun(tenfold, holding(signal), 1_250, { fractional: true });
    expect(whole.account.positions[0]!.quantity).toBeCloseTo(Math.sign(signal) * 3.75, 9);
    expect(whole.account.cash).toBeCloseTo(1_250 - 375 * Math.sign(signal), 9);
  });

  it.each([
    [0.1, 37.5, 3.7],
    [2, 36, 3],
  ])('of an instrument traded in lots of %p leaves lots, or shares where those are less', (lot, held, kept) => {
    const result = freeRun(tenfold, holding(0.3), 1_250, { instruments: { X: { lot } } });
    expect(result.account.positions[0]!.quantity).toBeCloseTo(kept, 9);
    expect(result.account.cash).toBeCloseTo(1_250 - held * 10 + (held / 10 - kept) * 101, 9);
  });

  it('of less than a share ends the position, its orders and its protection', () => {
    const strategy = scripted({
      0: (c) => c.out.target(0.06, { stopLoss: 9.9 }),
      1: placing({ side: 'sell', quantity: 6, limit: 20 }),
      2: (c) => {
        expect(c.account.quantity).toBe(0);
        expect(c.account.openOrders).toBe(0);
        c.out.order({ side: 'buy', quantity: 2 });
      },
    });
    // The new position's bars fall through 99, the old stop restated: it must not be closed by it.
    const bars = { ...tenfold, low: Float64Array.of(10, 10, 100, 98, 98) };
    const result = freeRun(bars, strategy, 1_000);
    expect(result.trades).toMatchObject([
      { quantity: 0.6000000000000001, exitTime: timeOf(2), exitReason: 'split, fraction paid at 101' },
      { quantity: 2, exitTime: null },
    ]);
    expect(result.account.positions[0]!.quantity).toBe(2);
    expect(result.account.cash).toBeCloseTo(1_000 - 60 + 0.6 * 101 - 200, 9);
  });

  it('of a third leaves no fraction where there is none', () => {
    const ledger = new Ledger(0, 1);
    const walk = new ActionWalk(tape([flat(1), flat(1)], { actions: [splitAtRow(1, 1 / 3)] }), timeOf(0), 1);
    ledger.fill(0, 3e9 + 3, 1, 0);
    walk.apply(0, timeOf(1), 3, ledger, {
      dividend: () => undefined,
      split: (_leg, _ratio, fraction, _price, units) => expect([fraction, units]).toEqual([0, 0]),
    });
    expect(ledger.quantity[0]).toBe(1e9 + 1);
  });
});

describe('an action of another kind', () => {
  it('a change of symbol moves neither shares nor money nor orders', () => {
    const change = { type: 'symbol_change', exDate: timeOf(2), from: 'OLD', to: 'X', source: 'reported' };
    const candles = [flat(10), flat(10), flat(10), [10, 10, 8, 10]] as Candle[];
    const strategy = holding(0.5, placing({ side: 'buy', quantity: 5, limit: 9 }));
    const plain = freeRun(tape(candles), strategy, 1_000);
    const changed = freeRun(tape(candles, { actions: [change as unknown as CorporateAction] }), strategy, 1_000);
    expect(changed.fills.toArray()).toEqual(plain.fills.toArray());
    expect([...changed.equity]).toEqual([...plain.equity]);
    expect(changed.fills.length).toBe(2);
  });
});

describe('a frame that grows', () => {
  const candles = [flat(10), flat(10), flat(5), flat(5)];
  const grown = (length: number, actions: CorporateAction[]) => tape(candles.slice(0, length), { actions });
  const settle = (walk: ActionWalk, ledger: Ledger, frame: Bars) => {
    walk.grow(frame);
    const row = frame.length - 1;
    walk.apply(0, frame.time[row]!, frame.open[row]!, ledger, { dividend: () => undefined, split: () => undefined });
  };
  const held = () => {
    const ledger = new Ledger(1_000, 1);
    ledger.fill(0, 50, 10, 0);
    ledger.mark[0] = 10;
    return ledger;
  };

  it('settles an action once, on the bar that brings it', () => {
    const ledger = held();
    const walk = new ActionWalk(grown(2, []), timeOf(1), 1);
    settle(walk, ledger, grown(3, [splitAtRow(2, 2)]));
    expect(ledger.quantity[0]).toBe(100);
    settle(walk, ledger, grown(4, [splitAtRow(2, 2), dividendAtRow(3, 1)]));
    expect(ledger.quantity[0]).toBe(100);
    expect(ledger.cash).toBe(1_000 - 500 + 100);
  });

  it.each([
    ['appears late', [dividendAtRow(1, 1), splitAtRow(2, 2)], 'dividend of 2020-01-02 has appeared'],
    ['is withdrawn', [], 'split of 2020-01-03 is gone'],
  ])('refuses to go on when an action %s', (_, actions, message) => {
    const ledger = held();
    const walk = new ActionWalk(grown(1, []), timeOf(0), 1);
    settle(walk, ledger, grown(2, []));
    settle(walk, ledger, grown(3, [splitAtRow(2, 2)]));
    expect(() => walk.grow(grown(4, actions))).toThrow(
      expect.objectContaining({ code: 'BOT_DATA_MALFORMED', message: expect.stringContaining(message) }),
    );
  });
});
