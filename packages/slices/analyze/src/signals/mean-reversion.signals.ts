import { clip, known } from './signal.js';
import type { Signal } from './signal.js';

/** RSI beyond 30 and 70, against the move; in full at 15 and 85. Says nothing where the price does not vary. */
export const reversionRsi: Signal = {
  name: 'reversion_rsi',
  weight: 0.075,
  formula: '(30 − RSI 14) ÷ 15 below 30, (70 − RSI 14) ÷ 15 above 70, else 0',
  judge({ readings }) {
    const r = known(readings, 'rsi14', 'percentB');
    if (r === null) return null;
    const strength = r.rsi14 < 30 ? (30 - r.rsi14) / 15 : r.rsi14 > 70 ? (70 - r.rsi14) / 15 : 0;
    return { strength: clip(strength), text: `RSI ${r.rsi14.toFixed(0)}: ${strength > 0 ? 'oversold' : 'overbought'}` };
  },
};

/** Closes outside the Bollinger bands, against the move; in full a quarter of the bands' width outside. */
export const reversionBands: Signal = {
  name: 'reversion_bands',
  weight: 0.075,
  formula: '−%B ÷ ¼ below 0, (1 − %B) ÷ ¼ above 1, else 0',
  judge({ readings }) {
    const r = known(readings, 'percentB');
    if (r === null) return null;
    const strength = r.percentB < 0 ? -r.percentB / 0.25 : r.percentB > 1 ? (1 - r.percentB) / 0.25 : 0;
    return {
      strength: clip(strength),
      text: `close ${strength > 0 ? 'below the lower' : 'above the upper'} Bollinger band`,
    };
  },
};
