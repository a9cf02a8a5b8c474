import * as ta from '@bot-v2/quant/indicators';
import { within } from '../agreement.mjs';
import {
  accelerationBands,
  averageTrueRange,
  decimalsIn,
  directional,
  ichimoku,
  kst,
  moving,
  n,
  numbersIn,
  ofPairs,
  periodOfLag,
  simpleKeltner,
  smoothedStochRsi,
  stopOf,
  withoutGaps,
} from './lean-definitions.mjs';
import { combined, delayed } from './row-alignment.mjs';

/** Columns of these files were computed from prices with more digits than are printed: LEAN's own tolerance. */
const loose = within(1e-3, 1e-3);

/** The program behind the file computed in single precision. */
const single = within(1e-6, 1e-6);

/** Rows after which differently seeded averages must have met. */
const settled = 250;
const late = { from: settled };

const column = (pattern, compute, rest = {}) => ({ pattern, compute, ...rest });

/**
 * Headings as calls of ours on the file's own prices (undefined where it lacks a column for that), with the heading,
 * the file's name and the cells by heading. `from` is the row from which averages that start otherwise have met; `keep`
 * names the rows where definitions agree.
 */
export const columns = [
  column(/^(SMA\d+|Sma\(\d+\)|Moving Average \d+)$/, ({ close }, h) => ta.sma(close, n(h))),
  column(/^EMA\d+$/, ({ close }, h) => ta.ema(close, n(h))),
  column(/^DEMA_\d+$/, ({ close }, h) => ta.dema(close, n(h))),
  column(/^TEMA_\d+$/, ({ close }, h) => ta.tema(close, n(h))),
  column(/^TRIMA_\d+$/, ({ close }, h) => ta.trima(close, n(h))),
  column(/^T3_\d+$/, ({ close }, h) => ta.t3(close, n(h))),
  column(/^HMA_\d+$/, ({ close }, h) => ta.hma(close, n(h))),
  column(/^KAMA_\d+$/, ({ close }, h) => ta.kama(close, n(h))),
  column(/^VWMA\d+$/, ({ close, volume }, h) => ta.vwma(close, volume, n(h))),
  column(/^Moving VWAP \d+$/, (p, h) => ta.vwap(p.high, p.low, p.close, p.volume, n(h)), { tolerance: loose }),
  column(/^LWMA$/, ({ close }) => ta.wma(close, 6), { tolerance: within(0, 1e-3) }),
  column(/^mama$|^fama$/, ({ high, low }, h) => ta.mama(ta.medianPrice(high, low))[h]),
  // LEAN puts the peak of the weights on a bar: the offset is rounded down to one.
  column(/^ALMA$/, ({ close }) => ta.alma(close, 9, Math.floor(0.85 * 8) / 8, 6)),
  column(/^Filt$/, ({ high, low }) => ta.frama(high, low, 16, 198), { tolerance: loose }),
  column(/^ZLEMA_?\d+$/i, ({ close }, h) => ta.zlema(close, n(h)), late),
  column(/^super_?trend$/i, ({ high, low, close }) => ta.supertrend(high, low, close, 10, 3).supertrend, {
    tolerance: loose,
    ...late,
  }),
  // LEAN starts from a simple average and counts the whole period.
  column(/^McGinleyDynamic\d+$/, ({ close }, h) => ta.mcGinley(close, n(h), 1), late),
  column(/^MAX_\d+$/, ({ close }, h) => ta.highest(close, n(h))),
  column(/^MIN_\d+$/, ({ close }, h) => ta.lowest(close, n(h))),
  column(/^SUM_\d+$/, ({ close }, h) => ta.rollingSum(close, n(h))),
  column(/^MIDPOINT_\d+$/, ({ close }, h) => ta.midpoint(close, n(h))),
  column(/^MIDPRICE_\d+$/, ({ high, low }, h) => ta.midprice(high, low, n(h))),
  column(/^Var$/, ({ close }) => ta.variance(close, 10), { tolerance: loose }),
  column(/^tsf$/, ({ close }) => ta.tsf(close, 5)),
  column(/^LOGR\d+$/, ({ close }, h) => ta.logReturn(close, n(h)), { tolerance: within(0, 1e-6) }),
  column(/^MOM_\d+$/, ({ close }, h) => ta.mom(close, n(h))),
  column(/^roc_\d+$/i, ({ close }, h) => ta.roc(close, n(h))),
  column(/^ROCR_\d+$/, ({ close }, h) => ta.rocr(close, n(h))),
  column(/^Rate of Change % \d+$/, ({ close }, h) => ta.roc(close, n(h)), { tolerance: loose }),
  column(/^roc_sum$/, ({ close }) => combined(ta.roc(close, 11), ta.roc(close, 14), (a, b) => a + b)),
  column(/^CoppockCurve$/, ({ close }) => ta.coppock(close, 11, 14, 10)),
  column(/^CMO_\d+$/, ({ close }, h) => ta.cmo(close, n(h))),
  column(/^RSI \d+ Wilder$/, ({ close }, h) => ta.rsi(close, n(h))),
  column(/^RSI \d+$/, ({ close }, h) => ta.cutlerRsi(close, n(h)), { tolerance: loose }),
  column(/^APS$/, ({ close }) => ta.priceSpike(close, 20)),
  column(/^crsi$/, ({ close }) => ta.connorsRsi(close, 3, 2, 100), { keep: moving }),
  column(/^Williams %R \d+$/, ({ high, low, close }, h) => ta.willr(high, low, close, n(h)), { tolerance: loose }),
  column(/^Stochastics \d+ %K \d+$/, (p, h) => ta.stoch(p.high, p.low, p.close, ...numbersIn(h), 1).k, {
    tolerance: loose,
  }),
  column(/^k$/, ({ close }) => smoothedStochRsi(close).k),
  column(/^d$/, ({ close }) => smoothedStochRsi(close).d),
  column(/^TSI_\d+_\d+$/, ({ close }, h) => ta.tsi(close, ...numbersIn(h), 7).tsi, late),
  column(/^Signal_\d+$/, ({ close }, h) => ta.tsi(close, 25, 13, n(h)).signal, late),
  column(/^DO$/, ({ close }) => ta.derivativeOscillator(close, 14, 5, 3, 9), { tolerance: loose, ...late }),
  // LEAN's own test allows a point: a maximum that rounding moves changes what follows.
  column(/^STC$/, ({ close }) => ta.stc(close, 10, 23, 50), { tolerance: within(0, 1), ...late }),
  column(/^ULTOSC_\d+_\d+_\d+$/, ({ high, low, close }, h) => ta.ultosc(high, low, close, ...numbersIn(h))),
  column(/^TRIX_\d+$/, ({ close }, h) => ta.trix(close, n(h))),
  column(/^Lag\(\d+\)$/, ({ close }, h) => delayed(close, n(h))),
  // The lag stands in the heading beside it: half the period and one.
  column(/^DPO$/, ({ close }, _, __, cells) => ta.dpo(close, periodOfLag(Object.keys(cells)))),
  column(/^APO_\d+_\d+$/, ({ close }, h) => ta.apo(close, ...numbersIn(h), 'sma')),
  column(/^PPO_\d+_\d+$/, ({ close }, h) => ta.ppo(close, ...numbersIn(h), 'sma')),
  column(/^MACD \d+ \d+$/, ({ close }, h) => ta.apo(close, ...numbersIn(h)), { tolerance: loose }),
  column(/^MACD$/, ({ close }) => ta.macd(close).macd, { tolerance: single }),
  column(/^Signal$/, ({ close }) => ta.macd(close).signal, { tolerance: single }),
  column(/^Histogram$/, ({ close }) => ta.macd(close).histogram, { tolerance: single }),
  column(/^kst$/, (prices) => kst(prices).kst),
  column(/^signal$/, (prices) => kst(prices).signal),
  column(/^AO$/, ({ high, low }) => ta.awesome(high, low, 5, 34)),
  // The file limits the place in the range to other bounds, and forgets that by half a bar.
  column(/^Fisher Transform \d+$/, ({ high, low }, h) => ta.fisher(high, low, n(h)).fisher, {
    tolerance: within(0, 1e-7),
    ...late,
  }),
  column(/^DEM$/i, ({ high, low }) => ta.deMarker(high, low, 14)),
  column(/^RVI$/, (p) => ta.relativeVigor(p.open, p.high, p.low, p.close, 10).vigor, { tolerance: loose }),
  column(/^RVI_S$/, (p) => ta.relativeVigor(p.open, p.high, p.low, p.close, 10).signal, { tolerance: loose }),
  column(/^(plus|minus)_vtx$/i, (p, h) => ta.vortex(p.high, p.low, p.close, 14)[h.toLowerCase().split('_')[0]], {
    tolerance: loose,
  }),
  column(/^hurst_exponent$/, ({ close }) => ta.hurstDifferences(close, 252, 20)),
  column(/^PriorPrice$/, ({ close }) => delayed(close, 7)),
  column(/^Detrend\d$/, ({ close }, h) => delayed(ta.mom(close, 7), n(h) - 1)),
  column(/^IBS$/, ({ high, low, close }) => ta.ibs(high, low, close)),
  column(/^BOP$/, ({ open, high, low, close }) => ta.bop(open, high, low, close)),
  column(/^KER$/, ({ close }) => ta.efficiencyRatio(close, 10)),
  column(/^Bollinger Bands® \d+ \d+ Top$/, ({ close }, h) => ta.bollinger(close, ...numbersIn(h)).upper),
  column(/^Bollinger Bands® \d+ \d+ Bottom$/, ({ close }, h) => ta.bollinger(close, ...numbersIn(h)).lower),
  column(/^BandWidth$/, ({ close }) => ta.bandwidth(close, 20, 2).map((value) => 100 * value)),
  column(/^%B$/, ({ close }) => ta.percentB(close, 20, 2)),
  column(/^UpperBand$/, (prices, _, file) => accelerationBands(prices, file).upper),
  column(/^MiddleBand$/, (prices, _, file) => accelerationBands(prices, file).middle),
  column(/^LowerBand$/, (prices, _, file) => accelerationBands(prices, file).lower),
  column(/^Keltner Channels \d+ Top$/, (prices, h) => simpleKeltner(prices, h, 1)),
  column(/^Keltner Channels \d+ Bottom$/, (prices, h) => simpleKeltner(prices, h, -1)),
  column(/^TypicalPrice$/, ({ high, low, close }) => ta.typicalPrice(high, low, close)),
  column(/^Middle Band$/, ({ high, low, close }) => ta.sma(ta.typicalPrice(high, low, close), 20)),
  column(/^Commodity Channel Index \(CCI\) \d+$/, (p, h) => ta.cci(p.high, p.low, p.close, n(h)), { tolerance: loose }),
  column(/^Aroon Oscillator \d+$/, ({ high, low }, h) => ta.aroonOsc(high, low, n(h)), {
    tolerance: within(1e-6, 1e-5),
  }),
  column(/^Average True Range \d+$/, averageTrueRange, { tolerance: loose, ...late }),
  column(/^NATR_\d+$/, ({ high, low, close }, h) => ta.natr(high, low, close, n(h)), late),
  column(/^adr$/, ({ high, low }) =>
    ta.sma(
      combined(high, low, (a, b) => a - b),
      20,
    ),
  ),
  column(/^Donchian Channels \d+ Top$/, ({ high, low }, h) => ta.donchian(high, low, n(h)).upper),
  column(/^Donchian Channels \d+ Bottom$/, ({ high, low }, h) => ta.donchian(high, low, n(h)).lower),
  column(/^Donchian Channels \d+ Mean$/, ({ high, low }, h) => ta.donchian(high, low, n(h)).middle),
  column(/^short_stop$/, ({ high, low, close }) => ta.chandeKrollStop(high, low, close, 5, 2, 3).short, late),
  column(/^long_stop$/, ({ high, low, close }) => ta.chandeKrollStop(high, low, close, 5, 2, 3).long, late),
  column(/^MassIndex$/, ({ high, low }) => ta.massIndex(high, low, 9, 25), late),
  column(/^CHOP\d+$/, ({ high, low, close }, h) => ta.chop(high, low, close, n(h)), {
    keep: (prices, h) => withoutGaps(prices, n(h)),
  }),
  column(/^HA_(Open|High|Low|Close)$/, ({ open, high, low, close }, h) => {
    return ta.heikinAshi(open, high, low, close)[h.slice(3).toLowerCase()];
  }),
  column(/^Tenkan$/, (prices) => ichimoku(prices).tenkan),
  column(/^Kijun$/, (prices) => ichimoku(prices).kijun),
  column(/^Senkou A$/, (prices) => ichimoku(prices).senkouA),
  column(/^Senkou B$/, (prices) => ichimoku(prices).senkouB),
  column(/^TenkanMaximum$/, ({ high }) => ta.highest(high, 9)),
  column(/^TenkanMinimum$/, ({ low }) => ta.lowest(low, 9)),
  column(/^KijunMaximum$/, ({ high }) => ta.highest(high, 26)),
  column(/^KijunMinimum$/, ({ low }) => ta.lowest(low, 26)),
  column(/^SenkouBMaximum$/, ({ high }) => ta.highest(high, 52)),
  column(/^SenkouBMinimum$/, ({ low }) => ta.lowest(low, 52)),
  column(/^DelayedTenkanSenkouA$/, ({ high, low }) => delayed(ta.midprice(high, low, 9), 26)),
  column(/^DelayedKijunSenkouA$/, ({ high, low }) => delayed(ta.midprice(high, low, 26), 26)),
  column(/^DelayedMaximumSenkouB$/, ({ high }) => delayed(ta.highest(high, 52), 26)),
  column(/^DelayedMinimumSenkouB$/, ({ low }) => delayed(ta.lowest(low, 52), 26)),
  column(/^ASI$/, ({ open, high, low, close }) => ta.asi(open, high, low, close, 8)),
  column(/^SI$/i, ({ open, high, low, close }) => {
    const total = ta.asi(open, high, low, close, 8);
    return combined(total, delayed(total, 1), (a, b) => a - (Number.isNaN(b) ? 0 : b));
  }),
  column(/^Parabolic SAR [\d.]+ [\d.]+$/, ({ high, low }, h) => ta.sar(high, low, ...decimalsIn(h)), {
    tolerance: loose,
    ...late,
  }),
  column(/^SAR(EXT(_PARAM\d)?)?$/, ({ high, low }, h) => stopOf(high, low, h), { tolerance: loose, ...late }),
  // Some files give the close alone.
  column(/^OBV$/, ({ close, volume }) => (volume === undefined ? undefined : ta.obv(close, volume))),
  column(/^AD$/, ({ high, low, close, volume }) => ta.ad(high, low, close, volume)),
  column(/^AdOsc_\d+_\d+$/, (p, h) => ta.adosc(p.high, p.low, p.close, p.volume, ...numbersIn(h)), late),
  column(/^CMF_\d+$/, ({ high, low, close, volume }, h) => ta.cmf(high, low, close, volume, n(h)), {
    tolerance: within(0, 1e-5), // one volume of the file was revised later
  }),
  column(/^ForceIndex\d+$/, ({ close, volume }, h) => ta.forceIndex(close, volume, n(h))),
  column(/^EMV$/, ({ high, low, volume }) => ta.easeOfMovement(high, low, volume, 1, 10_000)),
  column(/^KVO\d+_\d+$/, (p, h) => ta.kvo(p.high, p.low, p.close, p.volume, ...numbersIn(h), 1).kvo, late),
  column(/^Money Flow Index \d+$/, (p, h) => ta.mfi(p.high, p.low, p.close, p.volume, n(h)), { tolerance: loose }),
  column(/^TR$/, ({ high, low, close }) => ta.trueRange(high, low, close)),
  column(/^TR\d+$/, ({ high, low, close }, h) => ta.atr(high, low, close, n(h)).map((value) => value * n(h)), {
    tolerance: loose,
    ...late,
  }),
  column(/^\+DM 1$/, ({ high, low }) => ta.plusDm(high, low, 1)),
  column(/^-DM 1$/, ({ high, low }) => ta.minusDm(high, low, 1)),
  column(/^\+DM\d+$/, ({ high, low }, h) => ta.plusDm(high, low, n(h)), late),
  column(/^-DM\d+$/, ({ high, low }, h) => ta.minusDm(high, low, n(h)), late),
  column(/^\+DI\d+$/, (p, h) => ta.plusDi(p.high, p.low, p.close, n(h)), { tolerance: loose, ...late }),
  column(/^-DI\d+$/, (p, h) => ta.minusDi(p.high, p.low, p.close, n(h)), { tolerance: loose, ...late }),
  column(/^DI \d+ Diff$/, (p, h) => directional(p, n(h), (a, b) => Math.abs(a - b)), late),
  column(/^DI \d+ Sum$/, (p, h) => directional(p, n(h), (a, b) => a + b), late),
  column(/^DX$/, ({ high, low, close }) => ta.dx(high, low, close, 14), { tolerance: within(0, 6e-3), ...late }),
  column(/^ADX \d+$/, (p, h) => ta.adx(p.high, p.low, p.close, n(h)), { tolerance: loose, ...late }),
  column(/^ADXR \d+$/, (p, h) => ta.adxr(p.high, p.low, p.close, n(h)), { tolerance: loose, ...late }),
  column(/^Alpha$/, (prices, _, __, { Symbol: symbols }) => {
    return ofPairs(prices, symbols, (asset, market) => ta.alpha(market, asset, 5));
  }),
  column(/^Beta$/, (prices, _, __, { Symbol: symbols }) => {
    return ofPairs(prices, symbols, (asset, market) => ta.beta(market, asset, 5));
  }),
];
