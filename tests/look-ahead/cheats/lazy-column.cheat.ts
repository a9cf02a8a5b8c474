import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const lazyColumn: Subject = {
  what: 'a column of the frame that is first read in onBar',
  make: () => {
    let high: () => Float64Array;
    return strategyOf(
      'lazy_column',
      (bars) => {
        high = () => bars.high;
        return { x: bars.close };
      },
      ({ t, cols, out }) => out.target(high()[t + 1]! > 1.01 * cols['x']!.now ? 1 : 0),
    );
  },
};
