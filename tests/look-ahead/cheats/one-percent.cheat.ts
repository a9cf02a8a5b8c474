import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const onePercent: Subject = {
  what: 'the next five bars on one bar in a hundred, else nothing',
  make: () =>
    strategyOf('one_percent', ({ close, ...bars }) => ({
      x: columnOf({ ...bars, close }, (i) => (i % 33 === 0 && (close[i + 5] ?? 0) > close[i]! ? 1 : 0)),
    })),
};
