import { square } from '../elementary/index.js';
import { cholesky, dot, type Matrix } from '../linear/index.js';
import { toColumn, type Series } from '../series.js';

/** A linear function of the unknowns and a number: normal · x ≥ bound, or = bound. */
export interface Constraint {
  readonly normal: Series;
  readonly bound: number;
  /** Default false: ≥. */
  readonly equal?: boolean;
}

/** Minimise ½ xᵀQx − cᵀx under the constraints. */
export interface QuadraticProgram {
  /** Symmetric positive definite, n × n. */
  readonly quadratic: Matrix;
  /** Default 0. */
  readonly linear?: Series;
  readonly constraints: readonly Constraint[];
}

/** The minimum. Qx − c = Σ multiplier · normal; multipliers of inequalities are ≥ 0, and 0 where x is inside. */
export interface QuadraticSolution {
  readonly x: Float64Array;
  readonly multipliers: Float64Array;
}

/** How far outside counts as outside, relative to the size of the problem. */
const tolerance = 1e-12;

/** A plane that depends on the active ones is met when the point is this close to it; further out it contradicts them. */
const contradiction = 1e-9;

/** A normal this close to the plane of the active ones depends on them (both of length 1). */
const dependent = 1e-11;

/**
 * The one minimum of a strictly convex quadratic program, by the dual active-set method of Goldfarb and Idnani: it starts
 * at the minimum without constraints and adds the most violated one at a time. With Q = LLᵀ and z = Lᵀx the program asks for
 * the point z of a polyhedron nearest to L⁻¹c, which is what is solved. Cost about O(n²) a step.
 * @returns null when no x meets all constraints
 * @throws RangeError when Q is not positive definite or sizes differ
 * @see D. Goldfarb and A. Idnani, A numerically stable dual method…, Mathematical Programming 27 (1983)
 */
export function solveQuadraticProgram(program: QuadraticProgram): QuadraticSolution | null {
  const { quadratic, constraints } = program;
  const n = quadratic.rows;
  const l = cholesky(quadratic);
  if (l === null) throw new RangeError('solveQuadraticProgram: the matrix is not positive definite');
  const linear = toColumn(program.linear ?? new Float64Array(n));
  if (linear.length !== n) throw new RangeError(`solveQuadraticProgram: ${n} unknowns with ${linear.length} of linear`);
  const start = forward(l, linear);

  const planes: Plane[] = [];
  for (const [index, { normal, bound, equal = false }] of constraints.entries()) {
    if (normal.length !== n) {
      throw new RangeError(`solveQuadraticProgram: constraint ${index} has ${normal.length} of ${n} entries`);
    }
    const direction = forward(l, normal);
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) {
      planes.push({ index, length, equal, normal: direction.map((v) => v / length), bound: bound / length });
    } else if (bound > tolerance || (equal && bound < -tolerance)) return null;
  }

  const nearest = nearestPoint(start, planes);
  if (nearest === null) return null;
  const multipliers = new Float64Array(constraints.length);
  for (const { plane, sign, multiplier } of nearest.active) {
    multipliers[plane.index] = (sign * multiplier) / plane.length;
  }
  return { x: backward(l, nearest.point), multipliers };
}

/** A constraint whose normal has length 1. */
interface Plane {
  readonly index: number;
  readonly length: number;
  readonly normal: Float64Array;
  readonly bound: number;
  readonly equal: boolean;
}

/** A plane the point lies on; `sign` −1 when an equality is met from the other side. */
interface Active {
  readonly plane: Plane;
  readonly sign: number;
  multiplier: number;
}

/** The point nearest to `origin` on the right side of every plane; null when there is none. */
function nearestPoint(
  origin: Float64Array,
  planes: readonly Plane[],
): { point: Float64Array; active: readonly Active[] } | null {
  const point = Float64Array.from(origin);
  const active: Active[] = [];
  const basis = new OrthonormalBasis();
  const size = 1 + Math.max(0, ...point.map(Math.abs));
  const met = new Set<Plane>();
  const limit = 100 * (planes.length + point.length + 1);

  for (let step = 0; step < limit; step++) {
    const next = mostViolated(point, planes, active, met, size);
    if (next === null) return { point, active };
    const { plane, sign } = next;
    const entering: Active = { plane, sign, multiplier: 0 };
    // The plane enters when the point has reached it; planes whose multiplier falls to 0 on the way are left.
    for (;;) {
      const { rest, parts } = basis.split(plane.normal, sign);
      const ratios = basis.solve(parts);
      let blocking = -1;
      let longest = Infinity;
      for (const [k, each] of active.entries()) {
        if (each.plane.equal || !(ratios[k]! > 1e-14)) continue;
        const length = Math.max(0, each.multiplier) / ratios[k]!;
        if (length < longest) {
          longest = length;
          blocking = k;
        }
      }
      const squared = dot(rest, rest);
      const missing = sign * (plane.bound - dot(plane.normal, point));
      const full = squared > square(dependent) ? missing / squared : Infinity;
      const length = Math.min(full, longest);
      if (length === Infinity) {
        if (!(missing <= contradiction * (size + Math.abs(plane.bound)))) return null;
        met.add(plane);
        break;
      }
      if (full < Infinity) for (let i = 0; i < point.length; i++) point[i]! += length * rest[i]!;
      for (const [k, each] of active.entries()) each.multiplier -= length * ratios[k]!;
      entering.multiplier += length;
      if (length === full) {
        active.push(entering);
        basis.add(rest, parts, squared);
        break;
      }
      active.splice(blocking, 1);
      basis.rebuild(active);
    }
  }
  throw new Error(`solveQuadraticProgram: no end after ${limit} steps`);
}

function mostViolated(
  point: Float64Array,
  planes: readonly Plane[],
  active: readonly Active[],
  met: ReadonlySet<Plane>,
  size: number,
): { plane: Plane; sign: number } | null {
  const held = new Set(active.map(({ plane }) => plane));
  let worst: { plane: Plane; sign: number } | null = null;
  let most = 0;
  for (const plane of planes) {
    if (held.has(plane) || met.has(plane)) continue;
    const gap = plane.bound - dot(plane.normal, point);
    const violation = plane.equal ? Math.abs(gap) : gap;
    if (!(violation > tolerance * (size + Math.abs(plane.bound)))) continue;
    // Equalities first: while only they are active there is always a way to meet the next.
    if (plane.equal) return { plane, sign: gap < 0 ? -1 : 1 };
    if (violation > most) {
      most = violation;
      worst = { plane, sign: 1 };
    }
  }
  return worst;
}

/** Orthonormal vectors that span the active normals, with the triangle that leads from one to the other. */
class OrthonormalBasis {
  private vectors: Float64Array[] = [];
  /** Column k: parts of the k-th active normal along the first k + 1 vectors. */
  private triangle: number[][] = [];

  /** `sign` × a normal as its parts along the basis and the rest across it (orthogonalised twice). */
  split(normal: Float64Array, sign: number): { rest: Float64Array; parts: number[] } {
    const rest = normal.map((v) => sign * v);
    const parts = this.vectors.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      for (const [k, vector] of this.vectors.entries()) {
        const part = dot(vector, rest);
        parts[k]! += part;
        for (let i = 0; i < rest.length; i++) rest[i]! -= part * vector[i]!;
      }
    }
    return { rest, parts };
  }

  /** The combination of active normals that has the given parts. */
  solve(parts: readonly number[]): number[] {
    const out = [...parts];
    for (let k = out.length - 1; k >= 0; k--) {
      out[k]! /= this.triangle[k]![k]!;
      for (let i = 0; i < k; i++) out[i]! -= this.triangle[k]![i]! * out[k]!;
    }
    return out;
  }

  add(rest: Float64Array, parts: readonly number[], squared: number): void {
    const length = Math.sqrt(squared);
    this.vectors.push(rest.map((v) => v / length));
    this.triangle.push([...parts, length]);
  }

  rebuild(active: readonly Active[]): void {
    this.vectors = [];
    this.triangle = [];
    for (const { plane, sign } of active) {
      const { rest, parts } = this.split(plane.normal, sign);
      this.add(rest, parts, dot(rest, rest));
    }
  }
}

/** Solves L·y = b. */
function forward({ rows: n, data }: Matrix, b: Series): Float64Array {
  const y = Float64Array.from(toColumn(b));
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) y[i]! -= data[i * n + k]! * y[k]!;
    y[i]! /= data[i * n + i]!;
  }
  return y;
}

/** Solves Lᵀ·x = y. */
function backward({ rows: n, data }: Matrix, y: Float64Array): Float64Array {
  const x = Float64Array.from(y);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= data[k * n + i]! * x[k]!;
    x[i]! /= data[i * n + i]!;
  }
  return x;
}
