import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const weeksLeft: Subject = {
  what: 'the number of weeks to come, in the columns of a longer timeframe',
  make: () =>
    strategyOf('weeks_left', (_, __, inputs) => ({ x: inputs['left']! }), undefined, {
      timeframes: { '1w': (week) => ({ left: columnOf(week, (i) => Math.sin((week.length - i) / 2)) }) },
    }),
};
