import * as ta from '@bot-v2/quant/indicators';
import { after, ahead, atRows, combined, delayed, late, sign, where } from './row-alignment.mjs';

const times = (values, factor) => values.map((value) => value * factor);

function pivots({ high, low, close }, n) {
  const { pivot, ...levels } = ta.rollingPivots(high, low, close, n);
  return { pp: pivot, ...levels };
}

/** What they say of a candle's parts, row by row. */
function candles({ open, high, low, close }) {
  const { body, upperShadow, lowerShadow } = ta.candleParts(open, high, low, close);
  const strength = ta.bop(open, high, low, close);
  return Array.from(close, (_, row) => {
    const size = high[row] - low[row];
    return {
      bodyPct: body[row],
      upperWickPct: upperShadow[row],
      lowerWickPct: lowerShadow[row],
      body: body[row] * size,
      upperWick: upperShadow[row] * size,
      lowerWick: lowerShadow[row] * size,
      isBullish: strength[row] > 0,
      isBearish: strength[row] < 0,
    };
  });
}

/** Confirmed turns at the bars where they happened; they leave out the first and guess one at the last bar. */
function turns({ pivot, age, direction }) {
  const price = pivot.map(() => NaN);
  const pointType = Array.from(pivot, () => null);
  direction.forEach((side, i) => {
    const turn = i - age[i];
    if (!(turn > 0)) return;
    price[turn] = pivot[i];
    pointType[turn] = side < 0 ? 'H' : 'L';
  });
  return { zigZag: where((row) => pointType[row] !== null, price), pointType };
}

/** Rows whose window of so many bars has its extreme once: of equal ones they take the first, TA-Lib and we the last. */
const onlyOnce = (values, bars) => (row) => {
  const window = values.slice(Math.max(0, row - bars), row + 1);
  return window.filter((value) => value === Math.max(...window)).length === 1;
};

/** Result sets of trends, ranges, candles and statistics, as calls of ours: see `stock-indicators.form.mjs`. */
export const trends = {
  adx: ({ high, low, close }) => {
    const adx = ta.adx(high, low, close, 14);
    return {
      pdi: late(ta.plusDi(high, low, close, 14)),
      mdi: late(ta.minusDi(high, low, close, 14)),
      dx: late(ta.dx(high, low, close, 14)),
      adx: late(adx),
      // Wilder's mean with the value of n bars ago; TA-Lib's adxr, which ours is, goes n − 1 bars back.
      adxr: late(combined(adx, delayed(adx, 14), (a, b) => (a + b) / 2)),
    };
  },
  alligator: ({ high, low }) => {
    const { jaw, teeth, lips } = ta.alligator(high, low);
    return { jaw, teeth: after(20, teeth), lips: after(20, lips) };
  },
  aroon: ({ high, low }) => {
    const { up, down } = ta.aroon(high, low, 25);
    const highs = onlyOnce(high, 25);
    const lows = onlyOnce(times(low, -1), 25);
    return {
      aroonUp: where(highs, up),
      aroonDown: where(lows, down),
      oscillator: where((row) => highs(row) && lows(row), ta.aroonOsc(high, low, 25)),
    };
  },
  atr: ({ high, low, close }) => ({
    tr: ta.trueRange(high, low, close),
    atr: ta.atr(high, low, close, 14),
    atrp: ta.natr(high, low, close, 14),
  }),
  'atr-stop': ({ high, low, close }) => {
    const { stop, direction } = ta.atrStop(high, low, close, 21, 3);
    return {
      atrStop: stop,
      buyStop: atRows(stop, (i) => direction[i] < 0),
      sellStop: atRows(stop, (i) => direction[i] > 0),
      atr: ta.atr(high, low, close, 21),
    };
  },
  // The market is the set's own series, the asset the comparison series.
  beta: ({ close, other }) => ({
    beta: ta.beta(close, other, 50),
    returnsEval: after(1, ta.rocp(other, 1)),
    returnsMrkt: after(1, ta.rocp(close, 1)),
  }),
  chexit: ({ high, low, close }) => ({ chandelierExit: ta.chandelierExit(high, low, close, 22, 3).long }),
  chop: ({ high, low, close }) => ({ chop: ta.chop(high, low, close, 14) }),
  corr: ({ close, other }) => {
    const [varianceA, varianceB] = [ta.variance(other, 20), ta.variance(close, 20)];
    const correlation = ta.correl(close, other, 20);
    return {
      varianceA,
      varianceB,
      correlation,
      rSquared: times(correlation, 1).map((value) => value * value),
      covariance: correlation.map((value, i) => value * Math.sqrt(varianceA[i] * varianceB[i])),
    };
  },
  doji: (p) => {
    const match = ta.bodyPercent(p.open, p.close).map((body) => (Math.abs(body) <= 0.1 ? 1 : 0));
    return { match, price: atRows(p.close, (row) => match[row] === 1), candle: candles(p) };
  },
  // They mark a fractal at its bar, we at the bar that confirms it.
  fractal: ({ high, low }) => {
    const { top, bottom } = ta.fractal(high, low, 2);
    return { fractalBear: ahead(top, 2), fractalBull: ahead(bottom, 2) };
  },
  heikinashi: ({ open, high, low, close }) => ta.heikinAshi(open, high, low, close),
  hurst: ({ close }) => ({ hurstExponent: ta.hurst(close, 100), hurstExponentAL: ta.hurstCorrected(close, 100) }),
  ichimoku: ({ high, low }) => {
    const { tenkan, kijun, senkouA, senkouB } = ta.ichimoku(high, low, 9, 26, 52);
    return {
      tenkanSen: after(77, tenkan),
      kijunSen: after(77, kijun),
      senkouSpanA: after(77, senkouA),
      senkouSpanB: senkouB,
    };
  },
  // A body of at least 95 % of the range; their signal carries the close.
  marubozu: (p) => {
    const { body } = ta.candleParts(p.open, p.high, p.low, p.close);
    const side = sign(ta.bop(p.open, p.high, p.low, p.close));
    const full = [...body.keys()].map((row) => body[row] >= 0.95);
    return {
      match: full.map((each, row) => (each ? 100 * side[row] : 0)),
      price: atRows(p.close, (row) => full[row]),
      candle: candles(p),
    };
  },
  'pivot-points': ({ months }) => months((bars) => pivots(bars, 1)),
  pivots: ({ high, low }) => {
    const { top, bottom } = ta.fractal(high, low, 2);
    return { highPoint: ahead(top, 2), lowPoint: ahead(bottom, 2) };
  },
  prs: ({ close, other }) => {
    const { ratio, excess } = ta.priceRelative(other, close, 20);
    return { prs: after(20, ratio), prsPercent: excess };
  },
  psar: ({ high, low }) => {
    const sides = sign(ta.sarExt(high, low));
    return {
      sar: late(ta.sar(high, low, 0.02, 0.2)),
      isReversal: late(combined(sides, delayed(sides, 1), (a, b) => Number(a !== b))),
    };
  },
  'rolling-pivots': (prices) => pivots(prices, 20),
  slope: ({ close }) => {
    const slope = ta.linearRegSlope(close, 14);
    // They count bars from the first quote, 1; ours from the window's first bar, 0.
    const intercept = ta.linearRegIntercept(close, 14).map((value, i) => value - slope[i] * (i - 12));
    const last = close.length - 1;
    return {
      slope,
      intercept,
      stdDev: ta.stddev(close, 14),
      rSquared: ta.rSquared(close, 14),
      line: close.map((_, i) => (i > last - 14 ? intercept[last] + slope[last] * (i + 1) : NaN)),
    };
  },
  stdev: ({ close }) => ({
    stdDev: ta.stddev(close, 14),
    mean: ta.sma(close, 14),
    zScore: ta.zscore(close, 14),
  }),
  supertrend: ({ high, low, close }) => {
    const { supertrend, direction } = ta.supertrend(high, low, close, 10, 3);
    return {
      superTrend: supertrend,
      upperBand: atRows(supertrend, (i) => direction[i] < 0),
      lowerBand: atRows(supertrend, (i) => direction[i] > 0),
    };
  },
  tr: ({ high, low, close }) => ({ tr: ta.trueRange(high, low, close) }),
  ulcer: ({ close }) => {
    const ulcer = ta.ulcer(close, 14);
    return { ulcerIndex: ulcer, ui: ulcer };
  },
  'vol-stop': ({ high, low, close }) => {
    const { stop, reversed } = ta.volatilityStop(high, low, close, 7, 3);
    return {
      sar: stop,
      isStop: reversed,
      // At a reversal the stop is still the one of the trend that ended.
      upperBand: atRows(stop, (i) => close[i] < stop[i] !== (reversed[i] === 1)),
      lowerBand: atRows(stop, (i) => close[i] > stop[i] !== (reversed[i] === 1)),
    };
  },
  vortex: ({ high, low, close }) => {
    const { plus, minus } = ta.vortex(high, low, close, 14);
    return { pvi: plus, nvi: minus };
  },
  zigzag: ({ close }) => turns(ta.zigzag(close, close, 5)),
  'zigzag-close': ({ close }) => turns(ta.zigzag(close, close, 5)),
};
