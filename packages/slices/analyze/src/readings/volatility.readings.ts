import { atr, bollinger, donchian, natr, stddev } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';
import { lastValue, ratio } from './reading.js';
import type { Readings } from './reading.js';

/** Bands narrower than this fraction of their middle are rounding, not width. */
const noWidth = 1e-9;

/**
 * Ranges and bands. `atr14`, the bands and the channel are prices, `natr14` is percent of the close. `percentB` is 0 at
 * the lower band and 1 at the upper, null when the bands have no width; `bandwidth` and `stddev20` are fractions of the
 * middle band.
 */
export function volatilityReadings({ high, low, close }: Bars): Readings {
  const bands = bollinger(close, 20, 2);
  const channel = donchian(high, low, 20);
  const [upper, middle, lower] = [lastValue(bands.upper), lastValue(bands.middle), lastValue(bands.lower)];
  const width =
    upper !== null && lower !== null && middle !== null && upper - lower > noWidth * middle ? upper - lower : null;
  const price = lastValue(close);
  return {
    atr14: lastValue(atr(high, low, close, 14)),
    natr14: lastValue(natr(high, low, close, 14)),
    bollingerUpper: upper,
    bollingerMiddle: middle,
    bollingerLower: lower,
    percentB: width === null || lower === null || price === null ? null : (price - lower) / width,
    bandwidth: ratio(width, middle),
    stddev20: ratio(lastValue(stddev(close, 20)), middle),
    donchianUpper20: lastValue(channel.upper),
    donchianLower20: lastValue(channel.lower),
  };
}
