import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const expanding: Subject = {
  what: 'a mean and deviation that grow with the series',
  make: () =>
    strategyOf('expanding', (bars) => {
      let [sum, squares] = [0, 0];
      return {
        x: columnOf(bars, (i) => {
          const r = i === 0 ? 0 : Math.log(bars.close[i]! / bars.close[i - 1]!);
          sum += r;
          squares += r * r;
          const mean = sum / (i + 1);
          return (mean - r) / Math.sqrt(squares / (i + 1) - mean * mean) - 0.3;
        }),
      };
    }),
};
