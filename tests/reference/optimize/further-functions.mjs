const sum = (x, f) => x.reduce((total, value, i) => total + f(value, i), 0);
const cube = (n, low, high) => ({ lower: new Array(n).fill(low), upper: new Array(n).fill(high) });
const { PI, abs, cos, exp, sin, sqrt } = Math;

/** Test functions of any number of dimensions. */
const ofAny = {
  griewank: (n) => ({
    f: (x) => 1 + sum(x, (v) => v * v) / 4000 - x.reduce((product, v, i) => product * cos(v / sqrt(i + 1)), 1),
    ...cube(n, -600, 600),
  }),
  levy: (n) => ({
    f: (x) => {
      const w = x.map((v) => 1 + (v - 1) / 4);
      const last = w.at(-1);
      const middle = sum(w.slice(0, -1), (v) => (v - 1) ** 2 * (1 + 10 * sin(PI * v + 1) ** 2));
      return sin(PI * w[0]) ** 2 + middle + (last - 1) ** 2 * (1 + sin(2 * PI * last) ** 2);
    },
    ...cube(n, -10, 10),
  }),
  schwefel: (n) => ({
    f: (x) => 418.9828872724338 * x.length - sum(x, (v) => v * sin(sqrt(abs(v)))),
    ...cube(n, -500, 500),
  }),
  styblinski_tang: (n) => ({ f: (x) => sum(x, (v) => v ** 4 - 16 * v * v + 5 * v) / 2, ...cube(n, -5, 5) }),
  zakharov: (n) => ({
    f: (x) => {
      const slope = sum(x, (v, i) => 0.5 * (i + 1) * v);
      return sum(x, (v) => v * v) + slope ** 2 + slope ** 4;
    },
    ...cube(n, -5, 10),
  }),
  dixon_price: (n) => ({
    f: (x) => (x[0] - 1) ** 2 + sum(x.slice(1), (v, i) => (i + 2) * (2 * v * v - x[i]) ** 2),
    ...cube(n, -10, 10),
  }),
  michalewicz: (n) => ({
    f: (x) => -sum(x, (v, i) => sin(v) * sin(((i + 1) * v * v) / PI) ** 20),
    ...cube(n, 0, PI),
  }),
  ellipsoid: (n) => ({ f: (x) => sum(x, (v, i) => 10 ** ((6 * i) / (x.length - 1)) * v * v), ...cube(n, -5, 5) }),
};

/** Test functions of two dimensions. */
const ofTwo = {
  booth: { f: ([x, y]) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2, ...cube(2, -10, 10) },
  matyas: { f: ([x, y]) => 0.26 * (x * x + y * y) - 0.48 * x * y, ...cube(2, -10, 10) },
  mccormick: {
    f: ([x, y]) => sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1,
    lower: [-1.5, -3],
    upper: [4, 4],
  },
  three_hump_camel: { f: ([x, y]) => 2 * x * x - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y * y, ...cube(2, -5, 5) },
  cross_in_tray: {
    f: ([x, y]) => -0.0001 * (abs(sin(x) * sin(y) * exp(abs(100 - sqrt(x * x + y * y) / PI))) + 1) ** 0.1,
    ...cube(2, -10, 10),
  },
  holder_table: {
    f: ([x, y]) => -abs(sin(x) * cos(y) * exp(abs(1 - sqrt(x * x + y * y) / PI))),
    ...cube(2, -10, 10),
  },
  easom: { f: ([x, y]) => -cos(x) * cos(y) * exp(-((x - PI) ** 2) - (y - PI) ** 2), ...cube(2, -10, 10) },
};

/** More test functions, each as a function of the number of dimensions. */
export const furtherFunctions = {
  ...ofAny,
  ...Object.fromEntries(Object.entries(ofTwo).map(([name, each]) => [name, () => each])),
};
