import * as ta from '@bot-v2/quant/indicators';
import { after, ahead, atRows, delayed, late, sign, where } from './row-alignment.mjs';

const times = (values, factor) => values.map((value) => value * factor);
const combined = (a, b, of) => a.map((value, i) => of(value, b[i]));
const width = ({ upper, middle, lower }) => middle.map((centre, i) => (upper[i] - lower[i]) / centre);
const bands = (found) => ({ upperBand: found.upper, centerline: found.middle, lowerBand: found.lower });

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

function pivots({ high, low, close }, n) {
  const { pivot, ...levels } = ta.rollingPivots(high, low, close, n);
  return { pp: pivot, ...levels };
}

/** Share of the flow that is bought, and that flow. */
function moneyFlow({ high, low, close, volume }) {
  const moneyFlowMultiplier = ta.cmf(high, low, close, volume, 1);
  return { moneyFlowMultiplier, moneyFlowVolume: combined(moneyFlowMultiplier, volume, (a, b) => a * b) };
}

/** Rows whose window of so many bars has its extreme once: of equal ones they take the first, TA-Lib and we the last. */
const onlyOnce = (values, bars) => (row) => {
  const window = values.slice(Math.max(0, row - bars), row + 1);
  return window.filter((value) => value === Math.max(...window)).length === 1;
};

/**
 * Result sets as calls of ours on the quotes with that set's parameters: the columns of each key, or columns with the
 * rows at which they are compared. `other` is the comparison series.
 */
export const sets = {
  adl: (p) => ({ adl: ta.ad(p.high, p.low, p.close, p.volume), ...moneyFlow(p) }),
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
  alma: ({ close }) => ({ alma: ta.alma(close, 9, 0.85, 6) }),
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
  'atr-stop': ({ high, low, close }) => {
    const { stop, direction } = ta.atrStop(high, low, close, 21, 3);
    return {
      atrStop: stop,
      buyStop: atRows(stop, (i) => direction[i] < 0),
      sellStop: atRows(stop, (i) => direction[i] > 0),
      atr: ta.atr(high, low, close, 21),
    };
  },
  atr: ({ high, low, close }) => ({
    tr: ta.trueRange(high, low, close),
    atr: ta.atr(high, low, close, 14),
    atrp: ta.natr(high, low, close, 14),
  }),
  awesome: ({ high, low }) => {
    const oscillator = ta.awesome(high, low, 5, 34);
    const middle = ta.medianPrice(high, low);
    return { oscillator, normalized: combined(oscillator, middle, (a, b) => (100 * a) / b) };
  },
  bb: ({ close }) => {
    const { upper, middle, lower } = ta.bollinger(close, 20, 2);
    return {
      sma: middle,
      upperBand: upper,
      lowerBand: lower,
      zScore: ta.zscore(close, 20),
      percentB: ta.percentB(close, 20, 2),
      width: ta.bandwidth(close, 20, 2),
    };
  },
  // The market is the set's own series, the asset the comparison series.
  beta: ({ close, other }) => ({
    beta: ta.beta(close, other, 50),
    returnsEval: after(1, ta.rocp(other, 1)),
    returnsMrkt: after(1, ta.rocp(close, 1)),
  }),
  bop: ({ open, high, low, close }) => ({ bop: ta.sma(ta.bop(open, high, low, close), 14) }),
  cci: ({ high, low, close }) => ({ cci: ta.cci(high, low, close, 20) }),
  'chaikin-osc': (p) => {
    const adl = ta.ad(p.high, p.low, p.close, p.volume);
    return {
      adl,
      ...moneyFlow(p),
      oscillator: late(ta.adosc(p.high, p.low, p.close, p.volume, 3, 10)),
      fastEma: ta.ema(adl, 3),
      slowEma: ta.ema(adl, 10),
    };
  },
  chexit: ({ high, low, close }) => ({ chandelierExit: ta.chandelierExit(high, low, close, 22, 3).long }),
  chop: ({ high, low, close }) => ({ chop: ta.chop(high, low, close, 14) }),
  cmf: (p) => ({ cmf: ta.cmf(p.high, p.low, p.close, p.volume, 20), ...moneyFlow(p) }),
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
  // Chande's own form, of plain sums; ours, `cmo`, follows TA-Lib, which smooths as Wilder does.
  cmo: ({ close }) => ({ cmo: ta.cutlerRsi(close, 14).map((value) => 2 * value - 100) }),
  crsi: ({ close }) => {
    const streak = ta.streak(close);
    return {
      streak: after(1, streak),
      rsi: ta.rsi(close, 3),
      // Theirs begins with a streak of 0 at the first bar; every bar halves what that is worth.
      rsiStreak: after(60, ta.rsi(streak, 2)),
      percentRank: after(101, ta.percentRank(ta.rocp(close, 1), 100)),
      connorsRsi: ta.connorsRsi(close, 3, 2, 100),
    };
  },
  doji: (p) => ({ candle: candles(p) }),
  dema: ({ close }) => ({ dema: late(ta.dema(close, 14)) }),
  // Their channel is the one of the bars before.
  donchian: ({ high, low }) => {
    const found = ta.donchian(high, low, 20);
    const { upperBand, centerline, lowerBand } = bands(found);
    return {
      upperBand: delayed(upperBand, 1),
      centerline: delayed(centerline, 1),
      lowerBand: delayed(lowerBand, 1),
      width: delayed(width(found), 1),
    };
  },
  // They draw what is known at a bar n / 2 + 1 bars to the left.
  dpo: ({ close }) => ({ dpo: ahead(ta.dpo(close, 14), 8), sma: ahead(ta.sma(close, 14), 8) }),
  dynamic: ({ close }) => ({ dynamic: ta.mcGinley(close, 14, 0.6) }),
  'elder-ray': ({ high, low, close }) => {
    const { bull, bear } = ta.elderRay(high, low, close, 13);
    return { ema: ta.ema(close, 13), bullPower: bull, bearPower: bear };
  },
  ema: ({ close }) => ({ ema: ta.ema(close, 20) }),
  epma: ({ close }) => ({ epma: ta.linearReg(close, 10) }),
  fcb: ({ high, low }) => {
    const { upper, lower } = ta.fcb(high, low, 2);
    return { upperBand: upper, lowerBand: lower };
  },
  // They begin with windows that are still filling; both halve the past at every bar.
  fisher: ({ high, low }) => {
    const { fisher, trigger } = ta.fisher(high, low, 10);
    return { fisher: after(60, fisher), trigger: after(61, trigger) };
  },
  force: ({ close, volume }) => ({ forceIndex: ta.forceIndex(close, volume, 2) }),
  // They mark a fractal at its bar, we at the bar that confirms it.
  fractal: ({ high, low }) => {
    const { top, bottom } = ta.fractal(high, low, 2);
    return { fractalBear: ahead(top, 2), fractalBull: ahead(bottom, 2) };
  },
  gator: ({ high, low }) => {
    const { upper, lower } = ta.gator(high, low);
    const grows = (values) => values.map((value, i) => Number(Math.abs(value) > Math.abs(values[i - 1])));
    return {
      upper,
      lower: after(20, lower),
      upperIsExpanding: after(21, grows(upper)),
      lowerIsExpanding: after(21, grows(lower)),
    };
  },
  heikinashi: ({ open, high, low, close }) => ta.heikinAshi(open, high, low, close),
  hma: ({ close }) => ({ hma: ta.hma(close, 14) }),
  htl: ({ high, low }) => {
    const middle = ta.medianPrice(high, low);
    return {
      trendline: late(ta.htTrendline(middle)),
      dcPeriods: late(ta.htDcPeriod(middle).map((value) => Math.floor(value + 0.5))),
      smoothPrice: after(6, ta.wma(middle, 4)),
    };
  },
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
  kama: ({ close }) => ({ er: ta.efficiencyRatio(close, 10), kama: after(10, ta.kama(close, 10, 2, 30)) }),
  keltner: ({ high, low, close }) => {
    const found = ta.keltner(high, low, close, 20, 2, 10);
    return { ...bands(found), width: width(found) };
  },
  kvo: ({ high, low, close, volume }) => {
    const { kvo, signal } = ta.kvo(high, low, close, volume, 34, 55, 13);
    return { oscillator: after(68, kvo), signal };
  },
  'ma-env': ({ close }) => {
    const { upper, middle, lower } = ta.maEnvelope(close, 20, 2.5);
    return { centerline: middle, upperEnvelope: upper, lowerEnvelope: lower };
  },
  macd: ({ close }) => {
    const { macd, signal, histogram } = ta.macd(close);
    return {
      macd: late(macd),
      signal: late(signal),
      histogram: late(histogram),
      fastEma: ta.ema(close, 12),
      slowEma: ta.ema(close, 26),
    };
  },
  mama: ({ high, low }) => {
    const { mama, fama } = ta.mama(ta.medianPrice(high, low));
    return { mama: late(mama), fama: late(fama) };
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
  mfi: ({ high, low, close, volume }) => ({ mfi: ta.mfi(high, low, close, volume, 14) }),
  // Ours begins with the first bar's volume.
  obv: ({ close, volume }) => ({ obv: ta.obv(close, volume).map((value) => value - volume[0]) }),
  'pivot-points': ({ months }) => months((bars) => pivots(bars, 1)),
  pivots: ({ high, low }) => {
    const { top, bottom } = ta.fractal(high, low, 2);
    return { highPoint: ahead(top, 2), lowPoint: ahead(bottom, 2) };
  },
  pmo: ({ close }) => {
    const { pmo, signal } = ta.pmo(close, 35, 20, 10);
    return { pmo: after(63, pmo), signal };
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
  pvo: ({ volume }) => {
    const { pvo, signal, histogram } = ta.pvo(volume, 12, 26, 9);
    return { pvo: after(33, pvo), signal, histogram };
  },
  'roc-wb': ({ close }) => {
    const { roc, average, upper, lower } = ta.rocBands(close, 20, 5, 5);
    return { roc: after(24, roc), rocEma: average, upperBand: upper, lowerBand: lower };
  },
  roc: ({ close }) => ({ momentum: ta.mom(close, 14), roc: ta.roc(close, 14) }),
  'rolling-pivots': (prices) => pivots(prices, 20),
  rsi: ({ close }) => ({ rsi: ta.rsi(close, 14) }),
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
  'sma-analysis': ({ close }) => ({
    sma: ta.sma(close, 20),
    mad: ta.avgDev(close, 20),
    mse: ta.variance(close, 20),
  }),
  sma: ({ close }) => ({ sma: ta.sma(close, 20) }),
  smi: ({ high, low, close }) => ta.smi(high, low, close, 13, 25, 2, 3),
  smma: ({ close }) => ({ smma: ta.wilder(close, 20) }),
  starc: ({ high, low, close }) => {
    const { upperBand, centerline, lowerBand } = bands(ta.starc(high, low, close, 5, 2, 10));
    return { upperBand, lowerBand, centerline: after(10, centerline) };
  },
  stc: ({ close }) => ({ stc: ta.stc(close, 10, 23, 50) }),
  // They draw the whole line of each window of twenty bars, counted from the last; ours is its end.
  'stdev-channels': ({ close }) => {
    const { upper, middle } = ta.stdevChannel(close, 20, 2);
    const slope = ta.linearRegSlope(close, 20);
    const last = close.length - 1;
    const end = (row) => last - 20 * Math.floor((last - row) / 20);
    const centre = (row) => middle[end(row)] - slope[end(row)] * (end(row) - row);
    const half = (row) => upper[end(row)] - middle[end(row)];
    const rows = [...close.keys()];
    return {
      centerline: rows.map(centre),
      upperChannel: rows.map((row) => centre(row) + half(row)),
      lowerChannel: rows.map((row) => centre(row) - half(row)),
      breakPoint: rows.map((row) => Number(end(row) - row === 19)),
    };
  },
  stdev: ({ close }) => ({
    stdDev: ta.stddev(close, 14),
    mean: ta.sma(close, 14),
    zScore: ta.zscore(close, 14),
  }),
  stoch: ({ high, low, close }) => {
    const { k, d } = ta.stoch(high, low, close, 14, 3, 3);
    const j = combined(k, d, (a, b) => 3 * a - 2 * b);
    return { oscillator: after(17, k), k: after(17, k), signal: d, d, percentJ: j, j };
  },
  'stoch-rsi': ({ close }) => {
    const { k, d } = ta.stochRsi(close, 14, 14, 3);
    return { stochRsi: after(29, k), signal: d };
  },
  supertrend: ({ high, low, close }) => {
    const { supertrend, direction } = ta.supertrend(high, low, close, 10, 3);
    return {
      superTrend: supertrend,
      upperBand: atRows(supertrend, (i) => direction[i] < 0),
      lowerBand: atRows(supertrend, (i) => direction[i] > 0),
    };
  },
  t3: ({ close }) => ({ t3: late(ta.t3(close, 5, 0.7)) }),
  tema: ({ close }) => ({ tema: late(ta.tema(close, 20)) }),
  tr: ({ high, low, close }) => ({ tr: ta.trueRange(high, low, close) }),
  trix: ({ close }) => ({
    trix: late(ta.trix(close, 14)),
    ema3: late(ta.ema(ta.ema(ta.ema(close, 14), 14), 14)),
  }),
  tsi: ({ close }) => {
    const { tsi, signal } = ta.tsi(close, 25, 13, 7);
    return { tsi: after(43, tsi), signal };
  },
  ulcer: ({ close }) => {
    const ulcer = ta.ulcer(close, 14);
    return { ulcerIndex: ulcer, ui: ulcer };
  },
  uo: ({ high, low, close }) => ({ ultimate: ta.ultosc(high, low, close, 7, 14, 28) }),
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
  vwap: ({ high, low, close, volume }) => ({ vwap: ta.anchoredVwap(high, low, close, volume) }),
  vwma: ({ close, volume }) => ({ vwma: ta.vwma(close, volume, 14) }),
  willr: ({ high, low, close }) => ({ williamsR: ta.willr(high, low, close, 14) }),
  wma: ({ close }) => ({ wma: ta.wma(close, 14) }),
  zigzag: ({ close }) => turns(ta.zigzag(close, close, 5)),
  'zigzag-close': ({ close }) => turns(ta.zigzag(close, close, 5)),
};

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
