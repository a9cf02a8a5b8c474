import fc from 'fast-check';
import {
  autocorrelation,
  effectiveSampleSize,
  kurtosis,
  mean,
  median,
  pearson,
  quantile,
  ranks,
  skewness,
  spearman,
  standardDeviation,
  sum,
  tStatistic,
  variance,
} from './index.js';
import { createRandom } from '../random/index.js';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 });

describe('moments', () => {
  it('are those of a small example', () => {
    const x = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(sum(x)).toBe(40);
    expect(mean(x)).toBe(5);
    expect(variance(x, 0)).toBe(4);
    expect(variance(x)).toBeCloseTo(32 / 7, 14);
    expect(standardDeviation(x, 0)).toBe(2);
    expect(skewness(x)).toBeCloseTo(0.65625, 14);
    expect(kurtosis(x)).toBeCloseTo(2.78125, 14);
    expect(tStatistic(x, 4)).toBeCloseTo(1 / Math.sqrt(32 / 7 / 8), 13);
  });

  it('are null where they are not defined', () => {
    expect([mean([]), variance([1]), skewness([]), kurtosis([3, 3]), median([]), tStatistic([1, 1, 1])]).toEqual(
      new Array(6).fill(null),
    );
    expect([variance([1, 2], 2), standardDeviation([], 0), effectiveSampleSize([1, 1])]).toEqual([null, null, null]);
    expect([mean([NaN, 1]), variance([Infinity, 1]), quantile([NaN], 0.5)]).toEqual([null, null, null]);
    expect(() => variance([1, 2], -1)).toThrow(RangeError);
  });

  it('do not lose digits to an offset of 1e9', () => {
    fc.assert(
      fc.property(values, (x) => {
        const far = x.map((value) => value + 1e9);
        expect(mean(far)! - 1e9).toBeCloseTo(mean(x)!, 6);
        expect(variance(far)!).toBeCloseTo(variance(x)!, 6);
      }),
    );
    expect(variance(new Float64Array(9).fill(0.1))).toBe(0);
  });
});

describe('quantiles', () => {
  it('interpolate linearly between order statistics', () => {
    expect(quantile([3, 1, 2, 4], 0.25)).toBe(1.75);
    expect([quantile([5], 0.3), median([1, 9, 2]), quantile([1, 2], 0), quantile([1, 2], 1)]).toEqual([5, 2, 1, 2]);
    expect(() => quantile([1], 1.5)).toThrow(RangeError);
  });

  it('do not reorder their input', () => {
    const x = Float64Array.from([3, 1, 2]);
    quantile(x, 0.5);
    expect(Array.from(x)).toEqual([3, 1, 2]);
  });
});

describe('correlation', () => {
  it('is one on rising and minus one on falling lines, null where a series is constant', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (x, slope) => {
        const line = x.map((value) => 3 - slope * value);
        const expected = new Set(x).size === 1 ? null : expect.closeTo(-1, 12);
        expect(pearson(x, line)).toEqual(expected);
        expect(spearman(x, line)).toEqual(expected);
      }),
    );
    expect(() => pearson([1], [1, 2])).toThrow(RangeError);
  });

  it('of ranks sees only the order', () => {
    expect(Array.from(ranks([10, 20, 10, 5]))).toEqual([2.5, 4, 2.5, 1]);
    expect(Array.from(ranks([Infinity, 1, -Infinity, Infinity]))).toEqual([3.5, 2, 1, 3.5]);
    expect(Array.from(ranks([3, NaN, 1]))).toEqual([NaN, NaN, NaN]);
    expect(spearman([1, 2, NaN, 4], [1, 2, 3, 4])).toBeNull();
    expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 14);
    expect(pearson([1, 2, 3, 4], [1, 10, 100, 1000])).toBeLessThan(0.9);
  });

  it('with itself later is the autocorrelation', () => {
    expect(autocorrelation([1, 2, 3, 4], 1)).toBeCloseTo(0.25, 14);
    expect(autocorrelation([1, 2, 3, 4], 0)).toBe(1);
    expect([autocorrelation([1, 2], 2), autocorrelation([1, 1], 1)]).toEqual([null, null]);
  });
});

it('a persistent series holds fewer effective observations, an independent one nearly all', () => {
  const random = createRandom('ess');
  const independent = Array.from({ length: 4000 }, () => random.normal());
  let state = 0;
  const persistent = independent.map((shock) => (state = 0.9 * state + shock));
  expect(effectiveSampleSize(independent)!).toBeGreaterThan(3000);
  expect(effectiveSampleSize(persistent)!).toBeGreaterThan(100);
  expect(effectiveSampleSize(persistent)!).toBeLessThan(400);
});
