import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import { exitTrades } from './exit-trades.js';
import type { CountedFill } from './exit-trades.js';

const bars = tape([flat(10), flat(12), flat(11), flat(9)]);
const fill = (row: number, signed: number, price: number, fee = 0): CountedFill => ({
  time: bars.time[row]!,
  side: signed > 0 ? 'buy' : 'sell',
  quantity: Math.abs(signed),
  price,
  fee,
});
/** Trades as position, side, size, rows, prices, fees and profit. */
const trades = (...fills: CountedFill[]) =>
  exitTrades(fills, bars).map((t) => [
    t.position,
    t.side,
    t.size,
    [t.entryRow, t.exitRow],
    [t.entryPrice, t.exitPrice],
    [t.entryFees, t.exitFees],
    t.pnl,
    t.open,
  ]);

describe('trades counted by the part that was closed', () => {
  it('enter at the average of what is open, and share its fees', () => {
    // 10 at 10 and 30 at 12 are 40 at 11.5; half of it goes at 11, half stays.
    expect(trades(fill(0, 10, 10, 1), fill(1, 30, 12, 3), fill(2, -20, 11, 2))).toEqual([
      [0, 'long', 20, [0, 2], [11.5, 11], [2, 2], -14, false],
      [0, 'long', 20, [0, 3], [11.5, 9], [2, 0], -52, true],
    ]);
  });

  it('end and begin in a fill that turns a position, which shares its fee', () => {
    expect(trades(fill(0, 50, 10, 5), fill(1, -80, 12, 8), fill(3, 30, 9, 3))).toEqual([
      [0, 'long', 50, [0, 1], [10, 12], [5, 5], 90, false],
      [1, 'short', 30, [1, 3], [12, 9], [3, 3], 84, false],
    ]);
  });

  it('are whole where the rounding of parts alone is left', () => {
    const third = 1 / 3;
    const found = trades(fill(0, 1, 10), fill(1, -third, 10), fill(1, -third, 10), fill(2, -third, 10), fill(3, 1, 9));
    expect(found).toHaveLength(4);
    expect(found.at(-1)!.slice(0, 3)).toEqual([1, 'long', 1]);
  });
});
