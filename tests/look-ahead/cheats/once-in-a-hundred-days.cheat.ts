import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const onceInAHundredDays: Subject = {
  what: 'the next close on one day in a hundred, beside what it knows on all others',
  make: () =>
    strategyOf('once_in_a_hundred_days', (bars) => {
      const { close } = bars;
      const change = (i: number) => (close[i] ?? 0) - (close[i - 1] ?? 0);
      return { x: columnOf(bars, (i) => (change(i % 100 === 37 ? i + 1 : i) > 0 ? 1 : -1)) };
    }),
};
