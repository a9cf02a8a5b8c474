import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const futureClose: Subject = {
  what: 'the next close',
  make: () =>
    strategyOf('future_close', ({ close, ...bars }) => ({
      x: columnOf({ ...bars, close }, (i) => (close[i + 1] ?? 0) - close[i]!),
    })),
};
