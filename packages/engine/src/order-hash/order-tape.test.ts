import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { FillEvent, OrderIntent } from '../loop/index.js';
import { OrderTape } from './order-tape.js';
import type { TapeRows } from './tape-rows.js';

const fill = { order: 1, leg: 0, time: 2, side: -1, quantity: 0.5, price: 7, feeUnits: 3 } as FillEvent;

/** The numbered rows of a small run. */
function write(rows: TapeRows, from: number, to: number): void {
  for (let k = from; k < to; k++) {
    if (k % 3 === 0) rows.marketOrder(k, 1, 1e12 + k, k % 2 === 0 ? 1 : -1, k / 8, 'why');
    else if (k % 3 === 1) rows.fill({ ...fill, order: k });
    else rows.closed(k, 1e12 + k);
  }
}

describe('the hash of a tape', () => {
  it('is that of its symbols and rows, wherever the kept ones end and those only hashed begin', () => {
    const count = 2_500;
    const kept = new OrderTape(['A', 'B']);
    write(kept, 0, count);
    for (const from of [0, 1, 777, count]) {
      const tape = new OrderTape(['A', 'B']);
      write(tape, 0, from);
      expect(tape.hash((rows) => write(rows, from, count))).toBe(kept.hash());
      expect(tape.hash()).toBe(tape.hash());
    }
    const { data, length } = kept.words;
    const symbols = createHash('sha256').update('A\nB').digest();
    const bytes = new Uint8Array(data.buffer, 0, length * 8);
    expect(kept.hash()).toBe(createHash('sha256').update(symbols).update(bytes).digest('hex'));
  });

  it('knows the symbols, their order and every row', () => {
    const hashOf = (symbols: string[], more: number) => {
      const tape = new OrderTape(symbols);
      write(tape, 0, more);
      return tape.hash();
    };
    const hashes = [hashOf(['A', 'B'], 9), hashOf(['B', 'A'], 9), hashOf(['A'], 9), hashOf(['A', 'B'], 10)];
    expect(new Set(hashes).size).toBe(4);
  });

  it('takes a plain market order as any other order', () => {
    const [a, b] = [new OrderTape(['A']), new OrderTape(['A'])];
    a.marketOrder(4, 0, 5, -1, 2.5, '');
    b.order({
      kind: 'order',
      id: 4,
      symbol: 'A',
      leg: 0,
      at: 5,
      side: 'sell',
      quantity: 2.5,
      type: 'market',
      reason: '',
    });
    expect(a.hash()).toBe(b.hash());
  });
});

describe('the orders of a tape', () => {
  const number = fc.double({ min: 1e-9, max: 1e12, noNaN: true });
  const id = fc.integer({ min: 1, max: 1e6 });
  const time = fc.integer({ min: 0, max: 2e12 });
  const said = fc.record({
    kind: fc.constant('order' as const),
    id,
    leg: fc.nat(2),
    at: time,
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: number,
    type: fc.constantFrom('market', 'limit', 'stop', 'stop-limit', 'trailing-stop'),
    reason: fc.string({ maxLength: 3 }),
  });
  const terms = fc.record(
    {
      price: number,
      limit: number,
      trail: number,
      trailPercent: number,
      stopLoss: number,
      takeProfit: number,
      oco: id,
      after: id,
      fraction: fc.double({ min: -1, max: 1, noNaN: true }).filter((part) => part !== 0),
      reduceOnly: fc.constant(true as const),
    },
    { requiredKeys: [] },
  );
  const works = fc.oneof(
    fc.constant({}),
    fc.record({ tif: fc.constantFrom('day', 'ioc', 'fok', 'opg', 'cls') }),
    fc.record({ tif: fc.constant('gtd'), goodTill: time }),
  );
  const symbols = ['A', 'B', 'C'];
  const order = fc
    .tuple(said, terms, works)
    .map(([o, more, time]) => ({ ...o, symbol: symbols[o.leg]!, ...more, ...time }) as OrderIntent);

  it('are those that were written, whatever is written between them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(order, fc.nat(4)), { maxLength: 40 }), (written) => {
        const tape = new OrderTape(symbols);
        for (const [o, between] of written) {
          tape.order(o);
          if (between === 1) tape.fill(fill);
          if (between === 2) tape.closed(3, 4);
          if (between === 3) tape.cancel({ kind: 'cancel', id: 3, symbol: 'A', leg: 0, at: 4 });
          if (between === 4) {
            tape.amend({ kind: 'amend', id: 1, symbol: 'A', leg: 0, at: 1, quantity: 1 });
            tape.protect({ kind: 'protect', symbol: 'A', leg: 0, at: 1, stopLoss: 1 });
          }
        }
        const orders = written.map(([o]) => o);
        expect(tape.orders()).toStrictEqual(orders);
        expect(tape.orderCount).toBe(orders.length);
        const seen: [number, number][] = [];
        tape.forEachOrder((leg, at) => seen.push([leg, at]));
        expect(seen).toEqual(orders.map(({ leg, at }) => [leg, at]));
        const again = new OrderTape(symbols);
        again.assign([...tape.words.toArray()], tape.reasons);
        expect(again.orders()).toStrictEqual(orders);
      }),
    );
  });
});
