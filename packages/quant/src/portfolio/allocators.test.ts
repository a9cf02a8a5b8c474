import fc from 'fast-check';
import { covariance, dot, fromRows, gram, ledoitWolf, matrix, multiplyVector, type Matrix } from '../linear/index.js';
import { createRandom } from '../random/index.js';
import {
  equalRiskContribution,
  equalWeights,
  hierarchicalRiskParity,
  inverseVolatility,
  linkages,
  maximumSharpe,
  minimumVariance,
  portfolioFigures,
  riskContributions,
} from './index.js';

/** Covariances of 1 to 9 assets with volatilities from .05 to 1 and any correlations. */
const covariances: fc.Arbitrary<Matrix> = fc
  .record({ seed: fc.integer(), n: fc.integer({ min: 1, max: 9 }), factors: fc.integer({ min: 1, max: 12 }) })
  .map(({ seed, n, factors }) => {
    const random = createRandom(`cov ${seed}`);
    const loads = Array.from({ length: factors }, () => Array.from({ length: n }, () => random.normal(0.3, 1)));
    const cov = gram(fromRows(loads));
    for (let i = 0; i < n; i++) cov.data[i * n + i]! += 0.01 + random.next() * 0.3;
    const scale = Array.from({ length: n }, () => 0.05 + random.next());
    cov.data.forEach((_, k) => (cov.data[k]! *= scale[Math.floor(k / n)]! * scale[k % n]!));
    return cov;
  });
const variance = (w: Float64Array, cov: Matrix) => dot(w, multiplyVector(cov, w));
const sum = (w: Float64Array) => w.reduce((a, b) => a + b, 0);
const upper = fc.integer({ min: 15, max: 100 }).map((percent) => percent / 100);

/** A covariance from volatilities and one correlation. */
function uniform(volatilities: readonly number[], rho: number): Matrix {
  return fromRows(volatilities.map((a, i) => volatilities.map((b, j) => a * b * (i === j ? 1 : rho))));
}

describe('minimum variance', () => {
  it('meets the conditions of optimality: free assets have the same marginal variance, the others a worse one', () => {
    fc.assert(
      fc.property(covariances, upper, (cov, cap) => {
        const weights = minimumVariance(cov, { upper: cap });
        if (cap * cov.rows < 1 - 1e-6) return expect(weights).toBeNull();
        expect(sum(weights!)).toBeCloseTo(1, 9);
        const marginal = multiplyVector(cov, weights!);
        const free = [...weights!.keys()].filter((i) => weights![i]! > 1e-9 && weights![i]! < cap - 1e-9);
        const price = free.length > 0 ? marginal[free[0]!]! : null;
        const scale = 1e-7 * Math.max(...marginal.map(Math.abs));
        weights!.forEach((w, i) => {
          expect(w).toBeGreaterThanOrEqual(0);
          expect(w).toBeLessThanOrEqual(cap);
          if (price === null) return;
          if (w <= 1e-9) expect(marginal[i]).toBeGreaterThanOrEqual(price - scale);
          else if (w >= cap - 1e-9) expect(marginal[i]).toBeLessThanOrEqual(price + scale);
          else expect(Math.abs(marginal[i]! - price)).toBeLessThanOrEqual(scale);
        });
      }),
    );
  });

  it('for a return has that return, and no portfolio between it and another has less variance', () => {
    const means = fc.array(fc.double({ min: -0.2, max: 0.4, noNaN: true }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(covariances, means, upper, (cov, all, at) => {
        const mu = all.slice(0, cov.rows);
        const [worst, best] = [Math.min(...mu), Math.max(...mu)];
        if (best - worst < 1e-3) return;
        const target = worst + at * (best - worst);
        const weights = minimumVariance(cov, {}, { means: mu, target })!;
        expect(dot(weights, mu)).toBeCloseTo(target, 7);
        const edge = Float64Array.from(mu, () => 0);
        edge[mu.indexOf(best)] = at;
        edge[mu.indexOf(worst)]! += 1 - at;
        const mixed = weights.map((w, i) => 0.999 * w + 0.001 * edge[i]!);
        expect(variance(mixed, cov)).toBeGreaterThanOrEqual(variance(weights, cov) * (1 - 1e-9));
        expect(minimumVariance(cov, {}, { means: mu, target: best + 0.01 })).toBeNull();
      }),
    );
  });

  it('does not depend on the scale of returns, and follows the order of assets', () => {
    fc.assert(
      fc.property(covariances, (cov) => {
        const weights = minimumVariance(cov)!;
        const small = minimumVariance({ ...cov, data: cov.data.map((v) => v * 1e-6) })!;
        const n = cov.rows;
        const turned = matrix(n, n, Float64Array.from(cov.data).reverse());
        const back = minimumVariance(turned)!.reverse();
        for (let i = 0; i < n; i++) {
          expect(small[i]).toBeCloseTo(weights[i]!, 8);
          expect(back[i]).toBeCloseTo(weights[i]!, 6);
        }
      }),
    );
  });

  it('of assets that move as one is even', () => {
    const weights = minimumVariance(uniform([0.2, 0.2, 0.2], 1))!;
    for (const w of weights) expect(w).toBeCloseTo(1 / 3, 6);
    expect(minimumVariance(uniform([0.1, 0.2], 1))![0]).toBeCloseTo(1, 6);
  });

  it('meets the budget whatever the variances: from 1e-12 to 1e4, moving almost as one', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = createRandom(`wide ${seed}`);
      const n = 2 + (seed % 12);
      const scale = Array.from({ length: n }, () => 10 ** random.uniform(-6, 2));
      const rows = Array.from({ length: 4 * n }, () => {
        const market = random.normal();
        return scale.map((s) => s * (market + 1e-5 * random.normal()));
      });
      const cov = covariance(fromRows(rows));
      const means = scale.map(() => random.normal(0.05, 0.1));
      const upper = random.uniform(1 / n, 1);
      for (const weights of [minimumVariance(cov, { upper }), maximumSharpe(cov, means, 0, { upper })]) {
        if (weights !== null) expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 8);
      }
    }
  });

  it('refuses limits that no weight meets, and means that are none', () => {
    const cov = uniform([0.1, 0.2], 0);
    expect(() => minimumVariance(cov, { lower: Infinity })).toThrow(/no weight/);
    expect(() => minimumVariance(cov, { lower: -Infinity, upper: -Infinity })).toThrow(/no weight/);
    expect(() => minimumVariance(cov, {}, { means: [Infinity, 1], target: 1 })).toThrow(/means\[0\]/);
    expect(() => maximumSharpe(cov, [1, -Infinity])).toThrow(/means\[1\]/);
  });

  it('needs a covariance', () => {
    for (const data of [
      [1, 2, 3, 1],
      [1, NaN, NaN, 1],
      [0, 0, 0, 1],
      [-1, 0, 0, 1],
    ]) {
      expect(() => minimumVariance(matrix(2, 2, Float64Array.from(data)))).toThrow(RangeError);
    }
    expect(minimumVariance(uniform([1, 1, 1], -0.9))).toBeNull();
    expect(() => minimumVariance(uniform([1], 0), { lower: 2, upper: 1 })).toThrow(/above/);
    expect(() => minimumVariance(uniform([1, 1], 0), { upper: [1] })).toThrow(RangeError);
    expect(() => minimumVariance(matrix(0, 0))).toThrow(/needs an asset/);
  });
});

describe('maximum Sharpe', () => {
  const means = fc.array(fc.double({ min: -0.3, max: 0.4, noNaN: true }), { minLength: 9, maxLength: 9 });
  it('beats any other portfolio in the budget', () => {
    fc.assert(
      fc.property(covariances, means, upper, fc.integer(), (cov, all, cap, seed) => {
        const n = cov.rows;
        const mu = all.slice(0, n);
        const weights = maximumSharpe(cov, mu, 0.01, { upper: cap });
        if (weights === null) {
          expect(cap * n < 1 || Math.max(...mu) <= 0.01 || n > 1).toBe(true);
          return;
        }
        expect(sum(weights)).toBeCloseTo(1, 9);
        const sharpe = portfolioFigures(weights, mu, cov, 0.01).sharpe!;
        const random = createRandom(`other ${seed}`);
        for (let k = 0; k < 20; k++) {
          // A step towards another portfolio that meets the caps.
          const other = minimumVariance(cov, { upper: cap }, undefined)!;
          const draw = other.map((w) => Math.min(cap, w * random.next()));
          const rest = 1 - sum(draw);
          const room = draw.map((w) => cap - w);
          const filled = draw.map((w, i) => w + (room[i]! / sum(room)) * rest);
          const mixed = weights.map((w, i) => 0.9 * w + 0.1 * filled[i]!);
          expect(portfolioFigures(mixed, mu, cov, 0.01).sharpe!).toBeLessThanOrEqual(sharpe + 1e-7);
        }
      }),
    );
  });

  it('of two uncorrelated assets is excess return ÷ variance', () => {
    const weights = maximumSharpe(uniform([0.1, 0.2], 0), [0.05, 0.1])!;
    expect(weights[0]! / weights[1]!).toBeCloseTo(0.05 / 0.01 / (0.1 / 0.04), 9);
  });

  it('does not exist when nothing earns more than cash', () => {
    expect(maximumSharpe(uniform([0.1, 0.2], 0), [-0.05, 0.02], 0.02)).toBeNull();
    // The only asset that does may not be held alone.
    expect(maximumSharpe(uniform([0.1, 0.2], 0), [0.05, -0.5], 0, { upper: 0.5 })).toBeNull();
  });
});

describe('equal risk contribution', () => {
  it('brings the same share of the variance from every asset', () => {
    fc.assert(
      fc.property(covariances, (cov) => {
        const weights = equalRiskContribution(cov)!;
        expect(sum(weights)).toBeCloseTo(1, 12);
        for (const share of riskContributions(weights, cov)!) expect(share).toBeCloseTo(1 / cov.rows, 9);
      }),
    );
  });

  it('is inverse volatility when all correlations are the same, one included', () => {
    for (const rho of [0, 0.5, 1]) {
      const wanted = inverseVolatility([0.1, 0.2, 0.4]);
      equalRiskContribution(uniform([0.1, 0.2, 0.4], rho))!.forEach((w, i) => expect(w).toBeCloseTo(wanted[i]!, 9));
    }
  });

  it('does not exist when the assets hedge each other away', () => {
    expect(equalRiskContribution(uniform([0.1, 0.2], -1))).toBeNull();
  });
});

describe('hierarchical risk parity', () => {
  it.each(linkages)('with %s linkage: positive weights that sum to 1, every asset once', (linkage) => {
    fc.assert(
      fc.property(covariances, (cov) => {
        const { weights, order } = hierarchicalRiskParity(cov, { linkage });
        expect([...order].sort((a, b) => a - b)).toEqual([...weights.keys()]);
        expect(sum(weights)).toBeCloseTo(1, 12);
        expect(weights.every((w) => w > 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('of uncorrelated assets is inverse variance', () => {
    const { weights } = hierarchicalRiskParity(uniform([0.1, 0.2, 0.4, 0.8], 0));
    const inverse = [100, 25, 6.25, 1.5625];
    const total = inverse.reduce((a, b) => a + b, 0);
    weights.forEach((w, i) => expect(w).toBeCloseTo(inverse[i]! / total, 12));
  });

  it('takes assets that move as one, and refuses what has no variance', () => {
    expect(sum(hierarchicalRiskParity(uniform([0.2, 0.2, 0.2], 1)).weights)).toBeCloseTo(1, 12);
    expect(() => hierarchicalRiskParity(uniform([0.2, 0], 0))).toThrow(/variance of asset 1/);
    const correlation = matrix(2, 2, Float64Array.from([1, NaN, NaN, 1]));
    expect(() => hierarchicalRiskParity(uniform([0.2, 0.2], 0), { correlation })).toThrow(/not a distance/);
  });
});

it('every allocator gives one asset everything', () => {
  const cov = uniform([0.2], 0);
  const all = [
    equalWeights(1),
    inverseVolatility([0.2]),
    minimumVariance(cov)!,
    maximumSharpe(cov, [0.1])!,
    equalRiskContribution(cov)!,
    hierarchicalRiskParity(cov).weights,
  ];
  for (const weights of all) expect([...weights]).toEqual([1]);
  expect(() => inverseVolatility([0.2, 0])).toThrow(/must be positive/);
  expect(inverseVolatility([1e-310, 1])).toEqual(Float64Array.of(1, 1e-310));
  expect(() => equalWeights(1.5)).toThrow(RangeError);
});

it('more assets than returns: a shrunk covariance serves all', () => {
  const random = createRandom('few rows');
  const rows = Array.from({ length: 6 }, () => Array.from({ length: 15 }, () => random.normal(0, 0.01)));
  const { covariance } = ledoitWolf(fromRows(rows));
  for (const weights of [minimumVariance(covariance)!, equalRiskContribution(covariance)!]) {
    expect(sum(weights)).toBeCloseTo(1, 9);
  }
});
