const sum = (x, f) => x.reduce((total, value, i) => total + f(value, i), 0);

/** Hartmann's functions: Σ over four peaks of −α·exp(−Σ a·(x − p)²). */
const hartmann = (a, p) => (x) =>
  -[1, 1.2, 3, 3.2].reduce(
    (total, alpha, k) => total + alpha * Math.exp(-sum(x, (value, i) => a[k][i] * (value - p[k][i]) ** 2)),
    0,
  );

const box = (n, low, high) => ({ lower: new Array(n).fill(low), upper: new Array(n).fill(high) });

/** The usual test functions of optimisation with the boxes they are searched in, by the names the cases give them. */
export const testFunctions = {
  sphere: { f: (x) => sum(x, (v) => v * v), ...box(5, -5, 5) },
  rosenbrock: {
    f: (x) => sum(x.slice(0, -1), (v, i) => 100 * (x[i + 1] - v * v) ** 2 + (1 - v) ** 2),
    ...box(4, -2, 2),
  },
  rastrigin: {
    f: (x) => 10 * x.length + sum(x, (v) => v * v - 10 * Math.cos(2 * Math.PI * v)),
    ...box(2, -5.12, 5.12),
  },
  ackley: {
    f: (x) =>
      -20 * Math.exp(-0.2 * Math.sqrt(sum(x, (v) => v * v) / x.length)) -
      Math.exp(sum(x, (v) => Math.cos(2 * Math.PI * v)) / x.length) +
      20 +
      Math.E,
    ...box(2, -32.768, 32.768),
  },
  branin: {
    f: ([x, y]) =>
      (y - (5.1 * x * x) / (4 * Math.PI ** 2) + (5 * x) / Math.PI - 6) ** 2 +
      10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) +
      10,
    lower: [-5, 0],
    upper: [10, 15],
  },
  hartmann3: {
    f: hartmann(
      [
        [3, 10, 30],
        [0.1, 10, 35],
        [3, 10, 30],
        [0.1, 10, 35],
      ],
      [
        [0.3689, 0.117, 0.2673],
        [0.4699, 0.4387, 0.747],
        [0.1091, 0.8732, 0.5547],
        [0.03815, 0.5743, 0.8828],
      ],
    ),
    ...box(3, 0, 1),
  },
  hartmann6: {
    f: hartmann(
      [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
      ],
      [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
      ],
    ),
    ...box(6, 0, 1),
  },
  six_hump_camel: {
    f: ([x, y]) => (4 - 2.1 * x * x + x ** 4 / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y,
    lower: [-3, -2],
    upper: [3, 2],
  },
  goldstein_price: {
    f: ([x, y]) =>
      (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
      (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y)),
    ...box(2, -2, 2),
  },
  himmelblau: { f: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, ...box(2, -5, 5) },
  beale: {
    f: ([x, y]) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y * y) ** 2 + (2.625 - x + x * y ** 3) ** 2,
    ...box(2, -4.5, 4.5),
  },
  eggholder: {
    f: ([x, y]) =>
      -(y + 47) * Math.sin(Math.sqrt(Math.abs(x / 2 + y + 47))) - x * Math.sin(Math.sqrt(Math.abs(x - y - 47))),
    ...box(2, -512, 512),
  },
};
