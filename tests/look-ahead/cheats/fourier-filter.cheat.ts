import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const fourierFilter: Subject = {
  what: 'a low-pass filter by Fourier transform of the whole series',
  make: () =>
    strategyOf('fourier_filter', (bars) => {
      const n = bars.length;
      const smooth = new Float64Array(n);
      for (let k = 0; k < 12; k++) {
        const wave = (i: number) => (2 * Math.PI * k * i) / n;
        let [real, imaginary] = [0, 0];
        bars.close.forEach((c, i) => {
          real += c * Math.cos(wave(i));
          imaginary += c * Math.sin(wave(i));
        });
        const weight = (k === 0 ? 1 : 2) / n;
        for (let i = 0; i < n; i++) {
          smooth[i] = smooth[i]! + weight * (real * Math.cos(wave(i)) + imaginary * Math.sin(wave(i)));
        }
      }
      return { x: columnOf(bars, (i) => smooth[i]! - (smooth[i - 1] ?? smooth[i]!)) };
    }),
};
