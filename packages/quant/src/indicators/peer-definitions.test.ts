import fc from 'fast-check';
import {
  accelerator,
  alpha,
  anchoredVwap,
  awesome,
  beta,
  candleParts,
  connorsRsi,
  cutlerRsi,
  dv2,
  ema,
  errorCorrecting,
  hurst,
  hurstCorrected,
  laguerreRsi,
  linearReg,
  percentRank,
  priceSpike,
  rmi,
  rocp,
  rsi,
  sma,
  stddev,
  stdevChannel,
  streak,
  williamsAd,
} from './index.js';
import { expectedRescaledRange } from './rescaled-range.js';

const length = 90;
const bars = fc
  .array(fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: -8, max: 8 }))), {
    minLength: length,
    maxLength: length,
    size: 'max',
  })
  .map((steps) => {
    let last = 100;
    const rows = steps.map(([a, b, c, d]) => {
      const open = last + a! / 2;
      last = Math.max(20, last + b!);
      return [open, Math.max(open, last) + Math.abs(c!), Math.min(open, last) - Math.abs(d!), last, 8 + c!];
    });
    const part = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]!);
    return { open: part(0), high: part(1), low: part(2), close: part(3), volume: part(4) };
  });

/** The definition at each bar from `first` on, NaN before. */
const from = (first: number, of: (i: number) => number): number[] =>
  Array.from({ length }, (_, i) => (i < first ? NaN : of(i)));

const near = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void => {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i]!)) expect([i, actual[i]]).toEqual([i, NaN]);
    else expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThan(tolerance);
  }
};

const sum = (first: number, last: number, term: (j: number) => number): number => {
  let total = 0;
  for (let j = first; j <= last; j++) total += term(j);
  return total;
};

it('relative strength by sums, over longer changes, and by Laguerre taps', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 1, max: 20 }), ({ close }, n) => {
      const change = (i: number): number => close[i]! - close[i - 1]!;
      const of = (i: number, term: (j: number) => number): number => sum(i - n + 1, i, term);
      near(
        cutlerRsi(close, n),
        from(n, (i) => {
          const moved = of(i, (j) => Math.abs(change(j)));
          return moved === 0 ? 0 : (100 * of(i, (j) => Math.max(0, change(j)))) / moved;
        }),
      );
      near(rmi(close, n, 1), rsi(close, n));
      const damped = laguerreRsi(close, 0.7);
      expect(damped.subarray(1).every((value) => value >= 0 && value <= 1)).toBe(true);
      const rising = Float64Array.from(close, (_, i) => i);
      expect(laguerreRsi(rising, 0.7)[60]).toBe(1);
      expect(laguerreRsi(rising.map((value) => -value)).at(-1)).toBe(0);
    }),
    { numRuns: 20 },
  );
  expect(() => laguerreRsi([1, 2], 1)).toThrow(/gamma must be below 1/);
});

it('the Laguerre taps follow the recursion from rest', () => {
  const close = Float64Array.of(5, 7, 4, 4, 9);
  const gamma = 0.5;
  let taps = [0, 0, 0, 0];
  const expected = from(0, () => NaN).slice(0, 5);
  for (let i = 1; i < 5; i++) {
    const next = [(1 - gamma) * (close[i]! - 5) + gamma * taps[0]!];
    for (let k = 1; k < 4; k++) next[k] = -gamma * next[k - 1]! + taps[k - 1]! + gamma * taps[k]!;
    taps = next;
    const steps = [0, 1, 2].map((k) => next[k]! - next[k + 1]!);
    const up = steps.reduce((total, step) => total + Math.max(0, step), 0);
    expected[i] = up / steps.reduce((total, step) => total + Math.abs(step), 0);
  }
  near(laguerreRsi(close, gamma), expected, 1e-12);
});

it('streaks, ranks and what is made of them', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 2, max: 20 }), ({ high, low, close }, n) => {
      const runs = streak(close);
      for (let i = 1; i < length; i++) {
        const side = Math.sign(close[i]! - close[i - 1]!);
        expect(Math.sign(runs[i]!)).toBe(side);
        if (side !== 0) expect(Math.abs(runs[i]!)).toBe(side * runs[i - 1]! > 0 ? Math.abs(runs[i - 1]!) + 1 : 1);
      }
      const rank = (x: Float64Array, before: number, i: number): number =>
        (100 * sum(i - before, i - 1, (j) => (x[j]! < x[i]! ? 1 : 0))) / before;
      near(
        percentRank(close, n),
        from(n, (i) => rank(close, n, i)),
      );
      const ratio = sma(
        close.map((value, i) => value / ((high[i]! + low[i]!) / 2)),
        2,
      );
      near(
        dv2(high, low, close, 2, n),
        from(n, (i) => rank(ratio, n - 1, i)),
      );
      const [strength, ofRuns, place] = [rsi(close, 3), rsi(runs, 2), percentRank(rocp(close, 1), n)];
      near(
        connorsRsi(close, 3, 2, n),
        strength.map((value, i) => (value + ofRuns[i]! + place[i]!) / 3),
      );
    }),
    { numRuns: 20 },
  );
});

it('averages from an anchor, and with the best correction', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 0, max: 40 }), ({ high, low, close, volume }, anchor) => {
      const price = (j: number): number => (high[j]! + low[j]! + close[j]!) / 3;
      near(
        anchoredVwap(high, low, close, volume, anchor),
        from(anchor, (i) => {
          const traded = sum(anchor, i, (j) => volume[j]!);
          return traded === 0
            ? sum(anchor, i, price) / (i - anchor + 1)
            : sum(anchor, i, (j) => price(j) * volume[j]!) / traded;
        }),
      );
    }),
    { numRuns: 20 },
  );
  fc.assert(
    fc.property(bars, fc.integer({ min: 2, max: 20 }), fc.constantFrom(0, 8, 50), ({ close }, n, limit) => {
      const [plain, k] = [ema(close, n), 2 / (n + 1)];
      const corrected = errorCorrecting(close, n, limit);
      expect(corrected[n - 1]).toBeCloseTo(plain[n - 1]!, 9);
      for (let i = n; i < length; i++) {
        const last = corrected[i - 1]!;
        let least = Infinity;
        for (let tenth = -limit; tenth <= limit; tenth++) {
          const candidate = k * (plain[i]! + (tenth / 10) * (close[i]! - last)) + (1 - k) * last;
          least = Math.min(least, Math.abs(close[i]! - candidate));
        }
        expect(Math.abs(Math.abs(close[i]! - corrected[i]!) - least)).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 20 },
  );
});

it('channels, alpha, spikes, candle parts and Williams’ sums', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 2, max: 20 }), ({ open, high, low, close, volume }, n) => {
      const [line, deviation] = [linearReg(close, n), stddev(close, n)];
      const { upper, middle, lower } = stdevChannel(close, n, 1.5);
      near(middle, line);
      near(
        upper,
        line.map((value, i) => value + 1.5 * deviation[i]!),
        1e-8,
      );
      near(
        lower,
        line.map((value, i) => value - 1.5 * deviation[i]!),
        1e-8,
      );
      const oscillator = awesome(high, low, 3, 8);
      const mean = sma(oscillator, 4);
      near(
        accelerator(high, low, 3, 8, 4),
        oscillator.map((value, i) => value - mean[i]!),
      );
      const [x, y, slope] = [rocp(close, 1), rocp(volume, 1), beta(close, volume, n)];
      if (volume.every((value) => value > 0)) {
        near(
          alpha(close, volume, n),
          from(n, (i) => sum(i - n + 1, i, (j) => y[j]! - slope[i]! * x[j]!) / n),
          1e-6,
        );
      }
      const usual = stddev(
        from(0, (i) => Math.log(close[i]! / close[i - 1]!)),
        n,
      );
      near(
        priceSpike(close, n),
        from(n + 1, (i) => (usual[i - 1] === 0 ? 0 : (close[i]! / close[i - 1]! - 1) / usual[i - 1]!)),
        1e-6,
      );
      const { body, upperShadow, lowerShadow } = candleParts(open, high, low, close);
      body.forEach((share, i) => {
        const range = high[i]! - low[i]!;
        expect(share + upperShadow[i]! + lowerShadow[i]!).toBeCloseTo(range === 0 ? 0 : 1, 12);
        expect(share * range).toBeCloseTo(Math.abs(close[i]! - open[i]!), 9);
      });
      near(
        williamsAd(high, low, close),
        from(1, (i) =>
          sum(1, i, (j) => {
            const before = close[j - 1]!;
            if (close[j]! > before) return close[j]! - Math.min(low[j]!, before);
            return close[j]! < before ? close[j]! - Math.max(high[j]!, before) : 0;
          }),
        ),
      );
    }),
    { numRuns: 20 },
  );
});

it('the corrected Hurst exponent is near .5 for independent returns, where the plain one is not', () => {
  // Two returns have a range of |a − b|/2 and a deviation of the same: R/S is 1.
  expect(expectedRescaledRange(2)).toBeCloseTo(1, 12);
  // For three: (1/√3 + √(3/4))·…, by Γ(1)/Γ(3/2) = 2/√π.
  expect(expectedRescaledRange(3)).toBeCloseTo((2 / Math.PI) * (Math.sqrt(2) + Math.sqrt(1 / 2)), 12);
  let seed = 1;
  const uniform = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  let price = 100;
  const walk = Float64Array.from({ length: 6000 }, () => {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    return (price *= Math.exp(0.01 * normal));
  });
  const mean = (values: Float64Array): number => {
    const known = values.subarray(100);
    return known.reduce((total, value) => total + value, 0) / known.length;
  };
  expect(Math.abs(mean(hurstCorrected(walk)) - 0.5)).toBeLessThan(0.03);
  expect(mean(hurst(walk))).toBeGreaterThan(0.55);
});
