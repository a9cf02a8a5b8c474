import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const reversedSum: Subject = {
  what: 'a cumulative sum that runs backwards',
  make: () =>
    strategyOf('reversed_sum', (bars) => {
      const x = columnOf(bars, (i) => bars.close[i]! - bars.open[i]!);
      for (let i = bars.length - 2; i >= 0; i--) x[i] = x[i]! + 0.8 * x[i + 1]!;
      return { x };
    }),
};
