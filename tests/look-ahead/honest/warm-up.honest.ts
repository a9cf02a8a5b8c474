import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const longWarmUp: Subject = {
  what: 'columns that are NaN for long and in holes',
  make: () =>
    strategyOf('long_warm_up', (bars, ta) => {
      const slow = ta.sma(bars.close, 300);
      return { slow, x: columnOf(bars, (i) => (i % 9 === 0 ? NaN : bars.close[i]! - slow[i]!)) };
    }),
};
