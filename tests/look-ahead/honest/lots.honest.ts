import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const lots: Subject = {
  what: 'a crossover traded in lots by the conventions of another engine',
  conventions: 'backtesting.py',
  make: () =>
    strategyOf('lots', (bars, ta) => {
      const [fast, slow] = [ta.sma(bars.close, 5), ta.sma(bars.close, 15)];
      return { x: columnOf(bars, (i) => fast[i]! - slow[i]!) };
    }),
};
