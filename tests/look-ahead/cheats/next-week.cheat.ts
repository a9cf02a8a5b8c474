import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const nextWeek: Subject = {
  what: 'the close of next week, in the columns of a longer timeframe',
  make: () =>
    strategyOf('next_week', (_, __, inputs) => ({ x: inputs['ahead']! }), undefined, {
      timeframes: {
        '1w': (week) => ({ ahead: columnOf(week, (i) => (week.close[i + 1] ?? week.close[i]!) - week.close[i]!) }),
      },
    }),
};
