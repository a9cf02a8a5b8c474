import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const troughAndPeak: Subject = {
  what: 'a buy at the trough and a sale at the peak of the whole run',
  make: () => {
    let low = 0;
    let high = 0;
    return strategyOf(
      'trough_and_peak',
      ({ close, length }) => {
        const half = Math.floor(length / 2);
        low = half + close.subarray(half).indexOf(Math.min(...close.subarray(half)));
        high = low + close.subarray(low).indexOf(Math.max(...close.subarray(low)));
        return { close };
      },
      ({ t, out }) => out.target(t >= low && t < high ? 1 : 0),
    );
  },
};
