import fc from 'fast-check';
import { flatAccount } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { flat, freeRun } from '../../test/free-run.js';
import { dividendAtRow, splitAtRow, symbolChangeAtRow, tape, timeOf } from '../../test/frames.js';
import { randomTape, restless } from '../../test/random-runs.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { adjusted, asOfView, forwardAdjusted, priceView, tickerAt, unadjusted } from '../price-view/index.js';
import { passportOf } from '../report/index.js';

const renamed = (bars: Bars, ...rows: number[]): Bars => ({
  ...bars,
  actions: [...bars.actions, ...rows.map((row, k) => symbolChangeAtRow(row, `OLD${k}`, `OLD${k + 1}`))],
});

describe('a change of symbol', () => {
  it('keeps position, cash and the resting order, which fills under the new ticker', () => {
    const bars = renamed(tape([flat(100), flat(100), flat(100), flat(100), [95, 96, 88, 92], flat(92)]), 3);
    const strategy = scripted({
      0: ({ out }) => {
        out.target(0.5);
        out.order({ side: 'buy', quantity: 3, limit: 90 });
      },
    });
    const run = freeRun(bars, strategy, 1000);
    expect(run.fills.toArray().map(({ time, quantity, price }) => [time, quantity, price])).toEqual([
      [timeOf(1), 5, 100],
      [timeOf(4), 3, 90],
    ]);
    expect([...run.equity]).toEqual([1000, 1000, 1000, 1000, 500 - 270 + 8 * 92, 500 - 270 + 8 * 92]);
    expect(run.trades).toHaveLength(1);
    expect(run.account.positions).toEqual([{ symbol: 'X', quantity: 8, averagePrice: 770 / 8 }]);
  });

  it('moves nothing on the day of a split and a dividend, for long and short', () => {
    const plain = tape([flat(100), flat(100), flat(100), flat(48), flat(48)], {
      actions: [splitAtRow(3, 2), dividendAtRow(3, 4)],
    });
    for (const signal of [0.5, -0.5]) {
      const strategy = () => scripted({ 0: ({ out }) => out.target(signal) });
      const [with3, without] = [renamed(plain, 3), plain].map((bars) => freeRun(bars, strategy(), 1000));
      expect([...with3!.equity]).toEqual([...without!.equity]);
      expect(with3!.account).toEqual(without!.account);
    }
  });

  it('changes no bit of a run, of a view or of what a view was made of', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (seed, at, scaleFree) => {
          const plain = randomTape(seed, 60);
          const changed = renamed(plain, ...at.sort((a, b) => a - b));
          const [a, b] = [plain, changed].map((bars) =>
            runFrames({
              legs: [{ symbol: 'X', bars, from: 5, strategy: { ...restless, scaleFree }, params: { seed } }],
              account: flatAccount(10_000, { shorting: true }),
              probe: false,
            }),
          );
          expect(b!.orderHash).toBe(a!.orderHash);
          expect([...b!.equity]).toEqual([...a!.equity]);
          for (const column of ['open', 'high', 'low', 'close', 'volume'] as const) {
            for (const basis of ['split', 'total_return'] as const)
              expect([...adjusted(changed, basis)[column]]).toEqual([...adjusted(plain, basis)[column]]);
            expect([...asOfView(changed, 30)[column]]).toEqual([...asOfView(plain, 30)[column]]);
            expect([...forwardAdjusted(changed).bars[column]]).toEqual([...forwardAdjusted(plain).bars[column]]);
          }
          expect(unadjusted(priceView(changed, 'total_return'))).toBe(changed);
          const kept = adjusted(changed, 'split').actions.filter(({ type }) => type === 'symbol_change');
          expect(kept).toEqual(changed.actions.filter(({ type }) => type === 'symbol_change'));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is known from its day on, and in the passport', () => {
    const bars = renamed(tape(Array.from({ length: 8 }, () => flat(10))), 4);
    expect(asOfView(bars, 3).actions).toEqual([]);
    expect(asOfView(bars, 4).actions).toEqual(bars.actions);
    expect(passportOf(bars).actions).toEqual(bars.actions);
    expect([3, 4].map((row) => tickerAt('OLD1', bars.actions, bars.time[row]!))).toEqual(['OLD0', 'OLD1']);
  });
});
