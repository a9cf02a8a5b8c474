import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const lengthExit: Subject = {
  what: 'an exit a few bars before the data end',
  make: () =>
    strategyOf('length_exit', (bars, ta) => {
      const mean = ta.sma(bars.close, 10);
      return { x: columnOf(bars, (i) => (i >= bars.length - 6 ? -1 : bars.close[i]! - mean[i]!)) };
    }),
};
