import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const sortedData: Subject = {
  what: 'the rank of a close among all closes',
  make: () =>
    strategyOf('sorted_data', (bars) => {
      const sorted = bars.close.slice().sort();
      return { x: columnOf(bars, (i) => 0.5 - sorted.indexOf(bars.close[i]!) / bars.length) };
    }),
};
