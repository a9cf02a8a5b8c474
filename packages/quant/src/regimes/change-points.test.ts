import fc from 'fast-check';
import { createRandom } from '../random/index.js';
import { minimizeBfgs } from './bfgs.js';
import { changePoints, createChangePointDetector } from './index.js';

function pieces(seed: number, parts: readonly [length: number, mean: number, deviation: number][]): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from(
    parts.flatMap(([n, mean, deviation]) => Array.from({ length: n }, () => random.normal(mean, deviation))),
  );
}

/** −2 log-likelihood of a segment, less what all segmentations share. */
function cost(x: Float64Array): number {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  return x.length * (1 + Math.log(x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length));
}

describe('PELT', () => {
  test.each([1, 2, 3, 4, 5])('finds planted changes of variance and mean within ten observations (seed %i)', (seed) => {
    const x = pieces(seed, [
      [300, 0, 1],
      [200, 0, 3],
      [250, 2.5, 1],
    ]);
    const found = changePoints(x);
    expect(found.length).toBe(2);
    expect(Math.abs(found[0]! - 300)).toBeLessThanOrEqual(10);
    expect(Math.abs(found[1]! - 500)).toBeLessThanOrEqual(10);
  });

  test('in ten series without a change at most one is seen', () => {
    const seen = Array.from({ length: 10 }, (_, seed) => changePoints(pieces(seed, [[300, 0, 1]])).length);
    expect(seen.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1);
  });

  test('no other segmentation of a short series costs less', () => {
    const minLength = 4;
    const segmentations = (from: number, n: number): number[][] =>
      n - from < minLength
        ? []
        : [
            [],
            ...Array.from({ length: n - from }, (_, i) => from + i)
              .filter((at) => at - from >= minLength)
              .flatMap((at) => segmentations(at, n).map((rest) => [at, ...rest])),
          ];
    const all = segmentations(0, 22);
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 12, noNaN: true }), (seed, penalty) => {
        const x = pieces(seed, [
          [8, 0, 1],
          [8, 1, 2],
          [6, 0, 0.5],
        ]);
        const price = (cuts: readonly number[]): number =>
          [0, ...cuts].reduce(
            (sum, from, i) => sum + cost(x.subarray(from, cuts[i] ?? x.length)),
            penalty * cuts.length,
          );
        const found = price([...changePoints(x, { penalty, minLength, varianceFloor: 0 })]);
        expect(found).toBeLessThanOrEqual(all.reduce((least, cuts) => Math.min(least, price(cuts)), Infinity) + 1e-8);
      }),
      { numRuns: 40 },
    );
  });

  test('unit and offset do not matter; constant, short and bad series', () => {
    const x = pieces(9, [
      [150, 0, 1],
      [150, 0, 4],
    ]);
    expect(changePoints(x.map((v) => 1e5 + 0.01 * v))).toEqual(changePoints(x));
    expect(changePoints(new Float64Array(200).fill(7)).length).toBe(0);
    for (const n of [0, 1, 2, 19]) expect(changePoints(x.subarray(0, n)).length).toBe(0);
    expect(() => changePoints([1, NaN])).toThrow(/at 1/);
    expect(() => changePoints(x, { penalty: -1 })).toThrow('penalty');
  });
});

describe('online detector', () => {
  const prior = { hazard: 1 / 250, mean: 0, variance: 1 };
  const run = (x: Float64Array) => {
    const detector = createChangePointDetector(prior);
    return Array.from(x, (value) => {
      const { mode, within } = detector.next(value);
      return { mode, recent: within(10), since: within(35), any: within(1e9) };
    });
  };

  test.each([1, 2, 3, 4, 5])(
    'sees a trebled deviation within 25 observations and is quiet before (seed %i)',
    (seed) => {
      const seen = run(
        pieces(seed, [
          [300, 0, 1],
          [100, 0, 3],
        ]),
      );
      expect(seen[299]!.mode).toBeGreaterThan(250);
      expect(seen[299]!.recent).toBeLessThan(0.3);
      expect(Math.abs(seen[324]!.mode - 25)).toBeLessThanOrEqual(8);
      expect(seen[324]!.since).toBeGreaterThan(0.5);
      for (const { any } of seen) expect(any).toBeCloseTo(1, 9);
    },
  );

  test('the probabilities are those of the model: two observations by hand', () => {
    // Student's t of 2 degrees, scale² 2: density of x is (1 / (2 √2)) (1 + x²/4)^(−3/2) / √2 ... for the prior (1, 1).
    const t2 = (e: number, scale2: number): number =>
      (1 + (e * e) / (2 * scale2)) ** -1.5 / (2 * Math.sqrt(2 * scale2));
    const t3 = (e: number, scale2: number): number =>
      (2 / (Math.PI * Math.sqrt(3 * scale2))) * (1 + (e * e) / (3 * scale2)) ** -2;
    const [first, second] = [0.7, -1.3];
    // After the first: κ 2, α 1.5, mean .35, β 1 + .7²/4.
    const grown = (1 - prior.hazard) * t3(second - 0.35, ((1 + 0.49 / 4) * 3) / (1.5 * 2));
    const fresh = prior.hazard * t2(second, 2);
    const detector = createChangePointDetector(prior);
    expect(detector.next(first).within(1)).toBe(1);
    expect(detector.next(second).within(1)).toBeCloseTo(fresh / (fresh + grown), 10);
  });

  test('bad arguments and observations', () => {
    expect(() => createChangePointDetector({ ...prior, hazard: 1 })).toThrow('hazard');
    expect(() => createChangePointDetector({ ...prior, variance: 0 })).toThrow('variance');
    expect(() => createChangePointDetector(prior).next(NaN)).toThrow('observation');
  });
});

describe('BFGS', () => {
  test('the valley of Rosenbrock', () => {
    const { x, converged } = minimizeBfgs(
      (at, g) => {
        const [a, b] = at as unknown as [number, number];
        g[0] = -400 * a * (b - a * a) - 2 * (1 - a);
        g[1] = 200 * (b - a * a);
        return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
      },
      Float64Array.of(-1.2, 1),
    );
    expect(converged).toBe(true);
    expect([...x]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
  });

  test('a domain may be left while searching, and no minimum is not convergence', () => {
    const inside = minimizeBfgs((at, g) => {
      g[0] = 1 - 1 / at[0]!;
      return at[0]! > 0 ? at[0]! - Math.log(at[0]!) : NaN;
    }, Float64Array.of(30));
    expect([inside.converged, inside.x[0]]).toEqual([true, expect.closeTo(1, 5)]);
    const falling = minimizeBfgs((at, g) => ((g[0] = -1), -at[0]!), Float64Array.of(0), { maxIterations: 20 });
    expect(falling.converged).toBe(false);
    const undefinedThere = minimizeBfgs((_, g) => ((g[0] = NaN), NaN), Float64Array.of(0));
    expect(undefinedThere.converged).toBe(false);
  });
});
