import { isBotError } from '@bot-v2/sdk';
import { dividendAtRow, realBars, splitAtRow, tape } from '../fixtures/frames.js';
import { randomTape } from '../fixtures/random-runs.js';
import { adjusted, asOfView, forwardAdjusted, rows } from './index.js';

const flat = (price: number) => [price, price, price, price] as const;
const bars = tape([flat(100), flat(100), flat(50), flat(45), flat(45)], {
  actions: [splitAtRow(2, 2), dividendAtRow(3, 5)],
});

describe('adjusted', () => {
  it('takes splits, or splits and dividends, out of the past', () => {
    expect([...adjusted(bars, 'split').close]).toEqual([50, 50, 50, 45, 45]);
    expect([...adjusted(bars, 'total_return').close]).toEqual(
      [45, 45, 45, 45, 45].map((x) => expect.closeTo(x, 10) as number),
    );
    expect([...adjusted(bars, 'split').volume]).toEqual([2000, 2000, 1000, 1000, 1000]);
  });

  it('marks what its prices contain', () => {
    expect(adjusted(bars, 'split').actions.map((a) => a.inPrice)).toEqual([true, false]);
    expect(adjusted(bars, 'total_return').basis).toBe('total_return');
  });

  it('refuses frames that are not raw', () => {
    const call = () => adjusted({ ...bars, basis: 'split' }, 'total_return');
    expect(call).toThrow(expect.objectContaining({ code: 'BOT_DATA_BASIS' }));
    try {
      call();
    } catch (error) {
      expect(isBotError(error) && error.hint).toBeTruthy();
    }
  });

  it('AAPL: the total-return factor from the first to the last close is .9085', () => {
    const aapl = realBars('AAPL');
    const split = adjusted(aapl, 'split');
    const total = adjusted(aapl, 'total_return');
    expect(total.close[0]! / split.close[0]!).toBeCloseTo(0.9085, 3);
    expect(total.close.at(-1)).toBe(aapl.close.at(-1));
  });
});

describe('asOfView', () => {
  it('knows only the actions up to its row, and ends at the prices that traded', () => {
    expect([...asOfView(bars, 1).close]).toEqual([100, 100]);
    expect([...asOfView(bars, 2).close]).toEqual([50, 50, 50]);
    const view = asOfView(bars, 3);
    expect(view.close.at(-1)).toBe(45);
    expect(view.close[0]).toBeCloseTo(45, 10);
    expect(view.close.buffer.byteLength).toBe(4 * 8);
  });
});

describe('forwardAdjusted', () => {
  it('is the view as of any row, times one constant', () => {
    for (const seed of [1, 2, 3, 4]) {
      const frame = randomTape(seed, 80);
      const forward = forwardAdjusted(frame);
      for (const t of [10, 40, 79]) {
        const view = asOfView(frame, t);
        const factor = forward.scale === null ? 1 : forward.scale[t]!;
        for (let i = 0; i <= t; i++) expect(forward.bars.close[i]! / (view.close[i]! * factor)).toBeCloseTo(1, 10);
      }
    }
  });

  it('is not changed, to the last bit, by what comes later', () => {
    const frame = realBars('MSFT');
    const all = forwardAdjusted(frame).bars;
    for (const n of [700, 1300, 3000]) {
      const early = forwardAdjusted(rows(frame, n)).bars;
      for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
        expect(early[name].every((value, i) => value === all[name][i])).toBe(true);
      }
    }
  });
});
