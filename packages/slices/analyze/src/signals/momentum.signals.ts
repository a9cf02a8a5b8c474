import { clip, known, usualRange } from './signal.js';
import type { Signal } from './signal.js';

/** MACD against its signal line, in half ATRs. */
export const momentumMacd: Signal = {
  name: 'momentum_macd',
  weight: 0.1,
  formula: 'MACD histogram ÷ (½ · ATR 14)',
  judge({ readings }) {
    const [r, range] = [known(readings, 'macdHistogram'), usualRange(readings)];
    if (r === null || range === null) return null;
    const distance = r.macdHistogram / range;
    const text = `MACD ${Math.abs(distance).toFixed(2)} ATR ${distance >= 0 ? 'above' : 'below'} its signal line`;
    return { strength: clip(distance / 0.5), text };
  },
};

/** Ten-bar change against what ten bars of the usual range would make (√10 ranges). */
export const momentumRoc: Signal = {
  name: 'momentum_roc',
  weight: 0.1,
  formula: 'ROC 10 ÷ (√10 · NATR 14)',
  judge({ readings }) {
    const r = known(readings, 'roc10', 'natr14');
    if (r === null || r.natr14 === 0 || usualRange(readings) === null) return null;
    const text = `${r.roc10 >= 0 ? '+' : ''}${r.roc10.toFixed(1)} % in 10 bars at a range of ${r.natr14.toFixed(1)} % a bar`;
    return { strength: clip(r.roc10 / (Math.sqrt(10) * r.natr14)), text };
  },
};
