import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const lotsNextClose: Subject = {
  what: 'the next close, traded in lots by the conventions of another engine',
  conventions: 'backtesting.py',
  make: () =>
    strategyOf('lots_next_close', (bars) => ({
      x: columnOf(bars, (i) => (bars.close[i + 1] ?? bars.close[i]!) - bars.close[i]!),
    })),
};
