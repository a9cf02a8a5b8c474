import * as ta from '@bot-v2/quant/indicators';
import { combined, delayed } from './row-alignment.mjs';

/** The first whole number of a text. */
export const n = (heading) => Number(/\d+/.exec(heading)[0]);

/** All whole numbers of a text. */
export const numbersIn = (text) => [...text.matchAll(/\d+/g)].map(Number);

/** All decimal fractions of a text. */
export const decimalsIn = (text) => [...text.matchAll(/\d+\.\d+/g)].map(Number);

/** LEAN's file names say which average of the true range is meant. */
export function averageTrueRange({ high, low, close }, heading, file) {
  return /wilder/.test(file)
    ? ta.atr(high, low, close, n(heading))
    : ta.sma(ta.trueRange(high, low, close), n(heading));
}

/** Keltner's own channel: simple averages of typical prices and of ranges. */
export function simpleKeltner({ high, low, close }, heading, side) {
  const centre = ta.sma(ta.typicalPrice(high, low, close), n(heading));
  const range = ta.sma(ta.trueRange(high, low, close), n(heading));
  return combined(centre, range, (a, b) => a + 1.5 * side * b);
}

/** Acceleration bands with the period and width of the file's name. */
export function accelerationBands({ high, low, close }, file) {
  const [period, factor] = /(\d+)_(\d+)\.\w+/.exec(file).slice(1).map(Number);
  return ta.accBands(high, low, close, period, factor);
}

/** A statistic of two securities whose rows alternate: at each row the value of the last complete pair. */
export function ofPairs({ close }, symbols, compute) {
  const [asset] = symbols;
  const rows = (wanted) => [...symbols.keys()].filter((row) => wanted === (symbols[row] === asset));
  const closes = (wanted) => Float64Array.from(rows(wanted), (row) => close[row]);
  const market = closes(false);
  const values = compute(closes(true).subarray(0, market.length), market);
  let pairs = 0;
  return Float64Array.from(symbols, (symbol) => {
    if (symbol !== asset) pairs++;
    return pairs === 0 ? NaN : values[pairs - 1];
  });
}

/** Rows without an unchanged close in the hundred before: the streak begins anew there, in the file it goes on. */
export const moving = ({ close }) => {
  let still = -Infinity;
  const bars = Array.from(close, (value, row) => (still = value === close[row - 1] ? row : still));
  return (row) => row - bars[row] > 100;
};

/** Rows whose window has the same extremes with and without the closes before its bars. */
export const withoutGaps = ({ high, low, close }, bars) => {
  const before = delayed(close, 1);
  const top = ta.highest(high, bars);
  const bottom = ta.lowest(low, bars);
  const trueTop = ta.highest(combined(high, before, Math.max), bars);
  const trueBottom = ta.lowest(combined(low, before, Math.min), bars);
  return (row) => top[row] === trueTop[row] && bottom[row] === trueBottom[row];
};

/** What `of` makes of the two directional indicators. */
export function directional({ high, low, close }, bars, of) {
  return combined(ta.plusDi(high, low, close, bars), ta.minusDi(high, low, close, bars), of);
}

/** The period of a detrended oscillator whose lag stands among the headings: half of it and one. */
export function periodOfLag(headings) {
  const lag = headings.find((heading) => /^Lag\(\d+\)$/.test(heading));
  return 2 * n(lag) - 1;
}

/** The cloud with its usual periods. */
export const ichimoku = ({ high, low }) => ta.ichimoku(high, low, 9, 26, 52);

/** The periods of LEAN's test. */
export const kst = ({ close }) => ta.kst(close, 5, 10, 15, 25, 5, 5, 5, 10, 9);

/** Both smoothings are simple averages. */
export function smoothedStochRsi(close) {
  const k = ta.sma(ta.stochRsi(close, 14, 14, 1).k, 3);
  return { k, d: ta.sma(k, 3) };
}

/** The start and the offset of LEAN's four further tests; their accelerations are the same. */
const startAndOffset = { PARAM1: [0, 0], PARAM2: [100, 0], PARAM3: [-95, 0], PARAM4: [100, 0.02] };

/** The parabolic stop plain, extended, or extended with the parameters of a test. */
export function stopOf(high, low, heading) {
  if (heading === 'SAR') return ta.sar(high, low, 0.02, 0.2);
  const test = startAndOffset[heading.split('_')[1]];
  return test === undefined ? ta.sarExt(high, low) : ta.sarExt(high, low, ...test, 0.02, 0.01, 0.3, 0.03, 0.02, 0.4);
}
