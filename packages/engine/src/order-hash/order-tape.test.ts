import { createHash } from 'node:crypto';
import type { FillEvent } from '../loop/index.js';
import { OrderTape } from './order-tape.js';
import type { TapeRows } from './tape-rows.js';

const fill = { order: 1, leg: 0, time: 2, side: -1, quantity: 0.5, price: 7, feeUnits: 3 } as FillEvent;

/** The numbered rows of a small run. */
function write(rows: TapeRows, from: number, to: number): void {
  for (let k = from; k < to; k++) {
    if (k % 3 === 0) rows.marketOrder(k, 1, 1e12 + k, k % 2 === 0 ? 1 : -1, k / 8);
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
    a.marketOrder(4, 0, 5, -1, 2.5);
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
