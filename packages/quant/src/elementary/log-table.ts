import { productError } from './double-double.js';

/** Upper 32 bits of 0.6875: doubles are split into a power of two and a fraction from 0.6875 up to 1.375. */
export const LEAST_FRACTION = 0x3fe60000;
/** Intervals of that range: 80 below 1, each 1/256 long, and 48 from 1 on, twice as long. */
const INTERVALS = 128;
const BELOW_ONE = 80;
/** The first parts of the logarithms are multiples of this, so that sums of theirs and of ln 2's are exact. */
const UNIT = 1 / 4_398_046_511_104;

/** At 4i to 4i + 2: a number c of 9 bits within interval i, and the two parts of its logarithm. c = 1 beside 1. */
export const logTable = new Float64Array(4 * INTERVALS);

/** From 1 outwards: ln c = ln b + 2 artanh((c - b) ÷ (c + b)). */
function fillTable(from: number, to: number, centre: (i: number) => number): void {
  let last = 1;
  let high = 0;
  let low = 0;
  const step = from < to ? 1 : -1;
  for (let i = from; i !== to; i += step) {
    const c = i === from ? 1 : centre(i);
    const s = (c - last) / (c + last);
    const product = s * (c + last);
    const left = (c - last - product - productError(s, c + last, product)) / (c + last);
    const z = s * s;
    const first = Math.round((high + 2 * s) / UNIT) * UNIT;
    low += 2 * s - (first - high) + 2 * (left + s * z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9)))));
    high = first;
    last = c;
    logTable[4 * i] = c;
    logTable[4 * i + 1] = high;
    logTable[4 * i + 2] = low;
  }
}
fillTable(BELOW_ONE, INTERVALS, (i) => 1 + (i - BELOW_ONE + 0.5) / 128);
fillTable(BELOW_ONE - 1, -1, (i) => 0.6875 + (i + 0.5) / 256);
