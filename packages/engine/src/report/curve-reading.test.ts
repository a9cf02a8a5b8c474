import { createRandom } from '@bot-v2/quant/random';
import { sampleMoments } from '@bot-v2/quant/statistics';
import { longestStretch, madeOnce, stretchesOf, valuesOf } from '../columns/index.js';
import { readCurves, returnsAlong } from './curve-reading.js';
import { barReturns } from './stats-of.js';

/** A random walk of positive equity. */
function walk(length: number, seed: string): Float64Array {
  const random = createRandom(seed);
  let value = 100;
  return Float64Array.from({ length }, () => (value *= 1 + random.uniform(-0.03, 0.031)));
}

const lengths = [0, 1, 2, 19, longestStretch - 1, longestStretch, longestStretch + 1, 2 * longestStretch + 7];

describe('readCurves', () => {
  it('says to the last bit what is said of an array of returns, of every curve that is read beside others', () => {
    for (const length of lengths) {
      const curves = ['a', 'b', 'c'].map((seed) => walk(length, seed));
      // One that grows steadily, and is read twice.
      curves[1]!.forEach((_, i, equity) => (equity[i] = 100 * 1.0001 ** i + 1e-4 * (i % 3)));
      for (const target of [0, 0.001]) {
        const readings = readCurves(curves.map(stretchesOf), 99, target);
        curves.forEach((equity, k) => {
          const returns = barReturns(equity, 99);
          expect(readings[k]!.moments).toEqual(sampleMoments(returns, target));
          expect(readings[k]!.last).toBe(equity.at(-1) ?? 99);
          let [peak, worst] = [99, 0];
          for (const value of equity) {
            peak = Math.max(peak, value);
            worst = Math.min(worst, value / peak - 1);
          }
          expect(readings[k]!.worst).toBe(worst);
          expect(readings[k]!.solvent).toBe(true);
        });
      }
    }
  });

  it('says nothing of returns when equity was ever not positive', () => {
    for (const wrong of [0, -1, NaN]) {
      const equity = walk(9_000, 'broke');
      equity[5_000] = wrong;
      const [reading, other] = readCurves([equity, walk(9_000, 'sound')].map(stretchesOf), 100, 0);
      expect([reading!.solvent, reading!.moments.n, other!.solvent, other!.moments.n]).toEqual([false, 0, true, 9_000]);
    }
  });
});

describe('stretches', () => {
  it('give all values of a column, however long, and of its returns', () => {
    for (const length of lengths) {
      const equity = walk(length, 'column');
      expect(valuesOf(stretchesOf(equity))).toEqual(equity);
      expect(valuesOf(returnsAlong(stretchesOf(equity), 98))).toEqual(barReturns(equity, 98));
    }
  });

  it('are made once for readers side by side, and again for a reader that begins anew', () => {
    for (const length of [longestStretch - 5, 3 * longestStretch + 1]) {
      const equity = walk(length, 'once');
      let made = 0;
      const counted = {
        length,
        read: () => {
          const next = stretchesOf(equity).read();
          return (count: number) => (made++, next(count));
        },
      };
      const once = madeOnce(counted);
      const readings = readCurves([once, stretchesOf(equity), once], 100, 0);
      expect(readings[0]).toEqual(readings[1]);
      expect(readings[2]).toEqual(readings[1]);
      expect(made).toBeLessThanOrEqual(3 * Math.ceil(length / longestStretch));
      expect(valuesOf(once)).toEqual(equity);
    }
    const apart = madeOnce(stretchesOf(walk(9_000, 'apart')));
    const [ahead, behind] = [apart.read(), apart.read()];
    ahead(100);
    ahead(100);
    behind(100);
    expect(() => ahead(50)).toThrow(expect.objectContaining({ code: 'BOT_INVARIANT' }));
  });
});
