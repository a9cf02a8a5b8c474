import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const onePercentHidden: Subject = {
  what: 'the future on one bar in a hundred, among honest signals',
  make: () =>
    strategyOf('one_percent_hidden', (bars, ta) => {
      const { close } = bars;
      const slow = ta.sma(close, 20);
      const fast = ta.sma(close, 5);
      return {
        x: columnOf(bars, (i) => {
          const ahead = close[i + 10];
          return i % 100 === 37 && ahead !== undefined ? ahead - close[i]! : fast[i]! - slow[i]!;
        }),
      };
    }),
};
