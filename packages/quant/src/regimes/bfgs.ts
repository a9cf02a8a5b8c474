/** A function to minimise: returns its value at `x` and writes its gradient there into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** Where a minimisation ended. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Whether the gradient, or what a step can still gain, became negligible. */
  readonly converged: boolean;
}

const ARMIJO = 1e-4;
const WOLFE = 0.9;

/**
 * Local minimum of a smooth function by BFGS (Nocedal and Wright 2006, ch. 6) with a bisecting line search for the weak
 * Wolfe conditions. A value that is not finite counts as infinitely high, so a domain may be left during a search.
 * @param gradientTolerance largest absolute gradient at which it stops; default 1e-6
 */
export function minimizeBfgs(
  objective: Objective,
  start: Float64Array,
  { maxIterations = 500, gradientTolerance = 1e-6 }: { maxIterations?: number; gradientTolerance?: number } = {},
): Minimum {
  const n = start.length;
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(n);
  let value = objective(x, gradient);
  const inverse = new Float64Array(n * n);
  const reset = (): void => {
    inverse.fill(0);
    for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  };
  reset();
  let fresh = true;
  for (let iterations = 0; iterations < maxIterations; iterations++) {
    if (!(largest(gradient) > gradientTolerance)) return { x, value, iterations, converged: Number.isFinite(value) };
    const direction = new Float64Array(n);
    let slope = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) direction[i]! -= inverse[i * n + j]! * gradient[j]!;
      slope += direction[i]! * gradient[i]!;
    }
    const first = fresh ? Math.min(1, 1 / largest(gradient)) : 1;
    const step = slope < 0 ? lineSearch(objective, x, value, direction, slope, first) : undefined;
    if (step === undefined) {
      // The curvature learnt may be at fault: once more along the gradient, then give up.
      if (fresh) return { x, value, iterations, converged: largest(gradient) <= 1e3 * gradientTolerance };
      reset();
      fresh = true;
      continue;
    }
    if (fresh) scaleTo(inverse, n, step.x, x, step.gradient, gradient);
    update(inverse, n, step.x, x, step.gradient, gradient);
    fresh = false;
    ({ x, value, gradient } = step);
  }
  return { x, value, iterations: maxIterations, converged: false };
}

function largest(gradient: Float64Array): number {
  let out = 0;
  for (const g of gradient) out = Math.abs(g) > out || Number.isNaN(g) ? Math.abs(g) : out;
  return out;
}

interface Step {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** A step along `direction` that meets the weak Wolfe conditions, or the best decrease found; undefined without one. */
function lineSearch(
  objective: Objective,
  from: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  first: number,
): Step | undefined {
  const n = from.length;
  let low = 0;
  let high = Infinity;
  let length = first;
  let best: Step | undefined;
  for (let trial = 0; trial < 60; trial++) {
    const x = Float64Array.from(from, (at, i) => at + length * direction[i]!);
    const gradient = new Float64Array(n);
    const there = objective(x, gradient);
    let rise = 0;
    for (let i = 0; i < n; i++) rise += gradient[i]! * direction[i]!;
    if (!(there <= value + ARMIJO * length * slope) || !Number.isFinite(rise)) high = length;
    else {
      if (there < (best?.value ?? value)) best = { x, value: there, gradient };
      if (rise >= WOLFE * slope) return best;
      low = length;
    }
    length = high === Infinity ? 2 * low : 0.5 * (low + high);
  }
  return best;
}

/** Brings the inverse Hessian to the scale of the first step. */
function scaleTo(
  inverse: Float64Array,
  n: number,
  x: Float64Array,
  before: Float64Array,
  gradient: Float64Array,
  gradientBefore: Float64Array,
): void {
  let sy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const y = gradient[i]! - gradientBefore[i]!;
    sy += (x[i]! - before[i]!) * y;
    yy += y * y;
  }
  if (sy > 0 && yy > 0) for (let i = 0; i < n; i++) inverse[i * n + i] = sy / yy;
}

/** The BFGS update of the inverse Hessian; left out where the curvature along the step is not positive. */
function update(
  inverse: Float64Array,
  n: number,
  x: Float64Array,
  before: Float64Array,
  gradient: Float64Array,
  gradientBefore: Float64Array,
): void {
  const s = Float64Array.from(x, (at, i) => at - before[i]!);
  const y = Float64Array.from(gradient, (g, i) => g - gradientBefore[i]!);
  let sy = 0;
  for (let i = 0; i < n; i++) sy += s[i]! * y[i]!;
  if (!(sy > 1e-14)) return;
  const hy = new Float64Array(n);
  let yhy = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) hy[i]! += inverse[i * n + j]! * y[j]!;
    yhy += y[i]! * hy[i]!;
  }
  const own = (1 + yhy / sy) / sy;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i * n + j]! += own * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy;
    }
  }
}
