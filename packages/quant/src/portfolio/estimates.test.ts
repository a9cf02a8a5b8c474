import fc from 'fast-check';
import { covariance, correlation, fromRows, matrix, symmetricEigen } from '../linear/index.js';
import {
  bayesSteinMeans,
  clusterBy,
  compoundMeans,
  leafOrder,
  nearestPositiveSemidefinite,
  pairwiseCorrelation,
  pairwiseCovariance,
  regularised,
  riskContributions,
} from './index.js';

const returns = fc.integer({ min: -2_000, max: 2_000 }).map((bps) => bps / 10_000);

describe('means', () => {
  it('compound over the returns that are there', () => {
    const { means, counts } = compoundMeans([[NaN, 0.1, 0.1], [0.1, -0.1], [NaN], []], 2);
    expect([...counts]).toEqual([2, 2, 0, 0]);
    expect(means[0]).toBeCloseTo(0.21, 12);
    expect(means[1]).toBeCloseTo(-0.01, 12);
    expect([means[2], means[3]]).toEqual([NaN, NaN]);
    expect(
      compoundMeans(
        [
          [-1, 0.1],
          [-1.5, 0.1],
        ],
        2,
      ).means,
    ).toEqual(Float64Array.of(-1, NaN));
  });

  it('shrink towards the mean of the minimum-variance portfolio, less with more returns', () => {
    const cov = fromRows([
      [0.04, 0],
      [0, 0.04],
    ]);
    const few = bayesSteinMeans([0.1, 0.3], cov, 10)!;
    expect(few.target).toBeCloseTo(0.2, 12);
    // (μ − μ₀)ᵀΣ⁻¹(μ − μ₀) = 2·.01/.04 = .5; λ = 4 ÷ .5 = 8.
    expect(few.shrinkage).toBeCloseTo(8 / 18, 12);
    expect(few.means[0]).toBeCloseTo(0.2 - (10 / 18) * 0.1, 12);
    expect(bayesSteinMeans([0.1, 0.3], cov, 1_000)!.shrinkage).toBeCloseTo(8 / 1_008, 12);
    expect(bayesSteinMeans([0.2, 0.2], cov, 10)!.shrinkage).toBe(1);
    const singular = matrix(2, 2, Float64Array.from([1, 1, 1, 1]));
    expect(bayesSteinMeans([0.1, 0.3], singular, 10)).toBeNull();
    expect(() => bayesSteinMeans([0.1, Infinity], cov, 10)).toThrow(/bayesSteinMeans: means\[1\]/);
  });
});

describe('pairs', () => {
  it('without gaps are the covariance and correlation', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(returns, returns, returns), { minLength: 3, maxLength: 20 }), (rows) => {
        const columns = [0, 1, 2].map((j) => rows.map((row) => row[j]!));
        const wanted = covariance(fromRows(rows));
        pairwiseCovariance(columns).data.forEach((v, k) => expect(v).toBeCloseTo(wanted.data[k]!, 12));
        const rho = pairwiseCorrelation(columns);
        if (columns.every((column) => new Set(column).size > 1)) {
          rho.data.forEach((v, k) => expect(v).toBeCloseTo(correlation(fromRows(rows)).data[k]!, 9));
        }
      }),
    );
  });

  it('use the rows both have, and are NaN without two', () => {
    const columns = [
      [NaN, 1, 2, 4],
      [5, 3, 2, NaN],
      [1, NaN, NaN, NaN],
    ];
    const cov = pairwiseCovariance(columns);
    expect(cov.data[1]).toBeCloseTo(-0.5, 12);
    expect(cov.data[2]).toBeNaN();
    expect(pairwiseCorrelation(columns).data[1]).toBeCloseTo(-1, 12);
    const flat = new Float64Array(31).fill(0.1);
    const moving = flat.map((_, i) => (i % 7 === 0 ? NaN : Math.sin(i)));
    expect(pairwiseCovariance([flat, moving]).data[1]).toBe(0);
    pairwiseCorrelation([flat, moving])
      .data.slice(0, 3)
      .forEach((rho) => expect(rho).toBeNaN());
    expect(() => pairwiseCovariance([[1], [1, 2]])).toThrow(RangeError);
  });
});

describe('a matrix that is no covariance', () => {
  const indefinite = fromRows([
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ]);
  it('loses its negative eigenvalues, and a covariance stays what it is', () => {
    expect(regularised(indefinite)).toBeNull();
    const fixed = nearestPositiveSemidefinite(indefinite);
    expect(symmetricEigen(fixed).values.at(-1)).toBeGreaterThan(-1e-12);
    expect(nearestPositiveSemidefinite(fixed).data[1]).toBeCloseTo(fixed.data[1]!, 12);
    const fine = fromRows([
      [1, 0.5],
      [0.5, 1],
    ]);
    expect(nearestPositiveSemidefinite(fine)).toBe(fine);
    expect(regularised(fine)).toEqual({ covariance: fine, ridge: 0 });
  });

  it('is lifted when it is only singular', () => {
    const ones = fromRows([
      [1, 1],
      [1, 1],
    ]);
    expect(regularised(ones)!.ridge).toBeCloseTo(1e-8, 15);
    expect(riskContributions([1, -1], ones)).toBeNull();
  });
});

describe('clusters', () => {
  const line = (points: readonly number[]) => fromRows(points.map((a) => points.map((b) => Math.abs(a - b))));
  it.each([
    ['single', 4],
    ['complete', 7],
    ['average', 5.5],
    ['ward', Math.sqrt((2 * 2 * 2) / 4) * 5.5],
  ] as const)('%s: the last two are %f apart', (linkage, distance) => {
    const merges = clusterBy(line([0, 1, 5, 7]), linkage);
    expect(merges.map(({ left, right, size }) => [left, right, size])).toEqual([
      [0, 1, 2],
      [2, 3, 2],
      [4, 5, 4],
    ]);
    expect(merges[2]!.distance).toBeCloseTo(distance, 12);
    expect(leafOrder(merges)).toEqual([0, 1, 2, 3]);
  });

  it('one item is a tree, and a distance must be one', () => {
    expect(leafOrder(clusterBy(line([3]), 'single'))).toEqual([0]);
    const negative = matrix(2, 2, Float64Array.from([0, -1, -1, 0]));
    expect(() => clusterBy(negative, 'single')).toThrow(/not a distance/);
  });
});
