import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const detrended: Subject = {
  what: 'the distance from a line fitted to the whole series',
  make: () =>
    strategyOf('detrended', (bars) => {
      const n = bars.length;
      const mean = bars.close.reduce((sum, c) => sum + c, 0) / n;
      const middle = (n - 1) / 2;
      const [xy, xx] = bars.close.reduce(
        ([a, b], c, i) => [a + (i - middle) * (c - mean), b + (i - middle) ** 2] as [number, number],
        [0, 0] as [number, number],
      );
      return { x: columnOf(bars, (i) => mean + (xy / xx) * (i - middle) - bars.close[i]!) };
    }),
};
