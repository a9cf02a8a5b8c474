import fc from 'fast-check';
import {
  createIndicator,
  fcb,
  findIndicator,
  fractal,
  garmanKlass,
  highest,
  highestAge,
  htDcPhase,
  htPhasor,
  htSine,
  htTrendMode,
  imi,
  lowest,
  lowestAge,
  macd,
  macdExt,
  macdFix,
  mama,
  mavp,
  minMax,
  parkinson,
  roc,
  rocr,
  rocr100,
  rogersSatchell,
  sar,
  sarExt,
  sma,
  volatilityStop,
  yangZhang,
  zigzag,
} from './index.js';

type Bar = readonly [open: number, high: number, low: number, close: number];
const bars = fc
  .array(fc.tuple(...[0, 1, 2, 3].map(() => fc.double({ min: -1, max: 1, noNaN: true }))), {
    minLength: 120,
    maxLength: 120,
    size: 'max',
  })
  .map((steps) => {
    let last = 100;
    const rows = steps.map(([a, b, c, d]): Bar => {
      const open = last + a! / 2;
      last = Math.max(20, last + 2 * b!);
      return [open, Math.max(open, last) + Math.abs(c!), Math.min(open, last) - Math.abs(d!), last];
    });
    const part = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k]);
    return { open: part(0), high: part(1), low: part(2), close: part(3) };
  });

const near = (actual: Float64Array, expected: Float64Array, tolerance = 1e-9): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    if (Number.isNaN(expected[i]!)) expect([i, value]).toEqual([i, NaN]);
    else expect(Math.abs(value - expected[i]!)).toBeLessThan(tolerance);
  });
};

/** The definition over each window of `n` bars ending at i, from bar `first` on. */
const windowed = (length: number, first: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => (i < first ? NaN : of(i)));
const meanOf = (from: number, to: number, term: (j: number) => number): number => {
  let sum = 0;
  for (let j = from; j <= to; j++) sum += term(j);
  return sum / (to - from + 1);
};

it('the range-based volatilities follow their definitions', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 2, max: 30 }), ({ open, high, low, close }, n) => {
      const { log, sqrt, LN2 } = Math;
      const rs = (j: number): number =>
        log(high[j]! / close[j]!) * log(high[j]! / open[j]!) + log(low[j]! / close[j]!) * log(low[j]! / open[j]!);
      const at = (of: (j: number) => number) => (i: number) => sqrt(meanOf(i - n + 1, i, of));
      const hl = (j: number): number => log(high[j]! / low[j]!) ** 2;
      const gk = (j: number): number => hl(j) / 2 - (2 * LN2 - 1) * log(close[j]! / open[j]!) ** 2;
      near(
        parkinson(high, low, n),
        windowed(
          120,
          n - 1,
          at((j) => hl(j) / (4 * LN2)),
        ),
        1e-8,
      );
      near(garmanKlass(open, high, low, close, n), windowed(120, n - 1, at(gk)), 1e-8);
      near(rogersSatchell(open, high, low, close, n), windowed(120, n - 1, at(rs)), 1e-8);
      const variance = (i: number, of: (j: number) => number): number => {
        const centre = meanOf(i - n + 1, i, of);
        return (meanOf(i - n + 1, i, (j) => (of(j) - centre) ** 2) * n) / (n - 1);
      };
      const k = 0.34 / (1.34 + (n + 1) / (n - 1));
      const yz = (i: number): number =>
        sqrt(
          variance(i, (j) => log(open[j]! / close[j - 1]!)) +
            k * variance(i, (j) => log(close[j]! / open[j]!)) +
            (1 - k) * meanOf(i - n + 1, i, rs),
        );
      near(yangZhang(open, high, low, close, n), windowed(120, n, yz), 1e-8);
    }),
    { numRuns: 20 },
  );
});

it('ratios, ages and extremes agree with their relatives', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 1, max: 30 }), ({ open, close }, n) => {
      near(
        rocr100(close, n),
        roc(close, n).map((value) => value + 100),
      );
      near(
        rocr(close, n),
        rocr100(close, n).map((value) => value / 100),
      );
      const { min, max } = minMax(close, n);
      expect(min).toEqual(lowest(close, n));
      expect(max).toEqual(highest(close, n));
      highestAge(close, n).forEach((age, i) => {
        if (i >= n - 1) expect(close[i - age]).toBe(max[i]);
      });
      lowestAge(close, n).forEach((age, i) => {
        if (i >= n - 1) expect(close[i - age]).toBe(min[i]);
      });
      const rises = (j: number): number => Math.max(0, close[j]! - open[j]!);
      const bodies = (j: number): number => Math.abs(close[j]! - open[j]!);
      near(
        imi(open, close, n),
        windowed(120, n - 1, (i) => (100 * meanOf(i - n + 1, i, rises)) / (meanOf(i - n + 1, i, bodies) || 1)),
        1e-7,
      );
    }),
    { numRuns: 20 },
  );
});

it('the MACD variants agree with MACD where they are the same', () => {
  fc.assert(
    fc.property(bars, ({ close }) => {
      const plain = macd(close, 5, 13, 4);
      const extended = macdExt(close, 5, 1, 13, 1, 4, 1);
      const swapped = macdExt(close, 13, 1, 5, 1, 4, 1);
      for (const line of ['macd', 'signal', 'histogram'] as const) {
        near(extended[line], plain[line]);
        expect(swapped[line]).toEqual(extended[line]);
      }
      const fixed = macdFix(close, 9);
      const usual = macd(close, 12, 26, 9);
      expect(fixed.macd.findIndex((v) => v === v)).toBe(usual.macd.findIndex((v) => v === v));
      near(fixed.macd, usual.macd, 0.2);
      const simple = macdExt(close, 5, 0, 13, 0, 4, 0).macd;
      const [fast, slow] = [sma(close, 5), sma(close, 13)];
      near(
        simple,
        fast.map((value, i) => (i < 15 ? NaN : value - slow[i]!)),
      );
    }),
    { numRuns: 20 },
  );
});

it('the variable period picks the average of that period', () => {
  fc.assert(
    fc.property(
      bars,
      fc.array(fc.double({ min: -5, max: 40, noNaN: true }), { minLength: 120, maxLength: 120 }),
      ({ close }, periods) => {
        const averages = Array.from({ length: 13 }, (_, n) => (n < 2 ? close : sma(close, n)));
        const actual = mavp(close, Float64Array.from(periods), 2, 12);
        near(
          actual,
          close.map((_, i) => (i < 11 ? NaN : averages[Math.min(12, Math.max(2, Math.trunc(periods[i]!)))]![i]!)),
        );
      },
    ),
    { numRuns: 20 },
  );
  expect(() => mavp([1], [1], 9, 3)).toThrow(/max must be at least min/);
});

it('the extended parabolic stop is the plain one, signed by side, unless told otherwise', () => {
  fc.assert(
    fc.property(bars, ({ high, low, close }) => {
      const extended = sarExt(high, low);
      expect(extended.map(Math.abs)).toEqual(sar(high, low));
      extended.forEach((stop, i) => {
        if (stop > 0) expect(stop).toBeLessThanOrEqual(Math.max(close[i]!, high[i]!));
      });
      expect(sarExt(high, low, 50)[1]).toBe(50);
      expect(sarExt(high, low, -500)[1]).toBe(-500);
      expect(sarExt(high, low, 0, 0.1)).not.toEqual(extended);
    }),
    { numRuns: 20 },
  );
});

it('the Hilbert outputs fit together: sine of the phase, phasor in the MAMA phase, a mode of 0 or 1', () => {
  fc.assert(
    fc.property(bars, ({ close }) => {
      const phase = htDcPhase(close);
      near(
        htSine(close).sine,
        phase.map((degrees) => Math.sin((degrees * Math.PI) / 180)),
      );
      const { inPhase, quadrature } = htPhasor(close);
      const limited = mama(close, 0.5, 0.05).mama;
      for (let i = 34; i < 120; i++) {
        const angle = (k: number): number =>
          inPhase[k] === 0 ? 0 : (Math.atan(quadrature[k]! / inPhase[k]!) * 180) / Math.PI;
        const turned = angle(i - 1) - angle(i);
        const smoothing = Math.max(0.05, turned > 1 ? 0.5 / turned : 0.5);
        expect(limited[i]! - (limited[i - 1]! + smoothing * (close[i]! - limited[i - 1]!))).toBeCloseTo(0, 8);
      }
      expect(
        htTrendMode(close)
          .subarray(63)
          .every((mode) => mode === 0 || mode === 1),
      ).toBe(true);
    }),
    { numRuns: 20 },
  );
});

it('a pure cycle is a cycle of its period, and a straight line a trend', () => {
  const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + 0.5 * Math.sin((2 * Math.PI * i) / 20));
  const line = Float64Array.from({ length: 400 }, (_, i) => 100 + i + 0.01 * Math.sin(i));
  const share = (x: Float64Array): number =>
    htTrendMode(x)
      .subarray(200)
      .reduce((a, b) => a + b, 0) / 200;
  expect(share(wave)).toBeLessThan(0.1);
  expect(share(line)).toBeGreaterThan(0.5);
  const turned = htDcPhase(wave).subarray(300);
  const steps = Array.from(turned.subarray(1), (value, i) => (value - turned[i]! + 360) % 360);
  expect(steps.reduce((a, b) => a + b, 0) / steps.length).toBeCloseTo(18, 0);
});

describe('confirmed points never change when bars are added', () => {
  it('fractals stand out among their neighbours and feed the bands', () => {
    fc.assert(
      fc.property(bars, fc.integer({ min: 1, max: 5 }), ({ high, low }, wing) => {
        const { top, bottom } = fractal(high, low, wing);
        const { upper, lower } = fcb(high, low, wing);
        let [lastTop, lastBottom] = [NaN, NaN];
        for (let i = 0; i < 120; i++) {
          const around = (x: Float64Array): number[] => {
            const at = i - wing;
            return i < 2 * wing ? [] : [...x.subarray(at - wing, at), ...x.subarray(at + 1, i + 1)];
          };
          const peaks = around(high).length > 0 && around(high).every((value) => value < high[i - wing]!);
          const dips = around(low).length > 0 && around(low).every((value) => value > low[i - wing]!);
          expect(top[i]).toBe(peaks ? high[i - wing] : NaN);
          expect(bottom[i]).toBe(dips ? low[i - wing] : NaN);
          if (peaks) lastTop = top[i]!;
          if (dips) lastBottom = bottom[i]!;
          expect([upper[i], lower[i]]).toEqual([lastTop, lastBottom]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('zigzag legs alternate, are at least the asked size, and their ends are the extremes between', () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(2, 5, 10), ({ high, low }, percent) => {
        const { pivot, age, direction } = zigzag(high, low, percent);
        let [at, price, sign] = [-1, NaN, NaN];
        pivot.forEach((value, i) => {
          if (Number.isNaN(value)) return;
          const turn = i - age[i]!;
          expect(turn).toBeLessThan(i);
          expect(value).toBe(direction[i]! > 0 ? low[turn] : high[turn]);
          if (direction[i] === sign) {
            expect([turn, value]).toEqual([at, price]);
            return;
          }
          if (at >= 0) {
            const leg = direction[i]! < 0 ? high.subarray(at + 1, turn + 1) : low.subarray(at + 1, turn + 1);
            expect(value).toBe(direction[i]! < 0 ? Math.max(...leg) : Math.min(...leg));
            const size = direction[i]! < 0 ? value / price - 1 : 1 - value / price;
            expect(size).toBeGreaterThan(percent / 100 - 1e-12);
          }
          [at, price, sign] = [turn, value, direction[i]!];
        });
      }),
      { numRuns: 20 },
    );
  });

  it('the volatility stop says nothing before its first reversal', () => {
    fc.assert(
      fc.property(bars, ({ high, low, close }) => {
        const { stop, reversed } = volatilityStop(high, low, close, 7, 1);
        const first = stop.findIndex((value) => !Number.isNaN(value));
        for (let i = Math.max(1, first); first >= 0 && i < 119; i++) {
          const crossed = Math.sign(close[i]! - stop[i]!) !== Math.sign(close[i + 1]! - stop[i + 1]!);
          if (reversed[i] === 0 && reversed[i + 1] === 0) expect(crossed).toBe(false);
        }
        expect(first === -1 || first > 8).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

it('a feed returns one reused row, and refuses a chunk with unequal columns', () => {
  const feed = createIndicator(findIndicator('bollinger')!, { n: 2 });
  expect(feed.next({ close: 1 })).toBe(feed.next({ close: 3 }));
  expect(feed.next({ close: 5 })).toEqual({ upper: 6, middle: 4, lower: 2 });
  const ranges = createIndicator(findIndicator('atr')!);
  expect(() => ranges.append({ high: [1, 2], low: [1], close: [1, 2] })).toThrow(/same length/);
});
