import { flatAccount } from '@bot-v2/sdk';
import { flat, placing } from '../../test/free-run.js';
import { tape, timeOf } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { FrameWalk } from '../frame-driver/frame-driver.js';
import type { FillEvent } from '../loop/index.js';
import type { TradingBooks } from '../loop/trading-books.js';

/** A walk that buys 10 at row 1 and holds, over six bars that do not move. */
const walk = () =>
  new FrameWalk({
    legs: [
      {
        symbol: 'X',
        bars: tape(Array.from({ length: 6 }, () => flat(10))),
        from: 0,
        strategy: scripted({ 0: placing({ side: 'buy', quantity: 10 }), 2: placing({ side: 'buy', quantity: 5 }) }),
      },
    ],
    account: flatAccount(1000),
  });

/** Runs a walk whose fills pass through `corrupt` on their way into some of its books. */
function corrupted(corrupt: (fill: FillEvent, books: TradingBooks) => void): () => void {
  return () => {
    const one = walk();
    const { books } = one.loop;
    const settle = books.ledger.fill.bind(books.ledger);
    books.ledger.fill = (leg, signed, price, feeUnits) => {
      const fill = {
        order: 0,
        leg,
        time: 0,
        row: 0,
        side: signed > 0 ? 1 : -1,
        quantity: Math.abs(signed),
        price,
        reference: price,
        level: 0,
        feeUnits,
        cause: 'next-open',
        cashLimited: false,
        left: 0,
      } as FillEvent;
      corrupt(fill, books);
      settle(fill.leg, fill.side * fill.quantity, fill.price, fill.feeUnits);
    };
    one.finish();
  };
}

const onBar = (row: number) =>
  expect.objectContaining({
    code: 'BOT_INVARIANT',
    message: expect.stringContaining(new Date(timeOf(row)).toISOString()) as string,
  });

describe('the books of a run', () => {
  it('agree when nothing is wrong', () => {
    expect(corrupted(() => undefined)).not.toThrow();
  });

  it.each([
    ['quantity', (f: FillEvent) => (f.quantity += 1)],
    ['price', (f: FillEvent) => (f.price += 0.0001)],
    ['fee', (f: FillEvent) => (f.feeUnits += 1)],
    ['side', (f: FillEvent) => (f.side = -1)],
  ] as [string, (f: FillEvent) => unknown][])('a fill of another %s is found on its bar', (_, change) => {
    expect(corrupted((fill) => void change(fill))).toThrow(onBar(1));
  });

  it('money or shares from nowhere are found on the next bar', () => {
    const tamper = (change: (one: FrameWalk) => void) => () => {
      const one = walk();
      one.runTo(timeOf(3));
      change(one);
      one.finish();
    };
    expect(tamper((one) => (one.loop.ledger.cashUnits += 1))).toThrow(onBar(4));
    expect(tamper((one) => (one.loop.ledger.quantity[0]! += 1e-3))).toThrow(onBar(4));
  });

  it('no order fills twice, or for more than was ordered', () => {
    const again = (quantity: number, order: number) => () => {
      const one = walk();
      one.runTo(timeOf(2));
      one.decide();
      one.loop.fill({
        order,
        leg: 0,
        time: timeOf(3),
        row: 3,
        side: 1,
        quantity,
        price: 10,
        reference: 10,
        level: 0,
        feeUnits: 0,
        cause: 'next-open',
        cashLimited: false,
        left: 0,
      });
    };
    expect(again(5, 2)).not.toThrow();
    expect(again(6, 2)).toThrow(
      expect.objectContaining({
        code: 'BOT_INVARIANT',
        details: expect.objectContaining({ order: 2, row: 3 }) as object,
      }),
    );
    expect(again(10, 1)).toThrow(
      expect.objectContaining({ code: 'BOT_INVARIANT', details: expect.objectContaining({ order: 1 }) as object }),
    );
    expect(again(NaN, 2)).toThrow(expect.objectContaining({ code: 'BOT_INVARIANT' }));
  });

  it('no exit turns a position', () => {
    const one = walk();
    one.runTo(timeOf(2));
    const exit: FillEvent = {
      order: 0,
      leg: 0,
      time: timeOf(2),
      row: 2,
      side: -1,
      quantity: 11,
      price: 10,
      reference: 10,
      level: 0,
      feeUnits: 0,
      cause: 'stop-loss',
      cashLimited: false,
      left: 0,
    };
    expect(() => one.loop.fill(exit)).toThrow(expect.objectContaining({ code: 'BOT_INVARIANT' }));
  });
});
