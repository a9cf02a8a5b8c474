import fc from 'fast-check';
import { createRandom } from '../random/index.js';
import {
  cholesky,
  choleskySolve,
  column,
  correlation,
  covariance,
  dot,
  fromRows,
  gram,
  identity,
  inversePositiveDefinite,
  ledoitWolf,
  logistic,
  matrix,
  multiply,
  multiplyVector,
  ordinaryLeastSquares,
  ridge,
  row,
  sigmoid,
  solvePositiveDefinite,
  symmetricEigen,
  transpose,
  type Matrix,
} from './index.js';

const closeTo = (actual: Matrix, expected: Matrix, digits = 9): void => {
  expect([actual.rows, actual.cols]).toEqual([expected.rows, expected.cols]);
  actual.data.forEach((value, k) => expect(value).toBeCloseTo(expected.data[k]!, digits));
};

function samples(seed: string, rows: number, cols: number): Matrix {
  const random = createRandom(seed);
  return matrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => random.normal()),
  );
}

const shapes = fc.record({
  seed: fc.string(),
  cols: fc.integer({ min: 1, max: 6 }),
  extra: fc.integer({ min: 2, max: 20 }),
});

describe('matrices', () => {
  it('multiply, transpose and index row by row', () => {
    const a = fromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(multiply(a, transpose(a))).toEqual(
      fromRows([
        [14, 32],
        [32, 77],
      ]),
    );
    expect(gram(transpose(a))).toEqual(multiply(a, transpose(a)));
    expect(Array.from(multiplyVector(a, [1, 0, -1]))).toEqual([-2, -2]);
    expect([Array.from(row(a, 1)), Array.from(column(a, 2))]).toEqual([
      [4, 5, 6],
      [3, 6],
    ]);
    expect(dot([1, 2], [3, 4])).toBe(11);
    expect(() => multiply(a, a)).toThrow(RangeError);
    expect(() => matrix(2, 2, new Float64Array(3))).toThrow(RangeError);
    expect(() => fromRows([[1], [1, 2]])).toThrow(RangeError);
  });
});

describe('Cholesky', () => {
  it('factors, solves and inverts positive definite matrices', () => {
    fc.assert(
      fc.property(shapes, ({ seed, cols, extra }) => {
        const a = gram(samples(seed, cols + extra, cols));
        const l = cholesky(a)!;
        closeTo(multiply(l, transpose(l)), a);
        const x = Float64Array.from({ length: cols }, (_, i) => i - 1.5);
        choleskySolve(l, multiplyVector(a, x)).forEach((value, i) => expect(value).toBeCloseTo(x[i]!, 6));
        closeTo(multiply(a, inversePositiveDefinite(a)!), identity(cols), 6);
      }),
    );
  });

  it('is null for a matrix that is not positive definite', () => {
    expect(
      cholesky(
        fromRows([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toBeNull();
    expect(
      solvePositiveDefinite(
        fromRows([
          [1, 1],
          [1, 1],
        ]),
        [1, 1],
      ),
    ).toBeNull();
    expect(inversePositiveDefinite(matrix(2, 2))).toBeNull();
    expect(() => cholesky(matrix(2, 3))).toThrow(RangeError);
  });
});

describe('covariance', () => {
  it('is that of a small example, without losing digits to an offset', () => {
    const rows = [
      [1, 2],
      [3, 6],
      [5, 4],
    ];
    closeTo(
      covariance(fromRows(rows)),
      fromRows([
        [4, 2],
        [2, 4],
      ]),
      12,
    );
    closeTo(
      covariance(fromRows(rows.map((values) => values.map((value) => value + 1e9)))),
      fromRows([
        [4, 2],
        [2, 4],
      ]),
      6,
    );
    closeTo(
      correlation(fromRows(rows)),
      fromRows([
        [1, 0.5],
        [0.5, 1],
      ]),
      12,
    );
    expect(
      correlation(
        fromRows([
          [1, 2],
          [1, 3],
        ]),
      ).data,
    ).toEqual(Float64Array.from([1, 0, 0, 1]));
    expect(() => covariance(fromRows([[1, 2]]))).toThrow(RangeError);
  });

  it('shrinks fully towards the mean variance when the samples say nothing, and keeps the trace', () => {
    fc.assert(
      fc.property(shapes, ({ seed, cols, extra }) => {
        const x = samples(seed, cols + extra, cols);
        const { covariance: shrunk, shrinkage } = ledoitWolf(x);
        const plain = covariance(x, 0);
        const trace = (a: Matrix): number =>
          Array.from({ length: cols }, (_, i) => a.data[i * cols + i]!).reduce((s, v) => s + v, 0);
        expect(shrinkage).toBeGreaterThanOrEqual(0);
        expect(shrinkage).toBeLessThanOrEqual(1);
        expect(trace(shrunk)).toBeCloseTo(trace(plain), 10);
        expect(cholesky(shrunk)).not.toBeNull();
      }),
    );
    expect(() => ledoitWolf(fromRows([[1, 2]]))).toThrow(RangeError);
    expect(() => ledoitWolf(fromRows([[1], [Number.NaN], [2]]))).toThrow(/ledoitWolf.*finite/);
  });

  it('of one column is not shrunk: it is its own target', () => {
    const x = samples('single', 40, 1);
    expect(ledoitWolf(x)).toEqual({ covariance: covariance(x, 0), shrinkage: 0 });
  });
});

describe('regressions', () => {
  const x = samples('features', 80, 3);
  const planted = Array.from({ length: 80 }, (_, i) => 2 + dot(row(x, i), [1, -3, 0.5]));

  it('ordinary least squares recovers a planted plane', () => {
    const fit = ordinaryLeastSquares(x, planted)!;
    expect(fit.intercept).toBeCloseTo(2, 10);
    expect(Array.from(fit.coefficients)).toEqual([
      expect.closeTo(1, 10),
      expect.closeTo(-3, 10),
      expect.closeTo(0.5, 10),
    ]);
    expect(
      ordinaryLeastSquares(
        fromRows([
          [1, 1],
          [2, 2],
          [3, 3],
        ]),
        [1, 2, 3],
      ),
    ).toBeNull();
  });

  it('ridge satisfies its normal equations and shrinks with the penalty', () => {
    const fit = ridge(x, planted, 5)!;
    const residual = planted.map((value, i) => value - fit.intercept - dot(row(x, i), fit.coefficients));
    for (let j = 0; j < 3; j++) expect(dot(column(x, j), residual) - 5 * fit.coefficients[j]!).toBeCloseTo(0, 9);
    expect(residual.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9);
    expect(dot(fit.coefficients, fit.coefficients)).toBeLessThan(1 + 9 + 0.25);
    expect(() => ridge(x, [1], 1)).toThrow(RangeError);
    expect(() => ridge(x, planted, -1)).toThrow(RangeError);
  });

  it('logistic regression finds the point where the penalised gradient is zero', () => {
    const random = createRandom('labels');
    const labels = Array.from({ length: 80 }, (_, i) => (random.next() < sigmoid(dot(row(x, i), [2, -1, 0])) ? 1 : 0));
    const fit = logistic(x, labels, { lambda: 0.5 })!;
    expect(fit.converged).toBe(true);
    const error = labels.map((label, i) => sigmoid(fit.intercept + dot(row(x, i), fit.coefficients)) - label);
    for (let j = 0; j < 3; j++) expect(dot(column(x, j), error) + 0.5 * fit.coefficients[j]!).toBeCloseTo(0, 7);
    expect(error.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 7);
    expect(fit.coefficients[0]!).toBeGreaterThan(0.8);
    expect(logistic(x, labels, { intercept: false })!.intercept).toBe(0);
    expect(() =>
      logistic(
        x,
        labels.map((label) => label + 1),
      ),
    ).toThrow(RangeError);
  });

  it('a column that does not vary cannot be told from the intercept', () => {
    const flat = fromRows(Array.from({ length: 1000 }, (_, i) => [0.1, i]));
    const y = Array.from({ length: 1000 }, (_, i) => Math.sin(i));
    expect(ridge(flat, y, 0)).toBeNull();
    expect(ridge(flat, y, 1)!.coefficients[0]).toBe(0);
  });

  it('logistic regression is the same in any unit of the features', () => {
    const random = createRandom('units');
    const labels = Array.from({ length: 80 }, (_, i) => (random.next() < sigmoid(dot(row(x, i), [1, -1, 0])) ? 1 : 0));
    const fit = logistic(x, labels, { lambda: 0 })!;
    for (const unit of [1e-12, 1e-5, 1e6, 1e12]) {
      const other = logistic(
        matrix(
          80,
          3,
          x.data.map((value) => value * unit),
        ),
        labels,
        { lambda: 0 },
      )!;
      expect([other.converged, other.iterations]).toEqual([true, fit.iterations]);
      expect(other.intercept).toBeCloseTo(fit.intercept, 8);
      other.coefficients.forEach((value, j) => expect(value * unit).toBeCloseTo(fit.coefficients[j]!, 8));
    }
  });

  it('logistic regression says that it has converged, whatever the penalty', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: -3, max: 3 }), (seed, power) => {
        const random = createRandom(seed);
        const labels = Array.from({ length: 80 }, (_, i) => (random.next() < sigmoid(5 * x.data[3 * i]!) ? 1 : 0));
        if (new Set(labels).size < 2) return;
        expect(logistic(x, labels, { lambda: 10 ** power })!.converged).toBe(true);
      }),
    );
  });

  it('regressions refuse what is no number, and labels of one kind have no logistic one', () => {
    const holed = matrix(2, 1, Float64Array.of(1, Number.NaN));
    expect(() => logistic(holed, [0, 1])).toThrow(/logistic: every feature/);
    expect(() => ridge(holed, [0, 1], 1)).toThrow(/ridge: every feature/);
    expect(() => ridge(matrix(2, 1), [0, Infinity], 1)).toThrow(/ridge: every feature/);
    expect(logistic(x, new Float64Array(80).fill(1))).toBeNull();
  });

  it('logistic regression stays finite on separable classes', () => {
    const fit = logistic(fromRows([[-1000], [-900], [900], [1000]]), [0, 0, 1, 1], { lambda: 1e-6 })!;
    expect(Number.isFinite(fit.coefficients[0]!)).toBe(true);
    expect(sigmoid(-800)).toBe(0);
    expect(sigmoid(800)).toBe(1);
  });
});

it('eigenvectors of a symmetric matrix are orthonormal and rebuild it', () => {
  fc.assert(
    fc.property(shapes, ({ seed, cols, extra }) => {
      const a = gram(samples(seed, cols + extra, cols));
      const { values, vectors } = symmetricEigen(a);
      closeTo(multiply(transpose(vectors), vectors), identity(cols), 10);
      const scaled = matrix(
        cols,
        cols,
        vectors.data.map((value, k) => value * values[k % cols]!),
      );
      closeTo(multiply(scaled, transpose(vectors)), a);
      expect(Array.from(values)).toEqual(Array.from(values).sort((p, q) => q - p));
    }),
  );
});
