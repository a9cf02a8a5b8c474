import { productError } from './double-double.js';

/** At 2i and 2i + 1 the two parts of the arc tangent of i ÷ 16, for i from 0 to 16. */
export const arctangents = new Float64Array(34);

/** arctan c = arctan b + arctan((c - b) ÷ (1 + b · c)), by Gregory's series. */
function fillTable(): void {
  for (let i = 1; i <= 16; i++) {
    const divisor = 256 + (i - 1) * i;
    const t = 16 / divisor;
    const product = t * divisor;
    const left = (16 - product - productError(t, divisor, product)) / divisor;
    const z = t * t;
    let series = 0;
    for (let n = 17; n >= 3; n -= 2) series = z * (1 / n - series);
    const high = arctangents[2 * i - 2]!;
    const sum = high + t;
    const rest = high > t ? high - sum + t : t - sum + high;
    const all = rest + arctangents[2 * i - 1]! + left - t * series;
    arctangents[2 * i] = sum + all;
    arctangents[2 * i + 1] = sum - (sum + all) + all;
  }
}
fillTable();
