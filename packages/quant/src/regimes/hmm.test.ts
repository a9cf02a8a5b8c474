import fc from 'fast-check';
import { matrix } from '../linear/index.js';
import type { Matrix } from '../linear/index.js';
import { createRandom } from '../random/index.js';
import { expOfNonpositive } from './exp-of-nonpositive.js';
import { baumWelch, filterHmm, fitHmm, smoothHmm, viterbi } from './index.js';
import type { BestHmmFit, GaussianHmm, Unfitted } from './index.js';

const column = (x: ArrayLike<number>): Matrix => matrix(x.length, 1, Float64Array.from(x));

/** A model of one variable. */
function model(initial: number[], transition: number[][], means: number[], variances: number[]): GaussianHmm {
  const k = initial.length;
  return {
    covarianceKind: 'diagonal',
    initial: Float64Array.from(initial),
    transition: matrix(k, k, Float64Array.from(transition.flat())),
    means: column(means),
    covariances: column(variances),
  };
}

/** A random model of k states whose rows are far from 0 and 1. */
function randomModel(seed: number, k: number): GaussianHmm {
  const random = createRandom(seed);
  const probabilities = (): number[] => {
    const raw = Array.from({ length: k }, () => random.uniform(0.1, 1));
    const total = raw.reduce((a, b) => a + b, 0);
    return raw.map((x) => x / total);
  };
  const each = (f: () => number): number[] => Array.from({ length: k }, f);
  return model(
    probabilities(),
    Array.from({ length: k }, probabilities),
    each(() => random.normal()),
    each(() => random.uniform(0.2, 3)),
  );
}

/** Every path of states with its joint density: what the recursions must add up to. */
function paths(m: GaussianHmm, x: number[]): { path: number[]; density: number }[] {
  const k = m.initial.length;
  return Array.from({ length: k ** x.length }, (_, code) => {
    const path = x.map((_, t) => Math.floor(code / k ** t) % k);
    const density = path.reduce((product, s, t) => {
      const move = t === 0 ? m.initial[s]! : m.transition.data[path[t - 1]! * k + s]!;
      const variance = m.covariances.data[s]!;
      const e = x[t]! - m.means.data[s]!;
      return (product * move * Math.exp((-0.5 * e * e) / variance)) / Math.sqrt(2 * Math.PI * variance);
    }, 1);
    return { path, density };
  });
}

/** Observations from a chain that stays with probability `stay`, and the states they came from. */
function simulated(seed: number, n: number, stay: number, means: number[], deviations: number[]) {
  const random = createRandom(seed);
  const k = means.length;
  let state = 0;
  const states = new Int32Array(n);
  const x = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    if (random.next() > stay) state = (state + random.integer(1, k - 1)) % k;
    states[t] = state;
    x[t] = random.normal(means[state]!, deviations[state]!);
  }
  return { states, x };
}

function fitted(fit: BestHmmFit | Unfitted): BestHmmFit {
  if (!fit.fitted) throw new Error(fit.reason);
  return fit;
}

describe('exact against every path', () => {
  const x = [0.3, -1.2, 2.5, 0.1, -0.4];
  test.each([1, 2, 3, 4, 5])('%i states', (k) => {
    const m = randomModel(k, k);
    const all = paths(m, x);
    const total = all.reduce((sum, { density }) => sum + density, 0);
    const { probabilities, logLikelihood } = smoothHmm(m, column(x));
    expect(logLikelihood).toBeCloseTo(Math.log(total), 10);
    for (let t = 0; t < x.length; t++) {
      for (let s = 0; s < k; s++) {
        const share = all.reduce((sum, { path, density }) => (path[t] === s ? sum + density : sum), 0) / total;
        expect(probabilities.data[t * k + s]).toBeCloseTo(share, 10);
      }
      const upTo = filterHmm(m, column(x.slice(0, t + 1))).probabilities.data;
      const filtered = filterHmm(m, column(x)).probabilities.data;
      expect(filtered.slice(t * k, (t + 1) * k)).toEqual(upTo.slice(t * k));
      for (let s = 0; s < k; s++)
        expect(upTo[t * k + s]).toBeCloseTo(smoothHmm(m, column(x.slice(0, t + 1))).probabilities.data[t * k + s]!, 10);
    }
    const likeliest = all.reduce((a, b) => (b.density > a.density ? b : a));
    const found = viterbi(m, column(x));
    expect([...found.states]).toEqual(likeliest.path);
    expect(found.logProbability).toBeCloseTo(Math.log(likeliest.density), 10);
    // One step of EM: the mean of a state is the average weighted by the smoothed probabilities, the moves are counted.
    const step = baumWelch(m, column(x), { maxIterations: 1, varianceFloor: 0 });
    for (let i = 0; i < k; i++) {
      let weight = 0;
      let sum = 0;
      x.forEach((value, t) => {
        weight += probabilities.data[t * k + i]!;
        sum += probabilities.data[t * k + i]! * value;
      });
      expect(step.model.means.data[i]).toBeCloseTo(sum / weight, 10);
      const moves = Array.from({ length: k }, (_, j) =>
        all.reduce(
          (n, { path, density }) => n + density * path.filter((s, t) => t > 0 && s === j && path[t - 1] === i).length,
          0,
        ),
      );
      const out = moves.reduce((a, b) => a + b, 0);
      moves.forEach((count, j) => expect(step.model.transition.data[i * k + j]).toBeCloseTo(count / out, 10));
    }
    expect(step.logLikelihood).toBeGreaterThan(step.history[0]!);
  });

  test('two variables: full equals diagonal on a rotation away, and a product of single ones where independent', () => {
    const random = createRandom(3);
    const n = 60;
    const data = Float64Array.from({ length: 2 * n }, () => random.normal());
    const base = model(
      [0.6, 0.4],
      [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
      [0, 0.5],
      [1, 2],
    );
    const diagonal = {
      ...base,
      means: matrix(2, 2, Float64Array.of(0, 1, 0.5, -1)),
      covariances: matrix(2, 2, Float64Array.of(1, 2, 0.5, 3)),
    };
    const full: GaussianHmm = {
      ...diagonal,
      covarianceKind: 'full',
      covariances: matrix(2, 4, Float64Array.of(1, 0, 0, 2, 0.5, 0, 0, 3)),
    };
    const observations = matrix(n, 2, data);
    expect(smoothHmm(full, observations).logLikelihood).toBeCloseTo(smoothHmm(diagonal, observations).logLikelihood, 9);
    // x' = B x has mean B m, covariance B C B' and the density of x over |det B|.
    const [a, b, c, d] = [1, 0.7, -0.3, 1.2] as const;
    const turned = Float64Array.from(data, (_, i) =>
      i % 2 === 0 ? a * data[i]! + b * data[i + 1]! : c * data[i - 1]! + d * data[i]!,
    );
    const means = full.means.data.map((_, i, m) =>
      i % 2 === 0 ? a * m[i]! + b * m[i + 1]! : c * m[i - 1]! + d * m[i]!,
    );
    const cov = [0, 1].flatMap((s) => {
      const [v, , , w] = full.covariances.data.slice(4 * s, 4 * s + 4) as unknown as number[];
      const cross = a * c * v! + b * d * w!;
      return [a * a * v! + b * b * w!, cross, cross, c * c * v! + d * d * w!];
    });
    const other: GaussianHmm = {
      ...full,
      means: matrix(2, 2, means),
      covariances: matrix(2, 4, Float64Array.from(cov)),
    };
    expect(smoothHmm(other, matrix(n, 2, turned)).logLikelihood).toBeCloseTo(
      smoothHmm(full, observations).logLikelihood - n * Math.log(a * d - b * c),
      9,
    );
  });
});

describe('log space', () => {
  const m = model(
    [0.5, 0.5],
    [
      [0.99, 0.01],
      [0.05, 0.95],
    ],
    [0, 0],
    [1, 4],
  );
  test('an observation a thousand deviations out underflows nothing', () => {
    const { probabilities, logLikelihood } = smoothHmm(m, column([0, 1000, 0]));
    expect(Number.isFinite(logLikelihood)).toBe(true);
    expect(logLikelihood).toBeLessThan(-1e5);
    expect(probabilities.data.every((p) => p >= 0 && p <= 1 + 1e-12)).toBe(true);
    expect(probabilities.data[3]).toBeCloseTo(1, 12);
  });

  test('a state that cannot be reached takes no part, however well it would fit', () => {
    const closed = model(
      [1, 0],
      [
        [1, 0],
        [0, 1],
      ],
      [0, 1000],
      [1, 1],
    );
    expect(filterHmm(closed, column([0, 1000])).probabilities.data).toEqual(Float64Array.of(1, 0, 1, 0));
    const five = {
      ...model(
        [1, 0, 0, 0, 0],
        [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => (i === j ? 1 : 0))),
        [0, 1000, 1, 2, 3],
        [1, 1, 1, 1, 1],
      ),
    };
    expect(filterHmm(five, column([0, 1000])).logLikelihood).toBeCloseTo(
      filterHmm(closed, column([0, 1000])).logLikelihood,
      6,
    );
  });

  test('ten thousand observations', () => {
    const { x } = simulated(1, 10_000, 0.98, [0, 0], [1, 2]);
    const { logLikelihood, probabilities } = filterHmm(m, column(x));
    expect(logLikelihood / x.length).toBeGreaterThan(-3);
    for (let t = 0; t < 10_000; t++)
      expect(Math.abs(probabilities.data[2 * t]! + probabilities.data[2 * t + 1]! - 1)).toBeLessThan(1e-12);
  });

  test('the exponential is that of Math.exp to 4 units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -760, max: 0, noNaN: true }), (x) => {
        const wanted = Math.exp(x);
        expect(Math.abs(expOfNonpositive(x) - wanted)).toBeLessThanOrEqual(4 * 2 ** -52 * wanted);
      }),
    );
    expect([expOfNonpositive(0), expOfNonpositive(-Infinity), expOfNonpositive(-1e5)]).toEqual([1, 0, 0]);
  });
});

describe('a state that cannot be entered again', () => {
  /** State 0 may only be left, for state 1 which is final; further states are never reached. */
  const leaving = (k: number): GaussianHmm => {
    const row = (...p: number[]) => Array.from({ length: k }, (_, j) => p[j] ?? 0);
    return model(
      row(1),
      Array.from({ length: k }, (_, i) =>
        i === 0 ? row(0.9, 0.1) : row(...Array.from({ length: k }, (_, j) => +(i === j))),
      ),
      Array.from({ length: k }, (_, j) => 10 * j),
      new Array<number>(k).fill(1e-3),
    );
  };
  const logDensity = (e: number) => -0.5 * (Math.log(2 * Math.PI * 1e-3) + (e * e) / 1e-3);
  /** Log joint density of each path: state 0 for the first `s` observations, s = 1 … n. */
  const byLeaving = (x: number[]) =>
    x.map((_, at) => {
      const s = at + 1;
      const seen = x.reduce((sum, value, t) => sum + logDensity(value - (t < s ? 0 : 10)), 0);
      return seen + at * Math.log(0.9) + (s < x.length ? Math.log(0.1) : 0);
    });
  const logSum = (logs: number[]) => {
    const top = Math.max(...logs);
    return top + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - top), 0));
  };
  // The second observation is far likelier in state 1, all later ones in state 0.
  const x = [0.01, 9, 0.02, -0.01, 0.01, 0.02, 4.99, 10.02, 9.99];

  test.each([2, 3, 4, 5])('is kept however improbable it has become: %i states', (k) => {
    const paths = byLeaving(x);
    const { probabilities, logLikelihood } = smoothHmm(leaving(k), column(x));
    const whole = logSum(paths);
    expect(logLikelihood / whole).toBeCloseTo(1, 12);
    const { data } = filterHmm(leaving(k), column(x)).probabilities;
    x.forEach((_, t) => {
      expect(probabilities.data[t * k]).toBeCloseTo(Math.exp(logSum(paths.slice(t)) - whole), 9);
      const known = byLeaving(x.slice(0, t + 1));
      expect(data[t * k]).toBeCloseTo(Math.exp(known.at(-1)! - logSum(known)), 9);
    });
  });

  test('its moves are learned', () => {
    const { model: learned, history, logLikelihood } = baumWelch(leaving(2), column(x), { varianceFloor: 0 });
    expect(logLikelihood).toBeGreaterThan(history[0]!);
    // Seven observations before the only move.
    expect(learned.transition.data[1]).toBeCloseTo(1 / 7, 4);
  });
});

describe('fitting', () => {
  test.each([1, 2, 3, 4, 5])('recovers two simulated volatility regimes with equal means (seed %i)', (seed) => {
    const { states, x } = simulated(seed, 1500, 0.99, [0, 0], [0.01, 0.03]);
    const { model: found, converged, occupancy } = fitted(fitHmm(column(x), { states: 2, seed }));
    expect(converged).toBe(true);
    expect(Math.sqrt(found.covariances.data[0]!) / 0.01).toBeCloseTo(1, 0.8);
    expect(Math.sqrt(found.covariances.data[1]!) / 0.03).toBeCloseTo(1, 0.8);
    expect(occupancy[0]! + occupancy[1]!).toBeCloseTo(1, 9);
    const path = viterbi(found, column(x)).states;
    const { probabilities } = filterHmm(found, column(x));
    const right = (of: (t: number) => number): number => states.filter((s, t) => of(t) === s).length / x.length;
    expect(right((t) => path[t]!)).toBeGreaterThan(0.95);
    expect(right((t) => (probabilities.data[2 * t + 1]! > 0.5 ? 1 : 0))).toBeGreaterThan(0.9);
  });

  test.each([1, 2, 3])('recovers three regimes apart in mean and deviation (seed %i)', (seed) => {
    const { states, x } = simulated(seed, 1500, 0.97, [0.5, 0, -1.5], [0.4, 1, 2.5]);
    const { model: found } = fitted(fitHmm(column(x), { states: 3, seed }));
    const path = viterbi(found, column(x)).states;
    expect(states.filter((s, t) => path[t] === s).length / x.length).toBeGreaterThan(0.85);
    expect([...found.means.data].sort((a, b) => b - a)).toEqual([...found.means.data]);
  });

  test('recovers correlations that change sign, in two variables', () => {
    const random = createRandom(11);
    const data = new Float64Array(2 * 1200);
    let state = 0;
    const states = new Int32Array(1200);
    for (let t = 0; t < 1200; t++) {
      if (random.next() < 0.02) state = 1 - state;
      states[t] = state;
      const rho = state === 0 ? 0.8 : -0.8;
      const u = random.normal();
      data[2 * t] = (1 + state) * u;
      data[2 * t + 1] = (1 + state) * (rho * u + Math.sqrt(1 - rho * rho) * random.normal());
    }
    const observations = matrix(1200, 2, data);
    const { model: found } = fitted(fitHmm(observations, { states: 2, covarianceKind: 'full', seed: 1 }));
    const [v, c, , w] = found.covariances.data as unknown as [number, number, number, number];
    expect(c / Math.sqrt(v * w)).toBeCloseTo(0.8, 1);
    const path = viterbi(found, observations).states;
    expect(states.filter((s, t) => path[t] === s).length / 1200).toBeGreaterThan(0.95);
  });

  test('equal seeds give equal fits, and EM never loses likelihood', () => {
    const { x } = simulated(9, 500, 0.97, [0, 0.3], [1, 2]);
    const one = fitHmm(column(x), { states: 2, seed: 'a', varianceFloor: 0 });
    expect(fitHmm(column(x), { states: 2, seed: 'a', varianceFloor: 0 })).toEqual(one);
    const { history, logLikelihood, iterations, starts } = fitted(one);
    expect(history.length).toBe(iterations);
    for (let i = 1; i < iterations; i++) expect(history[i]! - history[i - 1]!).toBeGreaterThan(-1e-8);
    expect(logLikelihood).toBeGreaterThanOrEqual(Math.max(...starts) - 1e-9);
    expect(starts.length).toBe(5);
  });

  test('unit and offset of the observations change nothing but the parameters', () => {
    const { x } = simulated(4, 600, 0.97, [0, 0], [1, 3]);
    const plain = fitted(fitHmm(column(x), { states: 2, seed: 1 }));
    const moved = fitted(fitHmm(column(x.map((v) => 1e4 + 0.01 * v)), { states: 2, seed: 1 }));
    expect(moved.model.covariances.data[1]! * 1e4).toBeCloseTo(plain.model.covariances.data[1]!, 4);
    expect((moved.model.means.data[0]! - 1e4) * 100).toBeCloseTo(plain.model.means.data[0]!, 4);
  });

  test('a start of an earlier fit is used, one of another size refused', () => {
    const { x } = simulated(5, 400, 0.97, [0, 0], [1, 3]);
    const before = fitted(fitHmm(column(x.subarray(0, 300)), { states: 2, seed: 1 }));
    const after = fitted(fitHmm(column(x), { states: 2, seed: 1, restarts: 0, start: before.model }));
    expect(after.starts.length).toBe(1);
    expect(after.logLikelihood).toBeCloseTo(fitted(fitHmm(column(x), { states: 2, seed: 1 })).logLikelihood, 2);
    expect(() => fitHmm(column(x), { states: 3, seed: 1, start: before.model })).toThrow('2 states, not 3');
  });
});

describe('degenerate data', () => {
  const options = { states: 2, seed: 1 };
  test.each([0, 1, 2, 5])('%i observations are too short', (n) => {
    const { x } = simulated(1, n, 0.9, [0, 1], [1, 1]);
    expect(fitHmm(column(x), options)).toEqual({ fitted: false, reason: 'too_short' });
  });

  test.each([0, 5, 1e9 + 0.1])('a constant series (%d) is refused', (value) => {
    expect(fitHmm(column(new Float64Array(100).fill(value)), options)).toEqual({ fitted: false, reason: 'constant' });
    const two = matrix(
      100,
      2,
      Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i : value)),
    );
    expect(fitHmm(two, { ...options, covarianceKind: 'full' })).toEqual({ fitted: false, reason: 'constant' });
  });

  test.each([NaN, Infinity, -Infinity])('%d is a RangeError with its place', (bad) => {
    const x = new Float64Array(50).fill(1);
    x[17] = bad;
    expect(() => fitHmm(column(x), options)).toThrow(/at 17/);
    expect(() => filterHmm(randomModel(1, 2), column(x))).toThrow(RangeError);
    expect(() => viterbi(randomModel(1, 2), column(x))).toThrow(RangeError);
  });

  test('one and two observations can be filtered', () => {
    const m = randomModel(2, 3);
    expect(filterHmm(m, column([0.5])).probabilities.rows).toBe(1);
    expect(viterbi(m, column([0.5, 0.2])).states.length).toBe(2);
    expect(filterHmm(m, column([])).logLikelihood).toBe(0);
    expect(smoothHmm(m, column([])).probabilities.rows).toBe(0);
    expect(viterbi(m, column([])).states.length).toBe(0);
  });

  test('a series that is constant for half of its length keeps a variance', () => {
    const random = createRandom(2);
    const x = Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? 0 : random.normal()));
    const { model: found } = fitted(fitHmm(column(x), options));
    expect(found.covariances.data[0]).toBeGreaterThan(0);
    expect(found.covariances.data[0]! / found.covariances.data[1]!).toBeCloseTo(5e-4, 4);
  });

  test('a column twice is singular, and the floor keeps it usable', () => {
    const { x } = simulated(6, 300, 0.97, [0, 1], [1, 2]);
    const twice = matrix(
      300,
      2,
      Float64Array.from({ length: 600 }, (_, i) => x[i >> 1]!),
    );
    const { model: found, logLikelihood } = fitted(fitHmm(twice, { ...options, covarianceKind: 'full' }));
    expect(Number.isFinite(logLikelihood)).toBe(true);
    expect(filterHmm(found, twice).probabilities.data.every(Number.isFinite)).toBe(true);
    expect(() => baumWelch(found, twice, { varianceFloor: 0, maxIterations: 5 })).toThrow('positive definite');
  });

  test('a state nothing belongs to keeps what it had and shows in the occupancy', () => {
    const { x } = simulated(7, 200, 0.97, [0, 0], [1, 1]);
    const start = model(
      [0.5, 0.5],
      [
        [0.9, 0.1],
        [0.1, 0.9],
      ],
      [0, 1e6],
      [1, 1],
    );
    const fit = baumWelch(start, column(x), { maxIterations: 5 });
    expect(fit.occupancy[1]).toBeLessThan(1e-9);
    expect(fit.model.means.data[1]).toBe(1e6);
    expect(fit.model.covariances.data[1]).toBe(1);
    expect([...fit.model.transition.data].every(Number.isFinite)).toBe(true);
  });

  test('models that are none', () => {
    const good = randomModel(1, 2);
    const x = column([1, 2, 3]);
    expect(() => filterHmm({ ...good, initial: Float64Array.of(0.5, 0.6) }, x)).toThrow('sum to 1');
    expect(() => filterHmm({ ...good, covariances: column([1, -1]) }, x)).toThrow('positive');
    expect(() => filterHmm({ ...good, means: column([1]) }, x)).toThrow('2 states');
    expect(() => filterHmm(good, matrix(3, 2))).toThrow('1 variables, the observations 2');
    expect(() => fitHmm(x, { states: 0, seed: 1 })).toThrow('states');
  });
});

test('filtering does not see the future', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 79 }), fc.double({ min: -50, max: 50, noNaN: true }), (cut, planted) => {
      const m = randomModel(8, 3);
      const { x } = simulated(8, 80, 0.9, [0, 1, 2], [1, 1, 1]);
      const other = Float64Array.from(x, (v, t) => (t < cut ? v : planted));
      const [a, b] = [filterHmm(m, column(x)), filterHmm(m, column(other))];
      expect(b.probabilities.data.slice(0, 3 * cut)).toEqual(a.probabilities.data.slice(0, 3 * cut));
    }),
    { numRuns: 50 },
  );
});
