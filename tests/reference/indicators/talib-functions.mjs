import * as ta from '@bot-v2/quant/indicators';
import { combined } from './row-alignment.mjs';

/**
 * TA-Lib's functions as calls of ours. `letters`: the price columns it reads, where the table's meta file does not say.
 * `compute(columns, options)` gets TA-Lib's options and returns one column, or several by the first part of the
 * heading they stand under. Moving-average types are TA-Lib's.
 */
const one = (compute) => ({ letters: 'c', compute: ([x], options) => compute(x, ...options) });
const range = (compute) => ({ letters: 'hl', compute: ([h, l], options) => compute(h, l, ...options) });
const bars = (compute) => ({ letters: 'hlc', compute: ([h, l, c], options) => compute(h, l, c, ...options) });
const averageType = ['sma', 'ema'];

/** By TA-Lib's types; MAMA takes no period. */
const averages = [ta.sma, ta.ema, ta.wma, ta.dema, ta.tema, ta.trima, ta.kama, (x) => ta.mama(x).mama, ta.t3];

const position = (ages) => ages.map((age, i) => i - age);

/** A moving average of a type; its argument may start with NaN. Of one bar every type is the value itself. */
const average = (type, x, n) => (n === 1 ? Float64Array.from(x) : averages[type]?.(x, n));

/** Fast and slow average of one type. */
const fastAndSlow = (x, fast, slow, type) =>
  [Math.min(fast, slow), Math.max(fast, slow)].map((n) => average(type, x, n));

/** Bands with own widths above and below an average of any type. */
function bands(x, n, up, down, type) {
  const middle = average(type, x, n);
  const deviation = ta.stddev(x, n, 0);
  const side = (k) => combined(middle, deviation, (centre, sd) => centre + k * sd);
  return { upper: side(up), middle, lower: side(-down) };
}

/** %K and its average, both from the bar at which the average starts. */
function withAverage(k, d) {
  return { k: combined(k, d, (value, start) => (Number.isNaN(start) ? NaN : value)), d };
}
const macdLines = ({ macd, signal, histogram }) => ({ MACD: macd, MACDsig: signal, MACDhist: histogram });

/** Functions of one number, and of two. */
const each = (of) => ({ letters: 'c', compute: ([x]) => x.map(of) });
const pair = (of) => ({ letters: 'hl', compute: ([x, y]) => combined(x, y, of) });

export const talibFunctions = {
  ADD: pair((x, y) => x + y),
  SUB: pair((x, y) => x - y),
  MULT: pair((x, y) => x * y),
  DIV: pair((x, y) => x / y),
  ACOS: each(Math.acos),
  ASIN: each(Math.asin),
  ATAN: each(Math.atan),
  CEIL: each(Math.ceil),
  COS: each(Math.cos),
  COSH: each(Math.cosh),
  EXP: each(Math.exp),
  FLOOR: each(Math.floor),
  LN: each(Math.log),
  LOG10: each(Math.log10),
  SIN: each(Math.sin),
  SINH: each(Math.sinh),
  SQRT: each(Math.sqrt),
  TAN: each(Math.tan),
  TANH: each(Math.tanh),
  SMA: one(ta.sma),
  EMA: one(ta.ema),
  WMA: one(ta.wma),
  DEMA: one(ta.dema),
  TEMA: one(ta.tema),
  TRIMA: one(ta.trima),
  T3: one((x, n, factor = 0.7) => ta.t3(x, n, factor)),
  KAMA: one((x, n) => ta.kama(x, n)),
  RSI: one((x, n) => ta.rsi(x, n)),
  CMO: one(ta.cmo),
  ROC: one(ta.roc),
  ROCP: one(ta.rocp),
  MOM: one(ta.mom),
  TRIX: one(ta.trix),
  MA: one((x, n, type = 0) => average(type, x, n)),
  ROCR: one(ta.rocr),
  ROCR100: one(ta.rocr100),
  MACD: one((x, fast, slow, signal) => macdLines(ta.macd(x, fast, slow, signal))),
  MACDFIX: one((x, signal) => macdLines(ta.macdFix(x, signal))),
  MACDEXT: one((x, ...options) => macdLines(ta.macdExt(x, ...options))),
  MAVP: { letters: 'cv', compute: ([x, periods], options) => ta.mavp(x, periods, ...options) },
  IMI: { letters: 'oc', compute: ([o, c], [n]) => ta.imi(o, c, n) },
  ACCBANDS: bars((h, l, c, n) => ta.accBands(h, l, c, n)),
  AVGDEV: one(ta.avgDev),
  APO: one((x, fast, slow, type = 1) =>
    type < 2
      ? ta.apo(x, fast, slow, averageType[type])
      : combined(...fastAndSlow(x, fast, slow, type), (a, b) => a - b),
  ),
  PPO: one((x, fast, slow, type = 1) =>
    type < 2
      ? ta.ppo(x, fast, slow, averageType[type])
      : combined(...fastAndSlow(x, fast, slow, type), (a, b) => (100 * (a - b)) / b),
  ),
  STOCH: bars((h, l, c, n, k, kType, d, dType) => {
    if (!kType && !dType) return kd(ta.stoch(h, l, c, n, k, d));
    const slow = average(kType, ta.stochF(h, l, c, n, 1).k, k);
    return withAverage(slow, average(dType, slow, d));
  }),
  STOCHF: bars((h, l, c, n, d, dType) => {
    if (!dType) return kd(ta.stochF(h, l, c, n, d));
    const { k } = ta.stochF(h, l, c, n, 1);
    return withAverage(k, average(dType, k, d));
  }),
  STOCHRSI: one((x, n, k, d, dType) => {
    if (!dType) return kd(ta.stochRsi(x, n, k, d));
    const fast = ta.stochRsi(x, n, k, 1).k;
    return withAverage(fast, average(dType, fast, d));
  }),
  TRANGE: bars(ta.trueRange),
  ATR: bars(ta.atr),
  NATR: bars(ta.natr),
  ADX: bars(ta.adx),
  ADXR: bars(ta.adxr),
  DX: bars(ta.dx),
  PLUS_DI: bars(ta.plusDi),
  MINUS_DI: bars(ta.minusDi),
  PLUS_DM: range(ta.plusDm),
  MINUS_DM: range(ta.minusDm),
  CCI: bars(ta.cci),
  WILLR: bars(ta.willr),
  ULTOSC: bars(ta.ultosc),
  MFI: { letters: 'hlcv', compute: ([h, l, c, v], [n]) => ta.mfi(h, l, c, v, n) },
  OBV: { letters: 'cv', compute: ([c, v]) => ta.obv(c, v) },
  AD: { letters: 'hlcv', compute: ([h, l, c, v]) => ta.ad(h, l, c, v) },
  ADOSC: { letters: 'hlcv', compute: ([h, l, c, v], [fast, slow]) => ta.adosc(h, l, c, v, fast, slow) },
  BOP: { letters: 'ohlc', compute: ([o, h, l, c]) => ta.bop(o, h, l, c) },
  BBANDS: one((x, n, k, kDown = k, type = 0) =>
    k === kDown && type < 2 ? ta.bollinger(x, n, k, averageType[type]) : bands(x, n, k, kDown, type),
  ),
  SAR: range((h, l, acceleration, maximum) => ta.sar(h, l, acceleration, maximum)),
  SAREXT: range((h, l, ...options) => ta.sarExt(h, l, ...options)),
  AROON: range((h, l, n) => ta.aroon(h, l, n)),
  AROONOSC: range(ta.aroonOsc),
  LINEARREG: one(ta.linearReg),
  LINEARREG_SLOPE: one(ta.linearRegSlope),
  LINEARREG_INTERCEPT: one(ta.linearRegIntercept),
  LINEARREG_ANGLE: one(ta.linearRegAngle),
  TSF: one(ta.tsf),
  STDDEV: one((x, n, factor = 1) => ta.stddev(x, n, 0).map((value) => factor * value)),
  VAR: one((x, n) => ta.variance(x, n, 0)),
  SUM: one(ta.rollingSum),
  BETA: range(ta.beta),
  CORREL: range(ta.correl),
  MAX: { ...one(ta.highest), letters: 'h' },
  MIN: { ...one(ta.lowest), letters: 'l' },
  MINMAX: one((x, n) => ta.minMax(x, n)),
  MINMAXINDEX: one((x, n) => ({ min: position(ta.lowestAge(x, n)), max: position(ta.highestAge(x, n)) })),
  MAXINDEX: one((x, n) => position(ta.highestAge(x, n))),
  MININDEX: one((x, n) => position(ta.lowestAge(x, n))),
  MIDPOINT: one(ta.midpoint),
  MIDPRICE: range(ta.midprice),
  HT_TRENDLINE: one((x) => ta.htTrendline(x)),
  HT_DCPERIOD: one((x) => ta.htDcPeriod(x)),
  HT_DCPHASE: one((x) => ta.htDcPhase(x)),
  HT_PHASOR: one((x) => ta.htPhasor(x)),
  HT_TRENDMODE: one((x) => ta.htTrendMode(x)),
  HT_SINE: one((x) => ta.htSine(x)),
  MAMA: one((x, fast = 0.5, slow = 0.05) => ta.mama(x, fast, slow)),
  TYPPRICE: bars((h, l, c) => ta.typicalPrice(h, l, c)),
  WCLPRICE: bars((h, l, c) => ta.weightedClose(h, l, c)),
  MEDPRICE: range((h, l) => ta.medianPrice(h, l)),
  AVGPRICE: { letters: 'ohlc', compute: ([o, h, l, c]) => ta.averagePrice(o, h, l, c) },
};

function kd({ k, d }) {
  return { k, d };
}

/** Which of several outputs a heading means. */
export function outputOf(heading, outputs) {
  if (outputs === undefined || outputs.length !== undefined) return outputs;
  const marks = [
    [/^MACD.*sig/i, 'MACDsig'],
    [/^MACD.*hist/i, 'MACDhist'],
    [/^MACD/, 'MACD'],
    [/_k_/, 'k'],
    [/_d_/, 'd'],
    [/_up_.*|_up$/, 'upper' in outputs ? 'upper' : 'up'],
    [/_mid_/, 'middle'],
    [/_lo_/, 'lower'],
    [/_dn_/, 'down'],
    [/^HT_LEADSINE/, 'leadSine'],
    [/^HT_SINE/, 'sine'],
    [/inphase/i, 'inPhase'],
    [/quad/i, 'quadrature'],
    [/_min/i, 'min'],
    [/_max/i, 'max'],
    [/^FAMA/, 'fama'],
    [/^MAMA/, 'mama'],
  ];
  return outputs[marks.find(([mark, key]) => mark.test(heading) && key in outputs)?.[1]];
}

/** How many options these have when a heading gives all of them, moving-average types included. */
const fullCounts = { BBANDS: 4, STOCH: 5, STOCHF: 3, STOCHRSI: 4, APO: 3, PPO: 3 };

/** The function and options a heading such as `STOCH_k_14_3_3` or `SAR_002_02` stands for, in TA-Lib's order. */
export function readHeading(heading) {
  const parts = heading.split('_');
  const options = parts.filter((part) => /^[\d.]+$/.test(part)).map(optionOf);
  const words = parts.filter((part) => !/^[\d.]+$/.test(part));
  const whole = words.join('_');
  const prefixes = words.map((_, k) => words.slice(0, words.length - k).join('_'));
  const name = prefixes.find((prefix) => Object.hasOwn(talibFunctions, prefix)) ?? words[0].replace(/(sig|hist)$/, '');
  const [a, b, c] = options;
  if (/^MACD/.test(name) && !/^MACD(EXT|FIX)/.test(name)) return { name: 'MACD', options };
  if (options.length === fullCounts[name]) return { name, options };
  if (/^BB/.test(name)) return { name: 'BBANDS', options: [a, b, b, name === 'BBema' ? 1 : 0] };
  if (whole === 'FAMA' || whole === 'MAMA') return { name: 'MAMA', options };
  if (whole === 'HT_LEADSINE') return { name: 'HT_SINE', options };
  if (name === 'STOCH') return { name, options: [a, b, 0, c, 0] };
  if (name === 'STOCHF') return { name, options: [a, b, 0] };
  if (name === 'STOCHRSI') return { name, options: [a, b, c, 0] };
  if (name === 'APO' || name === 'PPO') return { name, options: [a, b, words.includes('sma') ? 0 : 1] };
  return { name, options };
}

/** `14` is 14; `002` is 0.02. */
function optionOf(text) {
  return /^0\d/.test(text) ? Number(`0.${text.slice(1)}`) : Number(text);
}
