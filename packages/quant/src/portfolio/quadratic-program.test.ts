import fc from 'fast-check';
import { dot, fromRows, gram, identity, matrix, multiplyVector } from '../linear/index.js';
import { solveQuadraticProgram } from './quadratic-program.js';
import type { Constraint } from './quadratic-program.js';

const number = fc.integer({ min: -300, max: 300 }).map((hundredths) => hundredths / 100);
const vector = (n: number) => fc.array(number, { minLength: n, maxLength: n });

/** Q = AᵀA + I, a linear part and constraints that one known point meets. */
const programs = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    square: fc.array(vector(n), { minLength: n, maxLength: n }),
    linear: vector(n),
    inside: vector(n),
    planes: fc.array(
      fc.record({ normal: vector(n), slack: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true })) }),
      { maxLength: 12 },
    ),
    equalities: fc.integer({ min: 0, max: Math.max(0, n - 1) }),
  }),
);

describe('the quadratic program', () => {
  it('meets the conditions of Karush, Kuhn and Tucker', () => {
    fc.assert(
      fc.property(programs, ({ square, linear, inside, planes, equalities }) => {
        const n = inside.length;
        const quadratic = gram(fromRows(square));
        for (let i = 0; i < n; i++) quadratic.data[i * n + i]! += 1;
        const constraints: Constraint[] = planes.map(({ normal, slack }, k) => {
          const equal = k < equalities;
          return { normal, bound: dot(normal, inside) - (equal ? 0 : slack), equal };
        });
        const { x, multipliers } = solveQuadraticProgram({ quadratic, linear, constraints })!;
        const gradient = multiplyVector(quadratic, x).map((value, i) => value - linear[i]!);
        constraints.forEach(({ normal, bound, equal }, k) => {
          const gap = dot(normal, x) - bound;
          if (equal) expect(Math.abs(gap)).toBeLessThan(1e-8);
          else {
            expect(gap).toBeGreaterThan(-1e-8);
            expect(multipliers[k]).toBeGreaterThanOrEqual(-1e-8);
            expect(Math.abs(multipliers[k]! * gap)).toBeLessThan(1e-5 * (1 + Math.abs(multipliers[k]!)));
          }
          for (let i = 0; i < n; i++) gradient[i]! -= multipliers[k]! * normal[i]!;
        });
        const size = 1 + Math.max(...multipliers.map(Math.abs), 0);
        for (const rest of gradient) expect(Math.abs(rest)).toBeLessThan(1e-7 * size);
      }),
      { numRuns: 300 },
    );
  });

  it('is the point itself when nothing is in the way, and its shadow on a plane when one is', () => {
    const quadratic = identity(2);
    expect([...solveQuadraticProgram({ quadratic, linear: [1, 2], constraints: [] })!.x]).toEqual([1, 2]);
    const below = solveQuadraticProgram({
      quadratic,
      linear: [1, 2],
      constraints: [{ normal: [0, -2], bound: -2 }],
    })!;
    expect([...below.x]).toEqual([1, 1]);
    expect([...below.multipliers]).toEqual([0.5]);
  });

  it('has no solution when constraints contradict each other', () => {
    const quadratic = identity(2);
    const normal = [1, 1];
    const contradictions: Constraint[][] = [
      [
        { normal, bound: 1 },
        { normal: [-1, -1], bound: 0 },
      ],
      [
        { normal, bound: 1, equal: true },
        { normal, bound: 2, equal: true },
      ],
      [{ normal: [0, 0], bound: 1 }],
    ];
    for (const constraints of contradictions) expect(solveQuadraticProgram({ quadratic, constraints })).toBeNull();
  });

  it('takes the same plane twice', () => {
    const plane = { normal: [1, 1], bound: 1, equal: true };
    const { x } = solveQuadraticProgram({ quadratic: identity(2), constraints: [plane, plane] })!;
    expect(x[0]).toBeCloseTo(0.5, 12);
  });

  it('refuses a matrix that is not positive definite, and wrong sizes', () => {
    const singular = matrix(2, 2, Float64Array.from([1, 1, 1, 1]));
    expect(() => solveQuadraticProgram({ quadratic: singular, constraints: [] })).toThrow(/not positive definite/);
    const quadratic = identity(2);
    expect(() => solveQuadraticProgram({ quadratic, linear: [1], constraints: [] })).toThrow(RangeError);
    expect(() => solveQuadraticProgram({ quadratic, constraints: [{ normal: [1], bound: 0 }] })).toThrow(RangeError);
  });
});
