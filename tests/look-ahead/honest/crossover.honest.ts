import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const crossover: Subject = {
  what: 'two moving averages',
  make: () =>
    strategyOf(
      'crossover',
      (bars, ta) => {
        const [fast, slow] = [ta.sma(bars.close, 5), ta.sma(bars.close, 20)];
        return { x: columnOf(bars, (i) => fast[i]! - slow[i]!) };
      },
      undefined,
      { scaleFree: true },
    ),
};
