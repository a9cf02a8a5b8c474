import fc from 'fast-check';
import {
  bollinger,
  correl,
  ema,
  highest,
  linearRegSlope,
  lowest,
  rollingSum,
  rsi,
  sma,
  stddev,
  variance,
  vwap,
  wma,
  zscore,
} from './index.js';

const walk = fc
  .record({
    offset: fc.constantFrom(0, 1, 1e9, -1e9, 1e-6),
    steps: fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.integer({ min: -2000, max: 2000 }).map((step) => step / 1000) },
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.constantFrom(1e10, -1e10) },
      ),
      { minLength: 1, maxLength: 600, size: 'max' },
    ),
    spikes: fc.boolean(),
  })
  .map(({ offset, steps, spikes }) => {
    let value = offset;
    return Float64Array.from(steps, (step) => {
      if (Math.abs(step) < 3) return (value += step);
      return spikes ? value + step : value;
    });
  });
const window = fc.integer({ min: 2, max: 45 });

/** The definition, on values taken less the window's newest one (exact differences), in plain order. */
function naive(x: Float64Array, n: number, of: (window: Float64Array) => number): Float64Array {
  return x.map((_, i) => (i < n - 1 ? NaN : of(x.subarray(i - n + 1, i + 1))));
}

const shifted = (w: Float64Array): Float64Array => w.map((value) => value - w.at(-1)!);
const meanOf = (w: Float64Array): number => w.at(-1)! + shifted(w).reduce((a, b) => a + b, 0) / w.length;

function varianceOf(w: Float64Array): number {
  const y = shifted(w);
  const centre = y.reduce((a, b) => a + b, 0) / y.length;
  return y.reduce((a, b) => a + (b - centre) ** 2, 0) / y.length;
}

/** Largest difference relative to the largest value of the window. */
function worst(actual: Float64Array, expected: Float64Array, x: Float64Array, n: number): number {
  let largest = 0;
  for (let i = n - 1; i < x.length; i++) {
    const w = x.subarray(i - n + 1, i + 1);
    const size = Math.max(...w.map((value) => Math.abs(value)));
    if (actual[i]! !== expected[i]!) largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!) / size);
  }
  return largest;
}

describe('precision under offsets, flat stretches and spikes', () => {
  it('sma and wma follow their definitions to twelve digits of the largest value in the window', () => {
    fc.assert(
      fc.property(walk, window, (x, n) => {
        const weighted = (w: Float64Array): number =>
          w.at(-1)! + (2 * shifted(w).reduce((a, b, k) => a + b * (k + 1), 0)) / (n * (n + 1));
        expect(worst(sma(x, n), naive(x, n, meanOf), x, n)).toBeLessThan(1e-12);
        expect(worst(wma(x, n), naive(x, n, weighted), x, n)).toBeLessThan(1e-12);
      }),
    );
  });

  it('stddev follows its definition to ten digits', () => {
    fc.assert(
      fc.property(walk, window, (x, n) => {
        const actual = stddev(x, n);
        naive(x, n, varianceOf).forEach((expected, i) => {
          if (i >= n - 1)
            expect(Math.abs(actual[i]! - Math.sqrt(expected))).toBeLessThanOrEqual(1e-10 * Math.sqrt(expected));
        });
      }),
    );
  });

  it('correl is exact on a line, whatever the offset', () => {
    fc.assert(
      fc.property(walk, window, (x, n) => {
        // Twice a number is exact: y lies on the line to the last bit.
        const y = x.map((value) => value * 2);
        const r = correl(x, y, n);
        const spread = stddev(x, n);
        for (let i = n - 1; i < x.length; i++) {
          if (spread[i]! > 1e-4) expect(Math.abs(r[i]! - 1)).toBeLessThan(1e-9);
          else if (spread[i] === 0) expect(r[i]).toBe(0);
        }
      }),
    );
  });

  it('is exact on windows of equal values, also right after a spike', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), window, (thousandths, n) => {
        const value = thousandths / 1000;
        const x = Float64Array.from([value * 3 + 1, 1e12, -7.3, ...new Array<number>(3 * n).fill(value)]);
        const from = n + 2;
        const volume = x.map((_, i) => 1 + (i % 5));
        const exact = (column: Float64Array, wanted: number): void => {
          expect(column.subarray(from).every((each) => each === wanted)).toBe(true);
        };
        exact(sma(x, n), value);
        exact(wma(x, n), value);
        exact(stddev(x, n), 0);
        exact(variance(x, n, 1), 0);
        exact(zscore(x, n), 0);
        exact(linearRegSlope(x, n), 0);
        exact(highest(x, n), value);
        exact(lowest(x, n), value);
        exact(bollinger(x, n).upper, value);
        exact(bollinger(x, n).lower, value);
        const price = vwap(x, x, x, volume, n).subarray(from);
        expect(price.every((each) => Math.abs(each - value) <= 1e-11 * Math.abs(value))).toBe(true);
      }),
    );
  });

  it('an average of a constant is that constant, and its RSI is 0', () => {
    const x = new Float64Array(50).fill(0.1);
    expect(ema(x, 10).subarray(9)).toEqual(new Float64Array(41).fill(0.1));
    expect(sma(x, 7).subarray(6)).toEqual(new Float64Array(44).fill(0.1));
    expect(rsi(x, 14).subarray(14)).toEqual(new Float64Array(36));
  });

  it('sums exactly representable values exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, size: 'max', maxLength: 500 }),
        window,
        (x, n) => {
          const expected = naive(Float64Array.from(x), n, (w) => w.reduce((a, b) => a + b, 0));
          expect(rollingSum(x, n)).toEqual(expected.map((value) => value + 0));
        },
      ),
    );
  });

  it('extremes are those of the window', () => {
    fc.assert(
      fc.property(walk, window, (x, n) => {
        expect(highest(x, n)).toEqual(naive(x, n, (w) => Math.max(...w)));
        expect(lowest(x, n)).toEqual(naive(x, n, (w) => Math.min(...w)));
      }),
    );
  });
});
