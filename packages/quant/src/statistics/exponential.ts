/** ln 2 in two parts: the first has so few digits that its products with whole numbers up to 2¹¹ are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Terms of the series: the next one is below 1e-17 of the sum where |r| ≤ ln 2 ÷ 2. */
const terms = 14;

/**
 * e to the power of x by additions, multiplications and divisions alone, which are the same on every platform; `Math.exp`
 * may differ in its last bit between versions of V8. Relative error up to 4e-16.
 */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const k = Math.round(x / Math.LN2);
  // e^x = 2^k · e^r.
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = terms; n >= 1; n--) sum = 1 + (r / n) * sum;
  // In two steps: 2^k alone may be too large or too small for a double.
  const half = k >> 1;
  return sum * powerOfTwo(half) * powerOfTwo(k - half);
}

/** 2 to a whole power within ±1022, exactly. */
function powerOfTwo(k: number): number {
  let power = 1;
  for (let base = k < 0 ? 0.5 : 2, left = Math.abs(k); left > 0; left >>= 1, base *= base) if (left & 1) power *= base;
  return power;
}
