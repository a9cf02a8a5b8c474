import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const backfill: Subject = {
  what: 'gaps filled from the right',
  make: () =>
    strategyOf('backfill', (bars) => {
      const x = columnOf(bars, (i) => (i % 7 === 6 ? bars.close[i]! - bars.close[i - 6]! : NaN));
      for (let i = bars.length - 2; i >= 0; i--) if (Number.isNaN(x[i])) x[i] = x[i + 1]!;
      return { x };
    }),
};
