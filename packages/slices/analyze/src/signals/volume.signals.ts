import { clip, known } from './signal.js';
import type { Signal } from './signal.js';

/** Whether volume comes with rising or with falling closes. */
export const volumeFlow: Signal = {
  name: 'volume_flow',
  weight: 0.1,
  formula: '2 · slope of OBV over 20 bars in mean volumes a bar',
  judge({ readings }) {
    const r = known(readings, 'obvSlope20');
    if (r === null) return null;
    const text = `on-balance volume ${r.obvSlope20 >= 0 ? 'rises' : 'falls'} by ${Math.abs(r.obvSlope20).toFixed(2)} mean volumes a bar`;
    return { strength: clip(2 * r.obvSlope20), text };
  },
};
