import * as quant from '@bot-v2/quant/indicators';
import { crossings, crossingsFromLastSide } from '@bot-v2/quant/crossings';
import type { TechnicalAnalysis } from '@bot-v2/sdk';

/** The `ta` handed to a strategy's `prepare`: TA-Lib definitions, NaN while warming up. One frozen object. */
export const technicalAnalysis: TechnicalAnalysis = Object.freeze({
  sma: (x, n) => quant.sma(x, n),
  ema: (x, n) => quant.ema(x, n),
  wma: (x, n) => quant.wma(x, n),
  rocp: (x, n) => quant.rocp(x, n),
  roc: (x, n) => quant.roc(x, n),
  mom: (x, n) => quant.mom(x, n),
  rsi: (x, n) => quant.rsi(x, n),
  stddev: (x, n, ddof = 0) => quant.stddev(x, n, ddof),
  highest: (x, n) => quant.highest(x, n),
  lowest: (x, n) => quant.lowest(x, n),
  trueRange: (high, low, close) => quant.trueRange(high, low, close),
  atr: (high, low, close, n) => quant.atr(high, low, close, n),
  adx: (high, low, close, n) => quant.adx(high, low, close, n),
  cci: (high, low, close, n) => quant.cci(high, low, close, n),
  crossings: (a, b) => crossings(a, b),
  crossingsFromLastSide: (a, b) => crossingsFromLastSide(a, b),
  bollinger: (x, n, k) => quant.bollinger(x, n, k),
  macd: (x, fast, slow, signal) => quant.macd(x, fast, slow, signal),
} satisfies TechnicalAnalysis);
