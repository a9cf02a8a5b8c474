import * as ta from '@bot-v2/quant/indicators';
import { within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';

/** The tolerance the result sets are published with. */
const tolerance = within(0, 1e-6);

/** Rows after which differently seeded averages must have met. */
const settled = 350;

const after = (from, compute) => ({ from, compute });
const late = (compute) => after(settled, compute);
const shifted = (values) => Float64Array.from(values, (_, i) => (i === 0 ? NaN : values[i - 1]));
const where = (values, keep) => values.map((value, i) => (keep(i) ? value : NaN));

/**
 * Keys of a result set as calls of ours with that set's parameters. `other` is the comparison series. `after`: from the
 * row where both are defined; `late`: from the row where differently seeded averages have met.
 */
const sets = {
  adl: { adl: ({ high, low, close, volume }) => ta.ad(high, low, close, volume) },
  adx: {
    pdi: late(({ high, low, close }) => ta.plusDi(high, low, close, 14)),
    mdi: late(({ high, low, close }) => ta.minusDi(high, low, close, 14)),
    dx: late(({ high, low, close }) => ta.dx(high, low, close, 14)),
    adx: late(({ high, low, close }) => ta.adx(high, low, close, 14)),
  },
  alma: { alma: ({ close }) => ta.alma(close, 9, 0.85, 6) },
  'atr-stop': { atr: ({ high, low, close }) => ta.atr(high, low, close, 21) },
  atr: {
    tr: ({ high, low, close }) => ta.trueRange(high, low, close),
    atr: ({ high, low, close }) => ta.atr(high, low, close, 14),
    atrp: ({ high, low, close }) => ta.natr(high, low, close, 14),
  },
  bb: {
    sma: ({ close }) => ta.bollinger(close, 20, 2).middle,
    upperBand: ({ close }) => ta.bollinger(close, 20, 2).upper,
    lowerBand: ({ close }) => ta.bollinger(close, 20, 2).lower,
    zScore: ({ close }) => ta.zscore(close, 20),
  },
  bop: { bop: ({ open, high, low, close }) => ta.sma(ta.bop(open, high, low, close), 14) },
  cci: { cci: ({ high, low, close }) => ta.cci(high, low, close, 20) },
  'chaikin-osc': {
    adl: ({ high, low, close, volume }) => ta.ad(high, low, close, volume),
    oscillator: late(({ high, low, close, volume }) => ta.adosc(high, low, close, volume, 3, 10)),
    fastEma: ({ high, low, close, volume }) => ta.ema(ta.ad(high, low, close, volume), 3),
    slowEma: ({ high, low, close, volume }) => ta.ema(ta.ad(high, low, close, volume), 10),
  },
  corr: {
    varianceA: ({ other }) => ta.variance(other, 20),
    varianceB: ({ close }) => ta.variance(close, 20),
    correlation: ({ close, other }) => ta.correl(close, other, 20),
  },
  dema: { dema: late(({ close }) => ta.dema(close, 14)) },
  donchian: {
    upperBand: ({ high, low }) => shifted(ta.donchian(high, low, 20).upper),
    centerline: ({ high, low }) => shifted(ta.donchian(high, low, 20).middle),
    lowerBand: ({ high, low }) => shifted(ta.donchian(high, low, 20).lower),
  },
  'elder-ray': { ema: ({ close }) => ta.ema(close, 13) },
  ema: { ema: ({ close }) => ta.ema(close, 20) },
  epma: { epma: ({ close }) => ta.linearReg(close, 10) },
  hma: { hma: ({ close }) => ta.hma(close, 14) },
  kama: { kama: after(10, ({ close }) => ta.kama(close, 10, 2, 30)) },
  keltner: {
    upperBand: ({ high, low, close }) => ta.keltner(high, low, close, 20, 2, 10).upper,
    centerline: ({ high, low, close }) => ta.keltner(high, low, close, 20, 2, 10).middle,
    lowerBand: ({ high, low, close }) => ta.keltner(high, low, close, 20, 2, 10).lower,
  },
  'ma-env': { centerline: ({ close }) => ta.sma(close, 20) },
  macd: {
    macd: late(({ close }) => ta.macd(close).macd),
    signal: late(({ close }) => ta.macd(close).signal),
    histogram: late(({ close }) => ta.macd(close).histogram),
    fastEma: ({ close }) => ta.ema(close, 12),
    slowEma: ({ close }) => ta.ema(close, 26),
  },
  mama: {
    mama: late(({ high, low }) => ta.mama(ta.medianPrice(high, low)).mama),
    fama: late(({ high, low }) => ta.mama(ta.medianPrice(high, low)).fama),
  },
  mfi: { mfi: ({ high, low, close, volume }) => ta.mfi(high, low, close, volume, 14) },
  obv: { obv: ({ close, volume }) => ta.obv(close, volume).map((value) => value - volume[0]) },
  psar: { sar: late(({ high, low }) => ta.sar(high, low, 0.02, 0.2)) },
  pvo: {
    pvo: ({ volume }) => ta.ppo(volume, 12, 26),
    signal: ({ volume }) => ta.ema(ta.ppo(volume, 12, 26), 9),
  },
  roc: { momentum: ({ close }) => ta.mom(close, 14), roc: ({ close }) => ta.roc(close, 14) },
  'roc-wb': { roc: ({ close }) => ta.roc(close, 20) },
  rsi: { rsi: ({ close }) => ta.rsi(close, 14) },
  slope: { slope: ({ close }) => ta.linearRegSlope(close, 14), stdDev: ({ close }) => ta.stddev(close, 14) },
  'sma-analysis': { sma: ({ close }) => ta.sma(close, 20) },
  sma: { sma: ({ close }) => ta.sma(close, 20) },
  smma: { smma: ({ close }) => ta.wilder(close, 20) },
  starc: { centerline: ({ close }) => ta.sma(close, 5) },
  stdev: {
    stdDev: ({ close }) => ta.stddev(close, 14),
    mean: ({ close }) => ta.sma(close, 14),
    zScore: ({ close }) => ta.zscore(close, 14),
  },
  stoch: {
    oscillator: after(17, ({ high, low, close }) => ta.stoch(high, low, close, 14, 3, 3).k),
    k: after(17, ({ high, low, close }) => ta.stoch(high, low, close, 14, 3, 3).k),
    signal: ({ high, low, close }) => ta.stoch(high, low, close, 14, 3, 3).d,
    d: ({ high, low, close }) => ta.stoch(high, low, close, 14, 3, 3).d,
  },
  'stoch-rsi': {
    stochRsi: after(29, ({ close }) => ta.stochRsi(close, 14, 14, 3).k),
    signal: ({ close }) => ta.stochRsi(close, 14, 14, 3).d,
  },
  supertrend: {
    superTrend: ({ high, low, close }) => ta.supertrend(high, low, close, 10, 3).supertrend,
    upperBand: ({ high, low, close }) => supertrendBand(ta.supertrend(high, low, close, 10, 3), -1),
    lowerBand: ({ high, low, close }) => supertrendBand(ta.supertrend(high, low, close, 10, 3), 1),
  },
  t3: { t3: late(({ close }) => ta.t3(close, 5, 0.7)) },
  tema: { tema: late(({ close }) => ta.tema(close, 20)) },
  tr: { tr: ({ high, low, close }) => ta.trueRange(high, low, close) },
  trix: { trix: late(({ close }) => ta.trix(close, 14)) },
  uo: { ultimate: ({ high, low, close }) => ta.ultosc(high, low, close, 7, 14, 28) },
  vwma: { vwma: ({ close, volume }) => ta.vwma(close, volume, 14) },
  willr: { williamsR: ({ high, low, close }) => ta.willr(high, low, close, 14) },
  wma: { wma: ({ close }) => ta.wma(close, 14) },
};

function supertrendBand({ supertrend, direction }, side) {
  return where(supertrend, (i) => direction[i] === side);
}

/** Result sets in which we have no counterpart of any key, and why where it is not simply absent. */
const otherwise = {
  aroon: 'of equal extremes Stock.Indicators counts from the first; quant follows TA-Lib',
  cmo: 'Stock.Indicators sums plainly; quant follows TA-Lib, which smooths as Wilder does',
  htl: 'Stock.Indicators has a trendline of its own; quant follows TA-Lib',
  vwap: 'Stock.Indicators accumulates from the first bar; quant averages a window',
};

const setOf = (name) => /([^/]+)\.standard\.json(?:\.gz)?$/.exec(name)[1];

/** Known sets and keys without a counterpart, as published; any other set or key is unmapped. */
const absentSets = new Set(
  `alligator aroon awesome barpart beta chexit chop cmf cmo crsi doji dpo dynamic fcb fisher force fractal gator
  heikinashi htl hurst ichimoku kvo marubozu pivot-points pivots pmo prs renko-atr renko rolling-pivots smi
  stdev-channels stc tsi ulcer vol-stop vortex vwap zigzag-close zigzag`.split(/\s+/),
);
const absentKeys = {
  adl: ['moneyFlowMultiplier', 'moneyFlowVolume'],
  adx: ['adxr'],
  'atr-stop': ['atrStop', 'buyStop', 'sellStop'],
  bb: ['percentB', 'width'],
  'chaikin-osc': ['moneyFlowMultiplier', 'moneyFlowVolume'],
  corr: ['covariance', 'rSquared'],
  donchian: ['width'],
  'elder-ray': ['bullPower', 'bearPower'],
  kama: ['er'],
  keltner: ['width'],
  'ma-env': ['upperEnvelope', 'lowerEnvelope'],
  psar: ['isReversal'],
  pvo: ['histogram'],
  'roc-wb': ['rocEma', 'upperBand', 'lowerBand'],
  slope: ['intercept', 'rSquared', 'line'],
  'sma-analysis': ['mad', 'mse', 'mape'],
  starc: ['upperBand', 'lowerBand'],
  stoch: ['percentJ', 'j'],
  trix: ['ema3'],
};

/** Result sets of Stock.Indicators on `quotes/default.csv`: a list of rows, one a bar. */
export const stockIndicatorsForm = {
  form: 'stock-indicators/results/*',
  claims: (name) => /^results\/[^/]+\.standard\.json(\.gz)?$/.test(name),
  examine(file, examination) {
    const set = setOf(file.name);
    const rows = file.document;
    const own = Object.hasOwn(sets, set) ? sets[set] : {};
    rows.forEach((_, row) => examination.read(row, 'timestamp'));
    if (absentSets.has(set)) {
      examination.notBuilt([], Object.hasOwn(otherwise, set) ? otherwise[set] : 'indicator not in quant');
      return;
    }
    const prices = priceColumns(file.beside('quotes/default.csv').document);
    const other = priceColumns(file.beside('quotes/compare.csv').document).close;
    for (const [key, entry] of Object.entries(own)) {
      const { from = 0, compute } = typeof entry === 'function' ? { compute: entry } : entry;
      const values = compute({ ...prices, other });
      examination.case(`${set} ${key}`);
      if (values.length !== rows.length) examination.fail(`${rows.length} rows, not ${values.length}`);
      rows.forEach((bar, row) => {
        if (row < from) examination.read(row, key);
        else examination.compare([row, key], bar[key], values[row], tolerance);
      });
    }
    for (const key of absentKeys[set] ?? []) {
      rows.forEach((bar, row) => {
        if (key in bar) examination.notBuilt([row, key], 'a column not in quant');
      });
    }
  },
};
