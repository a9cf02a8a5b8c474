import fc from 'fast-check';
import { deflatedSharpe, expectedMaximumSharpe, minimumTrackRecordLength, probabilisticSharpe } from './index.js';

const normal = { skewness: 0, kurtosis: 3 };

describe('probabilistic Sharpe ratio', () => {
  it('is one half at the benchmark and rises with the length of the record', () => {
    expect(probabilisticSharpe({ sharpe: 0.05, n: 100, ...normal, benchmark: 0.05 })).toBe(0.5);
    const short = probabilisticSharpe({ sharpe: 0.05, n: 100, ...normal })!;
    expect(probabilisticSharpe({ sharpe: 0.05, n: 1000, ...normal })!).toBeGreaterThan(short);
  });

  it('falls with negative skewness, fat tails and the number of trials', () => {
    const base = { sharpe: 0.1, n: 500, ...normal };
    const plain = probabilisticSharpe(base)!;
    expect(probabilisticSharpe({ ...base, skewness: -2 })!).toBeLessThan(plain);
    expect(probabilisticSharpe({ ...base, kurtosis: 12 })!).toBeLessThan(plain);
    expect(deflatedSharpe({ ...base, trials: 1, variance: 0.01 })).toBe(plain);
    expect(deflatedSharpe({ ...base, trials: 50, variance: 0.01 })!).toBeLessThan(plain);
  });

  it('reaches the confidence at the minimum track record length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.constantFrom(0.9, 0.95, 0.99), (hundredths, confidence) => {
        const observed = { sharpe: hundredths / 100, skewness: -0.5, kurtosis: 6 };
        const n = minimumTrackRecordLength({ ...observed, confidence })!;
        expect(probabilisticSharpe({ ...observed, n })!).toBeCloseTo(confidence, 10);
      }),
    );
  });

  it('is null where it means nothing', () => {
    expect(minimumTrackRecordLength({ sharpe: -0.1, ...normal })).toBeNull();
    expect(probabilisticSharpe({ sharpe: 0.1, n: 1, ...normal })).toBeNull();
    expect(probabilisticSharpe({ sharpe: 2, n: 50, skewness: 5, kurtosis: 1 })).toBeNull();
  });

  it('expects no luck of a single trial and more of more', () => {
    expect(expectedMaximumSharpe(1, 0.5)).toBe(0);
    expect(expectedMaximumSharpe(10, 1)).toBeLessThan(expectedMaximumSharpe(100, 1));
    expect(expectedMaximumSharpe(2, 1)).toBeGreaterThan(0);
    expect(() => expectedMaximumSharpe(0, 1)).toThrow(RangeError);
    expect(() => expectedMaximumSharpe(5, -1)).toThrow(RangeError);
  });
});
