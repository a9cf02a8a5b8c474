import { matrix } from '../linear/index.js';
import { createRandom } from '../random/index.js';
import { expectedDurations, fitMarkovSwitching, regimeProbabilities, stationaryDistribution } from './index.js';
import type { MarkovSwitchingFit, MarkovSwitchingModel, Unfitted } from './index.js';

function fitted(fit: MarkovSwitchingFit | Unfitted): MarkovSwitchingFit {
  if (!fit.fitted) throw new Error(fit.reason);
  return fit;
}

const truth: MarkovSwitchingModel = {
  transition: matrix(2, 2, Float64Array.of(0.9, 0.1, 0.05, 0.95)),
  means: Float64Array.of(-1, 1),
  variances: Float64Array.of(0.4),
  ar: matrix(1, 1, Float64Array.of(0.4)),
};

function simulated(seed: number, n: number, { transition, means, variances, ar }: MarkovSwitchingModel) {
  const random = createRandom(seed);
  const y = new Float64Array(n);
  const states = new Int32Array(n);
  let state = 0;
  let gap = 0;
  for (let t = 0; t < n; t++) {
    if (random.next() > transition.data[3 * state]!) state = 1 - state;
    gap = ar.data[0]! * gap + random.normal(0, Math.sqrt(variances[variances.length === 1 ? 0 : state]!));
    y[t] = means[state]! + gap;
    states[t] = state;
  }
  return { y, states };
}

describe('filter and smoother against every sequence of regimes', () => {
  const y = [0.2, -1.1, 0.7, 1.9, -0.5, 0.4];
  test.each<[string, MarkovSwitchingModel]>([
    ['one lag', truth],
    ['no lag', { ...truth, ar: matrix(1, 0) }],
    [
      'two lags, all switching',
      { ...truth, variances: Float64Array.of(0.3, 1.1), ar: matrix(2, 2, Float64Array.of(0.4, -0.2, 0.1, 0.3)) },
    ],
  ])('%s', (_, model) => {
    const p = model.ar.cols;
    const back = Math.max(p, 1);
    const stationary = stationaryDistribution(model.transition);
    const rows = y.length - p;
    // Regimes of `back` observations before the first one explained, and of those explained.
    const sequences = Array.from({ length: 2 ** (rows + back) }, (_, code) => {
      const s = Array.from({ length: rows + back }, (_, i) => (code >> i) & 1);
      const densities = Array.from({ length: rows }, (_, row) => {
        const at = row + back;
        const t = row + p;
        const regime = s[at]!;
        const variance = model.variances[model.variances.length === 1 ? 0 : regime]!;
        let e = y[t]! - model.means[regime]!;
        for (let j = 0; j < p; j++) {
          e -=
            model.ar.data[(model.ar.rows === 1 ? 0 : regime * p) + j]! * (y[t - 1 - j]! - model.means[s[at - 1 - j]!]!);
        }
        return Math.exp((-0.5 * e * e) / variance) / Math.sqrt(2 * Math.PI * variance);
      });
      const moves = s.map((now, i) => (i === 0 ? stationary[now]! : model.transition.data[2 * s[i - 1]! + now]!));
      return { s, densities, moves };
    });
    const weight = (upTo: number) => (q: (typeof sequences)[number]) =>
      q.moves.reduce((a, b) => a * b, 1) * q.densities.slice(0, upTo).reduce((a, b) => a * b, 1);
    const { filtered, smoothed, logLikelihood } = regimeProbabilities(model, y);
    const sum = (upTo: number, keep: (s: number[]) => boolean): number =>
      sequences.reduce((total, q) => (keep(q.s) ? total + weight(upTo)(q) : total), 0);
    const all = sum(rows, () => true);
    expect(logLikelihood).toBeCloseTo(Math.log(all), 10);
    for (let row = 0; row < rows; row++) {
      const first = (s: number[]): boolean => s[row + back] === 0;
      expect(smoothed.data[2 * row]).toBeCloseTo(sum(rows, first) / all, 10);
      expect(filtered.data[2 * row]).toBeCloseTo(sum(row + 1, first) / sum(row + 1, () => true), 10);
    }
  });
});

test.each([1, 2, 3])('recovers a simulated process (seed %i)', (seed) => {
  const { y, states } = simulated(seed, 400, truth);
  const fit = fitted(fitMarkovSwitching(y, { regimes: 2, lags: 1, seed, restarts: 2 }));
  expect(fit.converged).toBe(true);
  const { model, standardErrors: errors } = fit;
  expect(Math.abs(model.means[0]! + 1) / errors!.means[0]!).toBeLessThan(3);
  expect(Math.abs(model.means[1]! - 1) / errors!.means[1]!).toBeLessThan(3);
  expect(Math.abs(model.ar.data[0]! - 0.4) / errors!.ar.data[0]!).toBeLessThan(3);
  expect(Math.abs(model.transition.data[0]! - 0.9) / errors!.transition.data[0]!).toBeLessThan(3);
  expect(errors!.transition.data[1]).toBeCloseTo(errors!.transition.data[0]!, 12);
  expect(fit.expectedDurations[1]).toBeCloseTo(1 / model.transition.data[2]!, 9);
  const { smoothed } = regimeProbabilities(model, y);
  const right = [...states].slice(1).filter((s, row) => (smoothed.data[2 * row + 1]! > 0.5 ? 1 : 0) === s).length;
  expect(right / 399).toBeGreaterThan(0.9);
});

test('switching variances are found where means hardly differ', () => {
  const { y } = simulated(4, 400, {
    ...truth,
    means: Float64Array.of(0, 0),
    variances: Float64Array.of(4, 0.25),
    ar: matrix(1, 1),
  });
  const { model } = fitted(
    fitMarkovSwitching(y, { regimes: 2, lags: 0, switchingVariance: true, seed: 1, restarts: 2 }),
  );
  expect(Math.sqrt(Math.max(...model.variances))).toBeCloseTo(2, 0);
  expect(Math.sqrt(Math.min(...model.variances))).toBeCloseTo(0.5, 0);
});

test('equal seeds give equal fits; offset and unit change the parameters only', () => {
  const { y } = simulated(5, 120, truth);
  const options = { regimes: 2, lags: 1, seed: 1, restarts: 2 };
  const one = fitMarkovSwitching(y, options);
  expect(fitMarkovSwitching(y, options)).toEqual(one);
  const moved = fitted(
    fitMarkovSwitching(
      y.map((v) => 50 + 10 * v),
      options,
    ),
  );
  expect((moved.model.means[0]! - 50) / 10).toBeCloseTo(fitted(one).model.means[0]!, 4);
  expect(moved.logLikelihood).toBeCloseTo(fitted(one).logLikelihood - 119 * Math.log(10), 5);
});

test('regimes that follow one another in one order only are fitted, without standard errors', () => {
  const random = createRandom('one order');
  const y = Float64Array.from({ length: 240 }, (_, t) => random.normal(3 * (Math.floor(t / 20) % 3), 0.5));
  const { model, standardErrors, logLikelihood } = fitted(
    fitMarkovSwitching(y, { regimes: 3, lags: 0, seed: 1, restarts: 2 }),
  );
  const [, up, skipped, back] = model.transition.data;
  expect(up).toBeCloseTo(0.05, 1);
  expect(skipped).toBeLessThan(1e-4);
  expect(back).toBeLessThan(1e-4);
  expect(Number.isFinite(logLikelihood)).toBe(true);
  expect(standardErrors).toBeNull();
});

test('degenerate data and wrong arguments', () => {
  const options = { regimes: 2, lags: 1, seed: 1 };
  for (const n of [0, 1, 2, 7]) {
    expect(fitMarkovSwitching(simulated(1, n, truth).y, options)).toEqual({ fitted: false, reason: 'too_short' });
  }
  expect(fitMarkovSwitching(new Float64Array(100).fill(3), options)).toEqual({ fitted: false, reason: 'constant' });
  const { y } = simulated(1, 50, truth);
  y[9] = NaN;
  expect(() => fitMarkovSwitching(y, options)).toThrow(/at 9/);
  expect(() => fitMarkovSwitching([1, 2], { ...options, regimes: 1 })).toThrow('regimes');
  expect(() => regimeProbabilities(truth, [1])).toThrow('lags');
  expect(() => regimeProbabilities({ ...truth, means: Float64Array.of(1) }, [1, 2, 3])).toThrow('2 regimes');
});

describe('chains', () => {
  test('stationary distribution and durations', () => {
    const chain = matrix(3, 3, Float64Array.of(0.5, 0.5, 0, 0.25, 0.5, 0.25, 0, 0.5, 0.5));
    expect([...stationaryDistribution(chain)]).toEqual([0.25, 0.5, 0.25].map((v) => expect.closeTo(v, 12)));
    expect([...expectedDurations(chain)]).toEqual([2, 2, 2]);
    expect([...expectedDurations(matrix(2, 2, Float64Array.of(1, 0, 0.5, 0.5)))]).toEqual([Infinity, 2]);
    expect([...stationaryDistribution(matrix(2, 2, Float64Array.of(1, 0, 0.5, 0.5)))]).toEqual([1, 0]);
    expect([...stationaryDistribution(matrix(2, 2, Float64Array.of(0.5, 0.5, 0, 1)))]).toEqual([0, 1]);
    expect(() => stationaryDistribution(matrix(2, 2, Float64Array.of(1, 0.1, 0.5, 0.5)))).toThrow(RangeError);
    expect(() => expectedDurations(matrix(2, 1))).toThrow('square');
  });

  test('a stationary distribution does not change with a step, whichever moves are impossible', () => {
    const random = createRandom('chains');
    for (let trial = 0; trial < 400; trial++) {
      const k = random.integer(2, 5);
      const moves = new Float64Array(k * k);
      for (let i = 0; i < k; i++) {
        const row = Array.from({ length: k }, () => (random.next() < 0.5 ? 0 : random.next()));
        row[random.integer(0, k - 1)]! += 0.1;
        const total = row.reduce((a, b) => a + b);
        row.forEach((value, j) => (moves[i * k + j] = value / total));
      }
      const stationary = stationaryDistribution(matrix(k, k, moves));
      expect(stationary.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      for (let j = 0; j < k; j++) {
        const next = stationary.reduce((sum, p, i) => sum + p * moves[i * k + j]!, 0);
        expect(next).toBeCloseTo(stationary[j]!, 10);
      }
    }
  });
});
