import { cci, macd, ppo, roc, rsi, stoch, trueRange, typicalPrice, ultosc, willr } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';
import { lastValue, standsStill } from './reading.js';
import type { Readings } from './reading.js';

/**
 * Oscillators. `macd*` are price differences, `roc10` and `ppo` percent, `cci20` about ±100, `willr14` -100…0, the
 * others 0…100. An oscillator that would divide by a range of 0, or by no movement at all, is null: its place in nothing is
 * neither the top nor the bottom.
 */
export function momentumReadings({ high, low, close }: Bars): Readings {
  const cross = macd(close, 12, 26, 9);
  const { k, d } = stoch(high, low, close, 14, 3, 3);
  const noRange = standsStill(high, 14) && standsStill(low, 14) && high.at(-1) === low.at(-1);
  const unmoved = standsStill(close, close.length);
  const noTravel = trueRange(high, low, close)
    .slice(-7)
    .every((range) => range === 0);
  const noDeviation = standsStill(typicalPrice(high, low, close), 20);
  return {
    rsi14: unmoved ? null : lastValue(rsi(close, 14)),
    macd: lastValue(cross.macd),
    macdSignal: lastValue(cross.signal),
    macdHistogram: lastValue(cross.histogram),
    ppo: lastValue(ppo(close, 12, 26, 'ema')),
    roc10: lastValue(roc(close, 10)),
    stochK: noRange ? null : lastValue(k),
    stochD: noRange ? null : lastValue(d),
    cci20: noDeviation ? null : lastValue(cci(high, low, close, 20)),
    willr14: noRange ? null : lastValue(willr(high, low, close, 14)),
    ultosc: noTravel ? null : lastValue(ultosc(high, low, close, 7, 14, 28)),
  };
}
