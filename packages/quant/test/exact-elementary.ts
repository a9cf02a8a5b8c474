/**
 * Elementary functions in whole numbers: x stands for x · 2^-320, and series are summed until their terms vanish. Slow,
 * and right to a few units of the last of 320 binary digits.
 */
const digits = 320;
const D = BigInt(digits);
const one = 1n << D;

/** A double as a whole number times a power of two. */
export function parts(x: number): { whole: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 2047n);
  const fraction = bits & 0xfffffffffffffn;
  const whole = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return { whole: x < 0 ? -whole : whole, exponent: Math.max(exponent, 1) - 1075 };
}

const shifted = (x: bigint, by: number): bigint => (by >= 0 ? x << BigInt(by) : x >> BigInt(-by));

/** A double; its digits beyond the 320th are cut off. */
export function fixed(x: number): bigint {
  const { whole, exponent } = parts(x);
  return shifted(whole, digits + exponent);
}

const times = (a: bigint, b: bigint): bigint => (a * b) / one;
const over = (a: bigint, b: bigint): bigint => (a << D) / b;

/** Sum of x^k ÷ k over the odd k, with alternating signs for `sign` -1. */
function arcSeries(x: bigint, sign: 1n | -1n): bigint {
  const square = sign * times(x, x);
  let sum = 0n;
  for (let k = 1n, power = x; power !== 0n; k += 2n, power = times(power, square)) sum += power / k;
  return sum;
}

const ln2 = 2n * arcSeries(one / 3n, 1n);
const pi = 16n * arcSeries(one / 5n, -1n) - 4n * arcSeries(one / 239n, -1n);

/** `value` · 2^shift. */
export interface Exact {
  readonly value: bigint;
  readonly shift: number;
}

/** e^x, less `minus`. */
export function expExact(x: bigint, minus = 0n): Exact {
  const shift = x / ln2;
  const rest = x - shift * ln2;
  let sum = 0n;
  for (let k = 1n, term = one; term !== 0n; term = times(term, rest) / k, k++) sum += term;
  return minus === 0n
    ? { value: sum, shift: Number(shift) }
    : { value: shifted(sum, Number(shift)) - minus * one, shift: 0 };
}

/** ln(x · 2^shift) for x > 0. */
export function logExact(x: bigint, shift = 0): bigint {
  const k = x.toString(2).length - digits;
  const fraction = over(x, shifted(one, k));
  const near = 3n * fraction < 2n * one ? { fraction: 2n * fraction, k: k - 1 } : { fraction, k };
  return 2n * arcSeries(over(near.fraction - one, near.fraction + one), 1n) + BigInt(near.k + shift) * ln2;
}

export function atanExact(x: bigint): bigint {
  if (x < 0n) return -atanExact(-x);
  if (x > one) return pi / 2n - atanExact(over(one, x));
  // arctan x = 2 arctan(x ÷ (1 + √(1 + x²))).
  return 4n * x > one ? 2n * atanExact(over(x, one + rootOf((one + times(x, x)) << D))) : arcSeries(x, -1n);
}

/** ⌊√n⌋ by Newton. */
function rootOf(n: bigint): bigint {
  let guess = 1n << BigInt((n.toString(2).length >> 1) + 1);
  for (let next = (guess + n / guess) >> 1n; next < guess; next = (guess + n / guess) >> 1n) guess = next;
  return guess;
}

/** Sine of x and `quarters` quarter turns. */
export function sinExact(x: bigint, quarters = 0n): bigint {
  const turns = (4n * x) / (2n * pi);
  const angle = x - (turns * pi) / 2n;
  const quarter = Number((turns + quarters) & 3n);
  let sum = 0n;
  const first = quarter % 2 === 0 ? { k: 2n, term: angle } : { k: 1n, term: one };
  for (let { k, term } = first; term !== 0n; k += 2n) {
    sum += term;
    term = -times(times(term, angle), angle) / (k * (k + 1n));
  }
  return quarter < 2 ? sum : -sum;
}

/** Distance of `value` from the exact one in units of the last place of the latter, to a millionth. */
export function ulps(value: number, { value: exact, shift }: Exact): number {
  const size = exact < 0n ? -exact : exact;
  const lastPlace = Math.max(size.toString(2).length - 53 - digits + shift, -1074);
  const found = parts(value);
  // Both in millionths of the last place, nearly.
  const a = shifted(found.whole, found.exponent - lastPlace + 20);
  const b = shifted(exact, shift - digits - lastPlace + 20);
  return Number(a > b ? a - b : b - a) / 2 ** 20;
}
