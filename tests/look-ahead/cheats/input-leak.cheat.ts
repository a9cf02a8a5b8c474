import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const inputLeak: Subject = {
  what: 'the next row of a column from elsewhere',
  make: () =>
    strategyOf('input_leak', (bars, _, inputs) => ({
      x: columnOf(bars, (i) => (inputs['regime']?.[i + 1] ?? 0) - (inputs['regime']?.[i] ?? 0)),
    })),
};
