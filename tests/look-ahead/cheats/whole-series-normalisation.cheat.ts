import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const wholeSeriesNormalisation: Subject = {
  what: 'prices scaled to the range of the whole series',
  make: () =>
    strategyOf('whole_series', (bars) => {
      const [low, high] = [Math.min(...bars.close), Math.max(...bars.close)];
      return { x: columnOf(bars, (i) => 0.5 - (bars.close[i]! - low) / (high - low)) };
    }),
};
