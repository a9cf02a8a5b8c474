import * as ta from '@bot-v2/quant/indicators';
import { combined, delayed } from './row-alignment.mjs';

const envelope = (middle) => [middle, middle.map((x) => x * 1.025), middle.map((x) => x * 0.975)];
const distance = (close, middle) => [combined(close, middle, (a, b) => a - b)];

/** An average by backtrader's name: alone, between bands of 2.5 %, and the close's distance from it. */
const family = (name, average) => ({
  [name]: ({ close }) => [average(close, 30)],
  [`${name}Envelope`]: ({ close }) => envelope(average(close, 30)),
  [`${name}Osc`]: ({ close }) => distance(close, average(close, 30)),
});

/** A line and its signal, each average from its own first values, and their difference. */
function withSignal(line) {
  const signal = ta.ema(line, 9);
  return [line, signal, combined(line, signal, (a, b) => a - b)];
}

/** Lines whose averages start otherwise than in quant: they meet at the last of the probed bars. */
const met = (lines) => ({ lines, probes: 1 });

const drawnBack = 'the lagging span is the close of bars after the one it is drawn at';
const rated = 'backtrader’s index rating goes n bars back; quant’s follows TA-Lib, n − 1';

/**
 * Lines of backtrader's indicators at its default periods, in its order, as calls of ours; a text where a line has
 * no counterpart.
 */
export const indicators = {
  ...family('SMA', ta.sma),
  ...family('EMA', ta.ema),
  ...family('WMA', ta.wma),
  ...family('HMA', ta.hma),
  ...family('DEMA', ta.dema),
  ...family('TEMA', ta.tema),
  ...family('SMMA', ta.wilder),
  ...family('ZLEMA', ta.zlema),
  Envelope: ({ close }) => envelope(ta.sma(close, 30)),
  Oscillator: ({ close }) => distance(close, ta.sma(close, 30)),
  AccelerationDecelerationOscillator: ({ high, low }) => [ta.accelerator(high, low, 5, 34, 5)],
  AO: ({ high, low }) => [ta.awesome(high, low, 5, 34)],
  AroonOscillator: ({ high, low }) => [ta.aroonOsc(high, low, 14)],
  AroonUpDown: ({ high, low }) => {
    const { up, down } = ta.aroon(high, low, 14);
    return [up, down];
  },
  ATR: ({ high, low, close }) => [ta.atr(high, low, close, 14)],
  BBands: ({ close }) => {
    const { middle, upper, lower } = ta.bollinger(close, 20, 2);
    return [middle, upper, lower];
  },
  DM: ({ high, low, close }) => {
    const adx = ta.adx(high, low, close, 14);
    return met([adx, rated, ta.plusDi(high, low, close, 14), ta.minusDi(high, low, close, 14)]);
  },
  // Of Ehlers' and Way's average and Hull's over seven bars the mean.
  DMA: ({ close }) => [combined(ta.errorCorrecting(close, 30, 50), ta.hma(close, 7), (a, b) => (a + b) / 2)],
  ZeroLagIndicator: ({ close }) => [ta.errorCorrecting(close, 30, 50)],
  // They divide by the bars of the window, ours by those before this one.
  DV2: ({ high, low, close }) => [ta.dv2(high, low, close, 2, 252).map((value) => (value * 251) / 252)],
  PercentRank: ({ close }) => [ta.percentRank(close, 49).map((value) => (value / 100) * (49 / 50))],
  DownMove: ({ close }) => [ta.mom(close, 1).map((value) => -value)],
  UpMove: ({ close }) => [ta.mom(close, 1)],
  // The close of now against the average of n / 2 − 1 bars ago; ours sets an older close against the average of now.
  DPO: ({ close }) => distance(close, delayed(ta.sma(close, 20), 9)),
  HeikinAshi: ({ open, high, low, close }) => {
    const bars = ta.heikinAshi(open, high, low, close);
    return [bars.open, bars.high, bars.low, bars.close].map((line) => line.fill(NaN, 0, 1));
  },
  Highest: ({ high, close }, { period }) => [ta.highest(close ?? high, period)],
  Lowest: ({ close }, { period }) => [ta.lowest(close, period)],
  SumN: ({ close }, { period }) => [ta.rollingSum(close, period)],
  Ichimoku: ({ high, low }) => {
    const { tenkan, kijun, senkouA, senkouB } = ta.ichimoku(high, low, 9, 26, 52);
    return [tenkan, kijun, senkouA, senkouB, drawnBack];
  },
  KST: ({ close }) => {
    const { kst, signal } = ta.kst(close, 10, 15, 20, 30, 10, 10, 10, 10, 9);
    return [kst, signal];
  },
  MACD: ({ close }) => withSignal(ta.apo(close, 12, 26)).slice(0, 2),
  MACDHisto: ({ close }) => withSignal(ta.apo(close, 12, 26)),
  PPO: ({ close }) => withSignal(ta.ppo(close, 12, 26)),
  PriceOsc: ({ close }) => [ta.apo(close, 12, 26)],
  Momentum: ({ close }) => [ta.mom(close, 12)],
  MomentumOscillator: ({ close }) => [ta.rocr100(close, 12)],
  ROC: ({ close }) => [ta.rocp(close, 12)],
  PGO: ({ high, low, close }) => [ta.pgo(high, low, close, 14)],
  RMI: ({ close }) => [ta.rmi(close, 20, 5)],
  PctChange: ({ close }) => [ta.rocp(close, 30)],
  RSI: ({ close }) => [ta.rsi(close, 14)],
  RSI_Safe: ({ close }) => [ta.rsi(close, 14)],
  Stochastic: ({ high, low, close }) => {
    const { k, d } = ta.stoch(high, low, close, 14, 3, 3);
    return [k.fill(NaN, 0, 17), d];
  },
  StochasticFull: ({ high, low, close }) => {
    const { k, d } = ta.stoch(high, low, close, 14, 3, 3);
    return [ta.stochF(high, low, close, 14, 1).k, k, d];
  },
  Trix: ({ close }) => [ta.trix(close, 15)],
  TSI: ({ close }) => [ta.tsi(close, 25, 13, 1).tsi],
  UltimateOscillator: ({ high, low, close }) => [ta.ultosc(high, low, close, 7, 14, 28)],
  Vortex: ({ high, low, close }) => {
    const { plus, minus } = ta.vortex(high, low, close, 14);
    return [plus, minus];
  },
  WilliamsAD: ({ high, low, close }) => [ta.williamsAd(high, low, close)],
  WilliamsR: ({ high, low, close }) => [ta.willr(high, low, close, 14)],
};
