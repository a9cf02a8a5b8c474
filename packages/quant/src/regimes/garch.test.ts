import { inversePositiveDefinite } from '../linear/cholesky.js';
import { matrix } from '../linear/index.js';
import { createRandom } from '../random/index.js';
import { fitGarch, forecastGarch, garchPath } from './index.js';
import type { GarchFit, GarchParameters, Unfitted } from './index.js';
import { garchScore } from './garch-score.js';

/** Returns of a GARCH(1,1) that begins at its unconditional variance. */
function simulated(seed: number, n: number, { mu, omega, alpha, beta }: GarchParameters): Float64Array {
  const random = createRandom(seed);
  let variance = omega / (1 - alpha - beta);
  return Float64Array.from({ length: n }, () => {
    const e = random.normal(0, Math.sqrt(variance));
    variance = omega + alpha * e * e + beta * variance;
    return mu + e;
  });
}

function fitted(fit: GarchFit | Unfitted): GarchFit {
  if (!fit.fitted) throw new Error(fit.reason);
  return fit;
}

const truth = { mu: 0.0005, omega: 2e-6, alpha: 0.08, beta: 0.9 };

test.each([1, 2, 3, 4])(
  'the parameters of 4,000 simulated returns lie within three standard errors (seed %i)',
  (seed) => {
    const { parameters, standardErrors, converged, persistence } = fitted(fitGarch(simulated(seed, 4000, truth)));
    expect(converged).toBe(true);
    expect(persistence).toBeCloseTo(0.98, 1);
    for (const name of ['mu', 'omega', 'alpha', 'beta'] as const) {
      expect(Math.abs(parameters[name] - truth[name]) / standardErrors![name]).toBeLessThan(3);
    }
  },
);

test('standard errors are those of the likelihood also where shocks are small and last long', () => {
  const r = simulated(55, 1000, { mu: 0.05, omega: 0.005, alpha: 0.01, beta: 0.985 });
  const { parameters, standardErrors } = fitted(fitGarch(r, { presample: 'backcast' }));
  const names = ['mu', 'omega', 'alpha', 'beta'] as const;
  const step = 2e-6;
  const at = (i: number, a: number, j: number, b: number) => {
    const near = { ...parameters };
    near[names[i]!] += a * step;
    near[names[j]!] += b * step;
    return garchPath(r, near, { presample: 'backcast' }).logLikelihood;
  };
  const information = matrix(4, 4);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      const second = at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1);
      information.data[4 * i + j] = -second / (4 * step * step);
    }
  }
  const covariance = inversePositiveDefinite(information)!;
  names.forEach((name, i) => {
    expect(standardErrors![name] / Math.sqrt(covariance.data[5 * i]!)).toBeCloseTo(1, 2);
  });
});

test('the standard error of the next variance is about its spread over samples of one history', () => {
  const fit = fitted(fitGarch(simulated(5, 2000, truth)));
  const { next } = garchPath(simulated(5, 2000, truth), truth, { presample: 'backcast' });
  expect(Math.abs(fit.nextVariance - next) / fit.nextVarianceError!).toBeLessThan(3);
  expect(fit.nextVarianceError! / fit.nextVariance).toBeLessThan(0.5);
});

test('the gradient is that of the likelihood, for every convention', () => {
  const r = simulated(1, 300, { mu: 0.1, omega: 0.1, alpha: 0.1, beta: 0.8 });
  for (const presample of ['mean_square', 'backcast'] as const) {
    const score = garchScore(r, presample, 'constant');
    const theta = Float64Array.of(0.15, 0.2, 0.12, 0.7);
    const gradient = new Float64Array(4);
    const scratch = new Float64Array(4);
    const value = score.evaluate(theta, gradient);
    const [mu, omega, alpha, beta] = theta as unknown as [number, number, number, number];
    const path = garchPath(r, { mu, omega, alpha, beta }, { presample });
    expect(value).toBeCloseTo(path.logLikelihood, 9);
    score.evaluate(theta, scratch);
    expect(score.next.value).toBeCloseTo(path.next, 12);
    const byTheta = Float64Array.from(score.next.gradient);
    for (let i = 0; i < 4; i++) {
      const at = (h: number): [number, number] => {
        const x = Float64Array.from(theta);
        x[i]! += h;
        return [score.evaluate(x, scratch), score.next.value];
      };
      const [above, below] = [at(1e-6), at(-1e-6)];
      expect(gradient[i]! / ((above[0] - below[0]) / 2e-6)).toBeCloseTo(1, 5);
      expect(byTheta[i]).toBeCloseTo((above[1] - below[1]) / 2e-6, 5);
    }
  }
});

test('the unit of the returns does not matter', () => {
  const r = simulated(7, 800, truth);
  const one = fitted(fitGarch(r));
  const other = fitted(fitGarch(r.map((x) => 100 * x)));
  expect(other.parameters.alpha).toBeCloseTo(one.parameters.alpha, 8);
  expect(other.parameters.omega / one.parameters.omega / 1e4).toBeCloseTo(1, 6);
  expect(other.logLikelihood).toBeCloseTo(one.logLikelihood - 800 * Math.log(100), 6);
});

test('without a mean mu is 0, without an error, and the likelihood lower', () => {
  const r = simulated(8, 1000, { ...truth, mu: 0.002 });
  const zero = fitted(fitGarch(r, { mean: 'zero' }));
  expect([zero.parameters.mu, zero.standardErrors!.mu, zero.robustStandardErrors!.mu]).toEqual([0, 0, 0]);
  expect(zero.logLikelihood).toBeLessThan(fitted(fitGarch(r)).logLikelihood);
});

test('a start on a part of the returns leads to the same maximum', () => {
  const r = simulated(9, 1500, truth);
  const start = fitted(fitGarch(r.subarray(0, 1400))).parameters;
  expect(fitted(fitGarch(r, { start })).logLikelihood).toBeCloseTo(fitted(fitGarch(r)).logLikelihood, 5);
});

test('forecasts begin at the next variance and approach the unconditional one', () => {
  const fit = fitted(fitGarch(simulated(2, 2000, truth)));
  const ahead = forecastGarch(fit, 2000);
  expect(ahead[0]).toBe(fit.nextVariance);
  expect(ahead[1999]! / fit.unconditionalVariance!).toBeCloseTo(1, 2);
  const { omega, alpha, beta } = fit.parameters;
  expect(ahead[1]).toBeCloseTo(omega + (alpha + beta) * ahead[0]!, 12);
  expect(() => forecastGarch(fit, 0)).toThrow(RangeError);
});

test('independent returns show no clusters worth their likelihood', () => {
  const random = createRandom(3);
  const r = Float64Array.from({ length: 1000 }, () => random.normal(0, 0.01));
  const fit = fitted(fitGarch(r));
  expect(fit.parameters.alpha).toBeLessThan(0.05);
  expect(Math.sqrt(fit.nextVariance)).toBeCloseTo(0.01, 3);
});

test('variances that only grow are at the bound: no unconditional variance, no error pretended', () => {
  const random = createRandom(4);
  const r = Float64Array.from({ length: 600 }, (_, t) => random.normal(0, Math.exp(t / 60)));
  const fit = fitted(fitGarch(r));
  expect(fit.persistence).toBeGreaterThan(0.999);
  expect(Number.isFinite(fit.logLikelihood)).toBe(true);
  expect(fit.unconditionalVariance === null || fit.unconditionalVariance > 0).toBe(true);
  expect(forecastGarch(fit, 5).every((v) => v > 0)).toBe(true);
});

test.each([0, 1, 2, 49])('%i returns are too short', (n) => {
  expect(fitGarch(new Float64Array(n))).toEqual({ fitted: false, reason: 'too_short' });
});

test('constant returns and NaN', () => {
  expect(fitGarch(new Float64Array(100).fill(0.01))).toEqual({ fitted: false, reason: 'constant' });
  const r = simulated(1, 100, truth);
  r[40] = NaN;
  expect(() => fitGarch(r)).toThrow(/at 40/);
  expect(() => garchPath(r, truth, { presample: 'backcast' })).toThrow(RangeError);
  expect(() => garchPath([1], { ...truth, omega: 0 }, { presample: 'backcast' })).toThrow('omega');
});

test('one variance: the recursion by hand', () => {
  const path = garchPath([1, -2], { mu: 0, omega: 0.1, alpha: 0.2, beta: 0.5 }, { presample: 'mean_square' });
  // The mean of squares is 2.5: .1 + .7 × 2.5 = 1.85, then .1 + .2 × 1 + .5 × 1.85 = 1.225, then .1 + .2 × 4 + .5 × 1.225.
  expect([...path.variances, path.next]).toEqual([1.85, 1.225, 1.5125].map((v) => expect.closeTo(v, 12)));
});

test('without returns the path says nothing beyond its parameters', () => {
  const path = garchPath([], { mu: 0, omega: 2, alpha: 0.1, beta: 0.8 }, { presample: 'backcast' });
  expect([path.next, path.variances.length]).toEqual([2, 0]);
});

test.each([50, 200])('of %i returns with a crash among them no parameters are likelier than those found', (n) => {
  for (const presample of ['backcast', 'mean_square'] as const) {
    for (let seed = 1; seed <= 6; seed++) {
      const random = createRandom(seed);
      const r = Float64Array.from({ length: n }, (_, t) => (t === n / 2 ? 30 : random.normal()));
      const { logLikelihood, parameters } = fitted(fitGarch(r, { presample }));
      for (const alpha of [0.05, 0.3, 0.6, 0.95]) {
        for (const beta of [0, 0.04, 0.35, 0.65, 0.9]) {
          for (const omega of [0.1, 0.5, 1, 3]) {
            if (alpha + beta >= 1) continue;
            const other = garchPath(r, { mu: parameters.mu, omega, alpha, beta }, { presample });
            expect(logLikelihood).toBeGreaterThanOrEqual(other.logLikelihood);
          }
        }
      }
    }
  }
});
