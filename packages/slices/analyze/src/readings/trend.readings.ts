import { adx, aroon, ema, linearRegSlope, minusDi, plusDi, sar, sma, supertrend } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';
import { lastValue, ratio } from './reading.js';
import type { Readings } from './reading.js';

/**
 * Averages, directional movement and slopes. `sma*`, `ema*`, `sar`, `supertrend` are prices; `linearRegSlope20` is the
 * fraction of the close a bar; the others are 0…100.
 */
export function trendReadings({ high, low, close }: Bars): Readings {
  const { up, down } = aroon(high, low, 14);
  return {
    sma20: lastValue(sma(close, 20)),
    sma50: lastValue(sma(close, 50)),
    sma200: lastValue(sma(close, 200)),
    ema12: lastValue(ema(close, 12)),
    ema26: lastValue(ema(close, 26)),
    sar: lastValue(sar(high, low)),
    supertrend: lastValue(supertrend(high, low, close).supertrend),
    linearRegSlope20: ratio(lastValue(linearRegSlope(close, 20)), lastValue(close)),
    adx14: lastValue(adx(high, low, close, 14)),
    plusDi14: lastValue(plusDi(high, low, close, 14)),
    minusDi14: lastValue(minusDi(high, low, close, 14)),
    aroonUp14: lastValue(up),
    aroonDown14: lastValue(down),
  };
}
