import { clip, known, usualRange } from './signal.js';
import type { Signal } from './signal.js';

const side = (x: number): string => (x >= 0 ? 'above' : 'below');
const atrs = (x: number): string => `${Math.abs(x).toFixed(1)} ATR`;

/** Price against its medium average. */
export const trendPrice: Signal = {
  name: 'trend_price',
  weight: 0.15,
  formula: '(close − SMA 50) ÷ (3 · ATR 14)',
  judge({ close, readings }) {
    const [r, range] = [known(readings, 'sma50'), usualRange(readings)];
    if (r === null || range === null) return null;
    const distance = (close - r.sma50) / range;
    return { strength: clip(distance / 3), text: `close ${atrs(distance)} ${side(distance)} its 50-bar average` };
  },
};

/** Medium average against the long one. */
export const trendAverages: Signal = {
  name: 'trend_averages',
  weight: 0.15,
  formula: '(SMA 50 − SMA 200) ÷ (6 · ATR 14)',
  judge({ readings }) {
    const [r, range] = [known(readings, 'sma50', 'sma200'), usualRange(readings)];
    if (r === null || range === null) return null;
    const distance = (r.sma50 - r.sma200) / range;
    return { strength: clip(distance / 6), text: `50-bar average ${atrs(distance)} ${side(distance)} the 200-bar one` };
  },
};

/**
 * Whether the highest high or the lowest low of 14 bars is the newer one. Aroon and not ADX, which is listed but not
 * scored: directional movement compares differences of prices, and where two are equal, rounding decides.
 */
export const trendExtremes: Signal = {
  name: 'trend_extremes',
  weight: 0.1,
  formula: '(Aroon up 14 − Aroon down 14) ÷ 100',
  judge({ readings }) {
    const r = known(readings, 'aroonUp14', 'aroonDown14');
    if (r === null || usualRange(readings) === null) return null;
    const barsAgo = (aroon: number): string => `${Math.round(14 - (14 * aroon) / 100)} bars ago`;
    const text = `highest high ${barsAgo(r.aroonUp14)}, lowest low ${barsAgo(r.aroonDown14)}`;
    return { strength: clip((r.aroonUp14 - r.aroonDown14) / 100), text };
  },
};
