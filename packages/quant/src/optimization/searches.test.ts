import fc from 'fast-check';
import { cmaEs, fromUnit, levels, nsga2, pointCount, randomSearch, toUnit, tpe } from './index.js';
import type { Dimension, Loss, Point, Search } from './index.js';

const sphere = (x: readonly number[]) => x.reduce((sum, v) => sum + v * v, 0);
const box: Dimension[] = [
  { kind: 'numeric', min: -5, max: 5 },
  { kind: 'numeric', min: -5, max: 5 },
];
const mixed: Dimension[] = [
  { kind: 'numeric', min: 1e-4, max: 1, scale: 'log' },
  { kind: 'numeric', min: 2, max: 50, step: 1 },
  { kind: 'categorical', size: 3 },
  { kind: 'numeric', min: 0, max: 1 },
];
/** Best at 0.01, 20, 1, .3. */
const uneven = ([rate, n, kind, share]: Point) =>
  (Math.log10(rate!) + 2) ** 2 + ((n! - 20) / 20) ** 2 + (kind === 1 ? 0 : 2) + (share! - 0.3) ** 2;

/** Asks and tells until `budget` points were tried; the points in order. */
function drive<S>(search: Search<S>, f: (x: Point) => Loss, budget: number): { points: Point[]; best: number } {
  const points: Point[] = [];
  let best = Infinity;
  while (points.length < budget) {
    const asked = search.ask();
    if (asked.length === 0) break;
    const losses = asked.map(f);
    for (const loss of losses) best = Math.min(best, loss ?? Infinity);
    points.push(...asked);
    search.tell(losses);
  }
  return { points, best };
}

const median = (x: number[]) => [...x].sort((a, b) => a - b)[x.length >> 1]!;
const seeds = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('dimensions', () => {
  const anyDimension: fc.Arbitrary<Dimension> = fc.oneof(
    fc.record({ kind: fc.constant('categorical' as const), size: fc.integer({ min: 1, max: 9 }) }),
    fc
      .record({ min: fc.integer({ min: 1, max: 50 }), width: fc.integer({ min: 0, max: 60 }), log: fc.boolean() })
      .map(({ min, width, log }): Dimension => {
        return { kind: 'numeric', min, max: min + width, step: 1, scale: log ? 'log' : 'linear' };
      }),
    fc
      .record({ min: fc.double({ min: 0.01, max: 1, noNaN: true }), log: fc.boolean() })
      .map(({ min, log }): Dimension => {
        return { kind: 'numeric', min, max: 3, scale: log ? 'log' : 'linear' };
      }),
  );
  it('every coordinate is a valid value, and its place leads back to it', () => {
    fc.assert(
      fc.property(anyDimension, fc.double({ min: 0, max: 1, noNaN: true }), (dimension, u) => {
        const value = fromUnit(dimension, u);
        if (dimension.kind === 'categorical') expect(value).toBeGreaterThanOrEqual(0);
        else expect(value >= dimension.min && value <= dimension.max).toBe(true);
        expect(fromUnit(dimension, toUnit(dimension, value))).toBeCloseTo(value, 10);
      }),
    );
  });
  it('a stepped dimension reaches all its values equally, and only those', () => {
    const dimension: Dimension = { kind: 'numeric', min: 0.1, max: 0.5, step: 0.1 };
    const found = new Set(Array.from({ length: 1000 }, (_, i) => fromUnit(dimension, i / 1000)));
    expect([...found]).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(levels(dimension)).toBe(5);
  });
  it.each(['linear', 'log'] as const)('a step beyond the end leaves the first value alone (%s)', (scale) => {
    const one: Dimension = { kind: 'numeric', min: 1, max: 2, step: 5, scale };
    expect([levels(one), fromUnit(one, 0), fromUnit(one, 0.7), fromUnit(one, 1)]).toEqual([1, 1, 1, 1]);
  });
  it('a log scale gives equal ratios equal room', () => {
    const dimension: Dimension = { kind: 'numeric', min: 1, max: 1000, scale: 'log' };
    expect([0, 1 / 3, 2 / 3, 1].map((u) => Math.round(fromUnit(dimension, u)))).toEqual([1, 10, 100, 1000]);
  });
  it.each([
    [{ kind: 'numeric', min: 2, max: 1 }],
    [{ kind: 'numeric', min: 0, max: 1, scale: 'log' }],
    [{ kind: 'numeric', min: 0, max: 1, step: 0 }],
    [{ kind: 'numeric', min: NaN, max: 1 }],
    [{ kind: 'categorical', size: 0 }],
  ] as [Dimension][])('%j cannot be searched', (dimension) => {
    for (const make of [randomSearch, tpe, nsga2]) expect(() => make([dimension])).toThrow(RangeError);
  });
});

/** Each search, made anew or from a state, over the mixed dimensions. */
const single = {
  random: (from?: never) => randomSearch(mixed, { seed: 7, batch: 4, ...(from ? { from } : {}) }),
  tpe: (from?: never) => tpe(mixed, { seed: 7, batch: 4, ...(from ? { from } : {}) }),
  cmaEs: (from?: never) =>
    cmaEs({ mean: [2, -1, 0.5], sigma: 1, seed: 7, restarts: 1, lambda: 6, ...(from ? { from } : {}) }),
};

describe.each(Object.entries(single))('%s', (name, make) => {
  const f = (x: Point): Loss => (x[0]! > 4 ? null : name === 'cmaEs' ? sphere(x) : uneven(x));
  it('asks the same for a seed', () => {
    expect(drive<unknown>(make(), f, 48).points).toEqual(drive<unknown>(make(), f, 48).points);
  });
  it('goes on from its state, through JSON, as if it had not stopped, also between ask and tell', () => {
    const whole = drive<unknown>(make(), f, 48).points;
    const first: Search<unknown> = make();
    const head = drive(first, f, 24).points;
    const asked = first.ask();
    const second: Search<unknown> = make(JSON.parse(JSON.stringify(first.state())) as never);
    expect(second.ask()).toEqual(asked);
    expect([...head, ...drive(second, f, 48 - head.length).points]).toEqual(whole);
  });
  it('asks the same until it is told, and takes as many answers as questions', () => {
    const search: Search<unknown> = make();
    expect(() => search.tell([1])).toThrow(RangeError);
    expect(search.ask()).toEqual(search.ask());
    expect(() => search.tell([1])).toThrow(/1 losses told/);
  });
  it('survives answers that are all unknown', () => {
    expect(drive<unknown>(make(), () => null, 40).points.length).toBeGreaterThanOrEqual(10);
  });
});

describe('random search and TPE', () => {
  it('TPE comes down the valley of Rosenbrock in four dimensions', () => {
    const valley = (x: readonly number[]) =>
      x.slice(1).reduce((sum, v, i) => sum + 100 * (v - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2, 0);
    const box = Array.from({ length: 4 }, (): Dimension => ({ kind: 'numeric', min: -2, max: 2 }));
    const found = seeds(9).map((seed) => drive<unknown>(tpe(box, { seed }), valley, 100).best);
    expect(median(found)).toBeLessThan(6);
  });

  it.each([randomSearch, tpe])('try each point of a small space once, then are over', (make) => {
    const small: Dimension[] = [
      { kind: 'numeric', min: 1, max: 5, step: 1 },
      { kind: 'categorical', size: 2 },
    ];
    const { points } = drive<unknown>(make(small, { batch: 3 }), sphere, 1000);
    expect(points).toHaveLength(pointCount(small));
    expect(new Set(points.map(String)).size).toBe(10);
  });
  it('TPE finds the mixed optimum better than random search at the same budget', () => {
    const of = (make: typeof tpe | typeof randomSearch) =>
      median(seeds(5).map((seed) => drive<unknown>(make(mixed, { seed }), uneven, 60).best));
    expect(of(tpe)).toBeLessThan(0.6 * of(randomSearch));
  });
});

describe('CMA-ES', () => {
  function evaluations(f: (x: readonly number[]) => number, n: number, target: number, seed: number): number {
    const search = cmaEs({ mean: new Array<number>(n).fill(1), sigma: 0.5, seed });
    for (let count = 0; count < 30_000;) {
      const points = search.ask();
      if (points.length === 0) return Infinity;
      const losses = points.map(f);
      const hit = losses.findIndex((loss) => loss <= target);
      if (hit >= 0) return count + hit + 1;
      count += points.length;
      search.tell(losses);
    }
    return Infinity;
  }
  it('solves the ten-dimensional sphere in about 1,300 evaluations', () => {
    const counts = seeds(5).map((seed) => evaluations(sphere, 10, 1e-8, seed));
    expect(median(counts)).toBeGreaterThan(900);
    expect(median(counts)).toBeLessThan(1900);
  });
  it('adapts to an ellipsoid of condition 10⁶, rotated or not, at the same cost', () => {
    const axis = (x: readonly number[], k: number) => 10 ** ((6 * k) / (x.length - 1));
    const straight = (x: readonly number[]) => x.reduce((sum, v, k) => sum + axis(x, k) * v * v, 0);
    const turned = (x: readonly number[]) => {
      const s = Math.SQRT1_2;
      const y = x.map((v, k) => (k % 2 === 0 ? s * (v + x[k + 1]!) : s * (x[k - 1]! - v)));
      return straight(y);
    };
    const [a, b] = [straight, turned].map((f) => median(seeds(3).map((seed) => evaluations(f, 6, 1e-8, seed))));
    expect(a).toBeLessThan(5000);
    expect(b! / a!).toBeLessThan(1.5);
  });
  it('is indifferent to a monotone change of the losses', () => {
    const points = (f: (loss: number) => number) =>
      drive(cmaEs({ mean: [1, 2], sigma: 1 }), (x) => f(sphere(x)), 60).points;
    expect(points(Math.log1p)).toEqual(points((x) => x));
  });
  it('ends when it has converged, and starts again with twice the points when told to', () => {
    const once = cmaEs({ mean: [1, 1], sigma: 1 });
    drive(once, sphere, 100_000);
    expect(once.ask()).toEqual([]);
    const twice = cmaEs({ mean: [1, 1], sigma: 1, restarts: 2 });
    drive(twice, sphere, 100_000);
    expect(twice.state()).toMatchObject({ restart: 2, lambda: 24, over: true });
  });
  it('refuses what it cannot start from', () => {
    expect(() => cmaEs({ mean: [], sigma: 1 })).toThrow(RangeError);
    expect(() => cmaEs({ mean: [1], sigma: 0 })).toThrow(RangeError);
    expect(() => cmaEs({ mean: [1], sigma: 1, lambda: 1 })).toThrow(RangeError);
  });
});

describe('on a box', () => {
  it('every search stays in it', () => {
    for (const search of [randomSearch(box), tpe(box)]) {
      for (const point of drive<unknown>(search, sphere, 60).points) {
        expect(point.every((x) => x >= -5 && x <= 5)).toBe(true);
      }
    }
  });
});
