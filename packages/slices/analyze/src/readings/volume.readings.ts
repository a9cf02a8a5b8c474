import { linearRegSlope, mfi, obv, sma, typicalPrice } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';
import { lastValue, ratio, standsStill } from './reading.js';
import type { Readings } from './reading.js';

/**
 * Volume. `obvSlope20` is the slope of on-balance volume in mean volumes a bar: 1 when every bar of the last 20 rises,
 * -1 when every bar falls. `volumeRatio20` is the last volume over the mean of 20. Both are null without volume, and
 * `mfi14` also where the typical price has not moved for 14 bars: no money flowed either way.
 */
export function volumeReadings({ high, low, close, volume }: Bars): Readings {
  const mean = lastValue(sma(volume, 20));
  return {
    mfi14:
      mean === 0 || standsStill(typicalPrice(high, low, close), 15)
        ? null
        : lastValue(mfi(high, low, close, volume, 14)),
    obvSlope20: ratio(lastValue(linearRegSlope(obv(close, volume), 20)), mean),
    volumeRatio20: ratio(lastValue(volume), mean),
  };
}
