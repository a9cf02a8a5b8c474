import { candlesticks, nearLevels } from './chart.signals.js';
import { reversionBands, reversionRsi } from './mean-reversion.signals.js';
import { momentumMacd, momentumRoc } from './momentum.signals.js';
import type { Signal } from './signal.js';
import { trendAverages, trendExtremes, trendPrice } from './trend.signals.js';
import { volumeFlow } from './volume.signals.js';

export type { Signal, SignalInput, SignalVerdict } from './signal.js';

/** Every signal of the score. */
export const signals: readonly Signal[] = [
  trendPrice,
  trendAverages,
  trendExtremes,
  momentumMacd,
  momentumRoc,
  reversionRsi,
  reversionBands,
  volumeFlow,
  candlesticks,
  nearLevels,
];
