import { cci, macd, ppo, roc, rsi, stoch, ultosc, willr } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';
import { lastValue } from './reading.js';
import type { Readings } from './reading.js';

/**
 * Oscillators. `macd*` are price differences, `roc10` and `ppo` percent, `cci20` about ±100, `willr14` -100…0, the
 * others 0…100.
 */
export function momentumReadings({ high, low, close }: Bars): Readings {
  const cross = macd(close, 12, 26, 9);
  const { k, d } = stoch(high, low, close, 14, 3, 3);
  return {
    rsi14: lastValue(rsi(close, 14)),
    macd: lastValue(cross.macd),
    macdSignal: lastValue(cross.signal),
    macdHistogram: lastValue(cross.histogram),
    ppo: lastValue(ppo(close, 12, 26, 'ema')),
    roc10: lastValue(roc(close, 10)),
    stochK: lastValue(k),
    stochD: lastValue(d),
    cci20: lastValue(cci(high, low, close, 20)),
    willr14: lastValue(willr(high, low, close, 14)),
    ultosc: lastValue(ultosc(high, low, close, 7, 14, 28)),
  };
}
