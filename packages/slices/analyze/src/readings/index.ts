import type { Bars } from '@bot-v2/sdk';
import { momentumReadings } from './momentum.readings.js';
import type { Readings } from './reading.js';
import { trendReadings } from './trend.readings.js';
import { volatilityReadings } from './volatility.readings.js';
import { volumeReadings } from './volume.readings.js';

export type { Readings } from './reading.js';

/** All indicators at the last bar of `view`, by name. */
export function readingsOf(view: Bars): Readings {
  return { ...trendReadings(view), ...momentumReadings(view), ...volatilityReadings(view), ...volumeReadings(view) };
}
