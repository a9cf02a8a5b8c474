import fc from 'fast-check';
import { createRandom } from '../random/index.js';
import { brierScore, isotonicRegression, isotonicValue, plattProbability, plattScaling } from './index.js';

function logisticLabels(rows: number, slope: number, intercept: number, seed: number) {
  const random = createRandom(seed);
  const scores = Float64Array.from({ length: rows }, () => random.normal());
  const labels = scores.map((s) => (random.next() < 1 / (1 + Math.exp(-(slope * s + intercept))) ? 1 : 0));
  return { scores, labels };
}

describe('Platt scaling', () => {
  test('finds the logistic function the labels were drawn from', () => {
    const { scores, labels } = logisticLabels(20_000, 1.7, -0.6, 3);
    const { slope, intercept } = plattScaling(scores, labels)!;
    expect(slope).toBeCloseTo(1.7, 1);
    expect(intercept).toBeCloseTo(-0.6, 1);
  });

  test('is a stationary point of the likelihood of the drawn-in labels, in any unit', () => {
    for (const [rows, unit] of [
      [60, 1e-6],
      [60, 1],
      [60, 1e6],
      [50_000, 1],
    ] as const) {
      const { scores, labels } = logisticLabels(rows, 1, 0.3, 5);
      const scaled = scores.map((s) => s * unit);
      const fit = plattScaling(scaled, labels)!;
      const ones = labels.reduce((a, b) => a + b, 0);
      const target = labels.map((label) => (label === 1 ? (ones + 1) / (ones + 2) : 1 / (rows - ones + 2)));
      const errors = scaled.map((s, i) => plattProbability(fit, s) - target[i]!);
      expect(errors.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 6);
      expect(errors.reduce((a, b, i) => a + b * scores[i]!, 0)).toBeCloseTo(0, 6);
    }
  });

  test('labels that a score separates do not make it certain', () => {
    const fit = plattScaling([-2, -1, 1, 2], [0, 0, 1, 1])!;
    expect(plattProbability(fit, 2)).toBeLessThan(0.95);
    expect(plattProbability(fit, 2)).toBeGreaterThan(0.6);
  });

  test('one kind of label or one score says nothing; bad input is refused', () => {
    expect(plattScaling([1, 2, 3], [1, 1, 1])).toBeNull();
    expect(plattScaling([1, 1, 1], [0, 1, 1])).toBeNull();
    expect(plattScaling([], [])).toBeNull();
    expect(() => plattScaling([1, NaN], [0, 1])).toThrow(RangeError);
    expect(() => plattScaling([1, 2], [0, 0.5])).toThrow(RangeError);
    expect(() => plattScaling([1], [0, 1])).toThrow(RangeError);
  });
});

describe('isotonic regression', () => {
  test('pools a violator with what is before it', () => {
    const { x, y } = isotonicRegression([1, 2, 3, 4], [1, 3, 2, 4])!;
    expect([...x]).toEqual([1, 2, 3, 4]);
    expect([...y]).toEqual([1, 2.5, 2.5, 4]);
    expect(isotonicValue({ x, y }, 1.5)).toBeCloseTo(1.75, 12);
    expect([isotonicValue({ x, y }, -9), isotonicValue({ x, y }, 9)]).toEqual([1, 4]);
  });

  test('equal x are averaged by weight', () => {
    const fit = isotonicRegression([1, 1, 2], [0, 4, 5], [3, 1, 1])!;
    expect(isotonicValue(fit, 1)).toBe(1);
  });

  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.double({ min: -5, max: 5, noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  });

  test('never falls, keeps the mean, and no other non-decreasing function fits better', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
        const [x, y] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const fit = isotonicRegression(x, y)!;
        const fitted = x.map((at) => isotonicValue(fit, at));
        const error = (values: number[]) => values.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0);
        for (let i = 1; i < fit.y.length; i++) expect(fit.y[i]!).toBeGreaterThanOrEqual(fit.y[i - 1]!);
        expect(fitted.reduce((a, b) => a + b, 0)).toBeCloseTo(
          y.reduce((a, b) => a + b, 0),
          8,
        );
        const random = createRandom(seed);
        const steps = Array.from({ length: 31 }, () => Math.abs(random.normal()));
        const other = x.map((at) => steps.slice(0, at).reduce((a, b) => a + b, -3));
        expect(error(fitted)).toBeLessThanOrEqual(error(other) + 1e-9);
        // Any mixture with another non-decreasing function is one too.
        const mixed = fitted.map((value, i) => 0.99 * value + 0.01 * other[i]!);
        expect(error(fitted)).toBeLessThanOrEqual(error(mixed) + 1e-9);
      }),
    );
  });

  test('calibrates labels better than the score itself', () => {
    const { scores, labels } = logisticLabels(4000, 3, 1, 8);
    const raw = scores.map((s) => 1 / (1 + Math.exp(-s)));
    const fit = isotonicRegression(scores, labels)!;
    const calibrated = scores.map((s) => isotonicValue(fit, s));
    expect(brierScore(labels, calibrated)!).toBeLessThan(brierScore(labels, raw)!);
  });

  test('nothing, and bad input', () => {
    expect(isotonicRegression([], [])).toBeNull();
    expect(() => isotonicRegression([1], [NaN])).toThrow(RangeError);
    expect(() => isotonicRegression([Infinity], [1])).toThrow(RangeError);
    expect(() => isotonicRegression([1], [1], [0])).toThrow(RangeError);
    expect(() => isotonicRegression([1, 2], [1])).toThrow(RangeError);
    expect(isotonicValue(isotonicRegression([1, 2], [1, 2])!, NaN)).toBeNaN();
  });
});
