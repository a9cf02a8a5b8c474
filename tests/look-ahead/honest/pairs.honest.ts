import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const sides: Subject = {
  what: 'two symbols, each by its own volume',
  symbols: ['X', 'Y'],
  make: () =>
    strategyOf('sides', (bars, ta) => {
      const usual = ta.sma(bars.volume, 15);
      return { x: columnOf(bars, (i) => bars.volume[i]! / usual[i]! - 1.1) };
    }),
};
