import { matrix, type Matrix } from '../linear/matrix.js';

/** Gradient by central differences with steps of `step` · max(1, |x|), written into `out`. */
export function centralGradient(
  f: (x: Float64Array) => number,
  at: Float64Array,
  out: Float64Array,
  step = 1e-6,
): void {
  const x = Float64Array.from(at);
  for (let i = 0; i < x.length; i++) {
    const h = step * Math.max(1, Math.abs(at[i]!));
    x[i] = at[i]! + h;
    const above = f(x);
    x[i] = at[i]! - h;
    out[i] = (above - f(x)) / (2 * h);
    x[i] = at[i]!;
  }
}

/** Hessian by central differences of the gradient `g` writes, made symmetric; steps of `step` · max(.01, |x|). */
export function hessianOfGradient(
  g: (x: Float64Array, gradient: Float64Array) => void,
  at: Float64Array,
  step = 1e-6,
): Matrix {
  const n = at.length;
  const out = matrix(n, n);
  const x = Float64Array.from(at);
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const h = step * Math.max(0.01, Math.abs(at[i]!));
    x[i] = at[i]! + h;
    g(x, above);
    x[i] = at[i]! - h;
    g(x, below);
    x[i] = at[i]!;
    for (let j = 0; j < n; j++) {
      const value = (above[j]! - below[j]!) / (4 * h);
      out.data[i * n + j]! += value;
      out.data[j * n + i]! += value;
    }
  }
  return out;
}

/** Hessian of `f` by central differences of values; steps of `step` · max(.1, |x|). */
export function hessianOfValue(f: (x: Float64Array) => number, at: Float64Array, step = 1e-4): Matrix {
  const n = at.length;
  const out = matrix(n, n);
  const h = at.map((each) => step * Math.max(0.1, Math.abs(each)));
  const shifted = (i: number, a: number, j: number, b: number): number => {
    const x = Float64Array.from(at);
    x[i]! += a * h[i]!;
    x[j]! += b * h[j]!;
    return f(x);
  };
  const centre = f(at);
  for (let i = 0; i < n; i++) {
    out.data[i * n + i] = (shifted(i, 1, i, 0) - 2 * centre + shifted(i, -1, i, 0)) / (h[i]! * h[i]!);
    for (let j = 0; j < i; j++) {
      const value =
        (shifted(i, 1, j, 1) - shifted(i, 1, j, -1) - shifted(i, -1, j, 1) + shifted(i, -1, j, -1)) /
        (4 * h[i]! * h[j]!);
      out.data[i * n + j] = value;
      out.data[j * n + i] = value;
    }
  }
  return out;
}
