import {
  atanExact,
  expExact,
  fixed,
  logExact,
  parts,
  sinExact,
  ulps,
  type Exact,
} from '../../test/exact-elementary.js';
import { createRandom } from '../random/index.js';
import { atan, cbrt, cos, exp, expm1, log, log1p, pow, sin } from './index.js';

const samples = Number(process.env['ELEMENTARY_SAMPLES'] ?? 60);
const one = fixed(1);
const plain = (value: bigint): Exact => ({ value, shift: 0 });
/** The logarithm of any positive double. */
const logOf = (x: number): bigint => logExact(parts(x).whole * fixed(2 ** -52), parts(x).exponent + 52);
const powOf = (x: number, y: number): Exact => {
  const { whole, exponent } = parts(y);
  const product = logOf(x) * whole;
  return expExact(exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent));
};

const random = createRandom('elementary');
const between = (low: number, high: number) => (): number => low + (high - low) * random.next();
/** 2 to a power between `low` and `high`. */
const size = (low: number, high: number) => (): number => 2 ** Math.max(-1074, between(low, high)());
const signed = (of: () => number) => (): number => (random.next() < 0.5 ? -1 : 1) * of();
const near = (middle: number, of: () => number) => (): number => middle + of();

type Draw = () => number;
const ofOne: Record<string, [(x: number) => number, (x: number) => Exact, limit: number, Record<string, Draw>]> = {
  exp: [
    exp,
    (x) => expExact(fixed(x)),
    0.51,
    {
      everywhere: between(-708, 709.78),
      small: signed(size(-60, 0)),
      steps: () => (Math.round(between(-900, 900)()) * Math.LN2) / 128,
    },
  ],
  'exp, subnormal': [exp, (x) => expExact(fixed(x)), 1, { numbers: between(-745, -708) }],
  expm1: [
    expm1,
    (x) => expExact(fixed(x), 1n),
    0.6,
    {
      everywhere: between(-60, 700),
      middle: between(-1, 1),
      small: signed(size(-100, -3)),
      edge: signed(between(0.06, 0.07)),
    },
  ],
  log: [
    log,
    (x) => plain(logOf(x)),
    0.6,
    {
      everywhere: size(-1074, 1023.99),
      growth: near(1, signed(size(-50, -3))),
      middle: between(0.5, 2),
      edge: near(1, signed(between(0.06, 0.07))),
    },
  ],
  log1p: [
    log1p,
    (x) => plain(logExact(fixed(x) + one)),
    0.6,
    {
      growth: signed(size(-100, -3)),
      middle: between(-0.9999, 4),
      large: size(2, 250),
      edge: signed(between(0.06, 0.07)),
    },
  ],
  sin: [
    sin,
    (x) => plain(sinExact(fixed(x))),
    0.9,
    {
      usual: between(-12, 12),
      small: signed(size(-60, 0)),
      hundreds: between(-1700, 1700),
      large: signed(size(10, 250)),
      zeros: () => Math.round(between(1, 2000)()) * (Math.PI / 2),
    },
  ],
  cos: [
    cos,
    (x) => plain(sinExact(fixed(x), 1n)),
    0.9,
    {
      usual: between(-12, 12),
      hundreds: between(-1700, 1700),
      large: signed(size(10, 250)),
      zeros: () => Math.round(between(1, 2000)()) * (Math.PI / 2),
    },
  ],
  atan: [
    atan,
    (x) => plain(atanExact(fixed(x))),
    0.75,
    {
      unit: between(-1, 1),
      small: signed(size(-60, -3)),
      few: between(1, 4),
      large: signed(size(0, 80)),
      edge: between(0.12, 0.13),
    },
  ],
  cbrt: [cbrt, (x) => expExact(logOf(x) / 3n), 0.51, { everywhere: size(-1074, 1023.99), usual: between(0, 2000) }],
};

const cases = Object.entries(ofOne).flatMap(([name, [own, exact, limit, draws]]) =>
  Object.entries(draws).map(([where, draw]) => ({ name, where, own, exact, limit, draw })),
);

test.each(cases)(
  '$name is right to $limit units in the last place: $where',
  ({ name, where, own, exact, limit, draw }) => {
    const worst = { error: 0, x: 0 };
    for (let i = 0; i < samples; i++) {
      const x = draw();
      const error = ulps(own(x), exact(x));
      if (!(error <= worst.error)) Object.assign(worst, { error, x });
    }
    if (samples > 1000) console.log(`${name}, ${where}: ${worst.error.toFixed(3)} at ${worst.x}`);
    expect(worst.error).toBeLessThan(limit);
  },
);

test.each<[string, Draw, Draw]>([
  ['growth', near(1, signed(size(-12, -5))), between(-252, 252)],
  ['interest', near(1, signed(size(-40, -8))), signed(size(8, 47))],
  ['any base', size(-1074, 1023.99), signed(size(-8, 0))],
  ['any power', between(0.5, 2), between(-700, 700)],
])('pow is right to 0.51 units in the last place: %s', (where, bases, exponents) => {
  let worst = 0;
  for (let i = 0; i < samples; i++) {
    const [x, y] = [bases(), exponents()];
    const exact = powOf(x, y);
    if (Math.abs(exact.shift) < 1021) worst = Math.max(worst, ulps(pow(x, y), exact));
  }
  if (samples > 1000) console.log(`pow, ${where}: ${worst.toFixed(3)}`);
  expect(worst).toBeLessThan(0.51);
  expect(worst).toBeGreaterThan(0.3);
});

describe('values that the language defines', () => {
  // Zeros, ones, infinities, ends of the range, subnormals and neighbours of 1.
  const special = [0, 1, Infinity, 2, 0.5, 3, 1.5, 1e17, 1e300, Number.MIN_VALUE, 1e-310, Number.MAX_VALUE, 2 ** -1022];
  const both = [...special, 1 - 2 ** -53, 1 + 2 ** -52].flatMap((x) => [x, -x]).concat(NaN);
  const ends = [709.782712893384, 709.7827128933841, 710, -745.1332191019411, -745.1332191019412, -746, 1e5, -1e5];
  /** The same, and where neither is 0, infinite or NaN equal to the last two bits. */
  const expectSame = (own: number, wanted: number) => {
    const rounded = wanted !== 0 && Number.isFinite(wanted) && Math.abs(own - wanted) <= 2 ** -51 * Math.abs(wanted);
    return Object.is(own, wanted) || rounded;
  };

  test.each(Object.entries({ exp, expm1, log, log1p, sin, cos, atan, cbrt }))('%s', (name, own) => {
    const theirs = Math[name as 'exp'];
    for (const x of [...both, ...ends]) expect([x, expectSame(own(x), theirs(x)) || own(x)]).toEqual([x, true]);
  });

  test('pow', () => {
    for (const x of both)
      for (const y of both) expect([x, y, expectSame(pow(x, y), x ** y) || pow(x, y)]).toEqual([x, y, true]);
  });
});

test('powers and roots that are doubles are exact', () => {
  for (let k = -1074; k < 1024; k++) expect(pow(2, k)).toBe(2 ** k);
  for (let k = 0; k <= 22; k++) expect(pow(10, k)).toBe(Number(`1e${k}`));
  for (let n = 1; n < 3000; n++) {
    if (pow(n, 4) !== n * n * n * n || pow(n * n, 0.5) !== n || cbrt(-n * n * n) !== -n) expect(n).toBe('exact');
  }
});

test('the constants of the language come out to the last bit', () => {
  expect([exp(1), log(2), log(10), atan(1), 4 * atan(1)]).toEqual([Math.E, Math.LN2, Math.LN10, Math.PI / 4, Math.PI]);
  expect([pow(2, 0.5), pow(0.5, 0.5)]).toEqual([Math.SQRT2, Math.SQRT1_2]);
});

/** The double beside x, away from 0. */
function after(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0);
}

test('neighbours keep their order, also where the formula changes', () => {
  const edges = [0.0625, 0.125, 0.9375, 1, 1.0625, 1.375, 0.6875, 2, 0.34375, 8, 64];
  const steps = Array.from({ length: 64 }, (_, i) => ((i + 0.5) * Math.LN2) / 128);
  const middles = Array.from({ length: 64 }, (_, i) => 0.6875 + i / 64);
  for (const start of [...edges, ...steps, ...middles, ...Array.from({ length: 50 }, size(-3, 6))]) {
    let x = start * (1 - 40 * 2 ** -53);
    for (let i = 0; i < 80; i++) {
      const next = after(x);
      for (const rising of [exp, expm1, log, log1p, atan, cbrt, (v: number) => pow(v, 1.7), (v: number) => -exp(-v)])
        if (!(rising(x) <= rising(next))) expect([rising.name, x]).toBe('rising');
      x = next;
    }
  }
});
