import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const pricedInLast: Subject = {
  what: 'closes as multiples of the last one, which is not zero-sum',
  make: () =>
    strategyOf(
      'priced_in_last',
      (bars) => ({
        x: columnOf(bars, (i) => Math.sin(i / 5) + 0.2 * (1 - bars.close[i]! / bars.close[bars.length - 1]!)),
      }),
      undefined,
      { scaleFree: true },
    ),
};
