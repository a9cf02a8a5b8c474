import fc from 'fast-check';
import { barColumns, isBotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { returns, schedule, scheduledTape } from '../../test/action-schedules.js';
import { dividendAtRow, firstDay, realBars, splitAtRow, tape } from '../../test/frames.js';
import { randomTape } from '../../test/random-runs.js';
import { actionFactors, adjusted, asOfView, forwardAdjusted, priceView, rows, unadjusted } from './index.js';

const flat = (price: number) => [price, price, price, price] as const;
/** The columns bit by bit: -0 is not 0. */
const bits = (frame: Bars) => barColumns.map((name) => new BigUint64Array(frame[name].slice().buffer));
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
    expect(adjusted(bars, 'split').actions.map((a) => 'inPrice' in a && a.inPrice)).toEqual([true, false]);
    expect(adjusted(bars, 'total_return').basis).toBe('total_return');
    const known = { ...bars, actions: [{ ...dividendAtRow(1, 1), inPrice: true }, splitAtRow(9, 2)] };
    expect(adjusted(known, 'split').actions.map((a) => 'inPrice' in a && a.inPrice)).toEqual([true, false]);
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

describe('actionFactors', () => {
  const day = 86_400_000;
  /** Closes of 100 then `after`, with days between them on which nothing traded. */
  const gap = (after: number, actions: Bars['actions']) =>
    tape([flat(100), flat(after)], { time: Float64Array.of(firstDay, firstDay + 9 * day), actions });

  it.each([
    ['a dividend: 1 − D ÷ close before', [dividendAtRow(1, 3)], 97],
    ['of more than a tenth', [dividendAtRow(1, 60)], 40],
    ['two of one day: their sum', [dividendAtRow(1, 3), dividendAtRow(1, 60)], 37],
    ['two while nothing trades: their sum', [dividendAtRow(2, 3), dividendAtRow(5, 60)], 37],
    ['with a split of the day: paid on the old share', [splitAtRow(1, 2), dividendAtRow(1, 3)], 48.5],
    ['after a split: paid on the new share', [splitAtRow(1, 2), dividendAtRow(2, 3)], 47],
    ['before a split', [dividendAtRow(1, 3), splitAtRow(2, 2)], 48.5],
    ['two splits', [splitAtRow(1, 0.1), splitAtRow(3, 4)], 250],
  ])('%s', (_, actions, theory) => {
    // At the theoretical price after the actions, the total-return view has not moved.
    const view = adjusted(gap(theory, actions), 'total_return');
    expect(view.close[0]! / view.close[1]!).toBeCloseTo(1, 12);
    expect(view.close[1]).toBe(theory);
  });

  it('volumes follow splits, not dividends', () => {
    const view = adjusted(gap(10, [splitAtRow(1, 7), dividendAtRow(2, 1), splitAtRow(3, 0.5)]), 'total_return');
    expect(view.volume[0]).toBeCloseTo(3500, 9);
    expect(view.volume[1]).toBe(1000);
  });

  it('what lies outside the rows, or in the prices already, has no factor', () => {
    const actions = [splitAtRow(0, 2), { ...splitAtRow(1, 3), inPrice: true }, splitAtRow(20, 5)];
    expect(actionFactors(gap(100, actions), true)).toEqual([]);
  });

  it.each([100, 250])(
    'a dividend of %d on a share of 100 is refused, but not where dividends do not matter',
    (amount) => {
      const bars = gap(1, [dividendAtRow(1, amount)]);
      const refusal = expect.objectContaining({ code: 'BOT_DATA_MALFORMED', hint: expect.stringContaining('amount') });
      expect(() => adjusted(bars, 'total_return')).toThrow(refusal);
      expect(() => forwardAdjusted(bars)).toThrow(refusal);
      expect(adjusted(bars, 'split').close[0]).toBe(100);
    },
  );
});

describe('priceView', () => {
  it.each(['raw', 'split', 'total_return'] as const)('%s: adjust and un-adjust gives the raw bits back', (basis) => {
    fc.assert(
      fc.property(schedule(12), returns(12), (scheduled, moves) => {
        const raw = scheduledTape(scheduled, moves);
        const before = bits(raw);
        const view = priceView(raw, basis);
        const back = unadjusted(view);
        expect(bits(back)).toEqual(before);
        expect(back.basis).toBe('raw');
        expect(back.actions).toEqual(raw.actions);
        for (let row = 0; row < raw.length; row++) {
          // The factors say what was done, up to rounding.
          expect(view.bars.close[row]! / view.priceFactor[row]! / raw.close[row]!).toBeCloseTo(1, 12);
          expect((view.bars.volume[row]! * view.shareFactor[row]!) / raw.volume[row]!).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('dividing by the factors would not: that is why the frame is kept', () => {
    const raw = realBars('AAPL');
    const { bars: view, priceFactor } = priceView(raw, 'total_return');
    expect(raw.close.some((close, row) => view.close[row]! / priceFactor[row]! !== close)).toBe(true);
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

  it('equals the view of the file truncated there; before the first action the file itself', () => {
    fc.assert(
      fc.property(schedule(15), returns(15), fc.integer({ min: 0, max: 14 }), (scheduled, moves, t) => {
        const all = scheduledTape(scheduled, moves);
        // The truncated file knows nothing of later rows, nor of later actions.
        const file = scheduledTape(
          scheduled.filter((action) => firstDay + action.day * 86_400_000 <= all.time[t]!),
          moves.slice(0, t + 1),
        );
        for (const basis of ['split', 'total_return'] as const) {
          const view = asOfView(all, t, basis);
          expect(bits(view)).toEqual(bits(asOfView(file, t, basis)));
          expect(view.actions.length).toBe(file.actions.length);
          if (file.actions.length === 0) expect(bits(view)).toEqual(bits(file));
          for (const name of barColumns) expect(view[name][t]).toBe(all[name][t]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('real bars: as of the day before the 7:1 split, AAPL is the file that ends there', () => {
    const aapl = realBars('AAPL');
    const split = aapl.actions.find((a) => a.type === 'split')!;
    const t = aapl.time.findIndex((time) => time >= split.exDate) - 1;
    expect(asOfView(aapl, t, 'split').close[t]).toBe(aapl.close[t]);
    expect(bits(asOfView(aapl, t, 'split'))).toEqual(bits(rows(aapl, t + 1)));
    const after = asOfView(aapl, t + 1, 'split');
    expect(after.close[t]! * 7).toBeCloseTo(aapl.close[t]!, 9);
    expect(after.volume[t]! / 7).toBeCloseTo(aapl.volume[t]!, 5);
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
