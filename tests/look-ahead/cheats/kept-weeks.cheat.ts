import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const keptWeeks: Subject = {
  what: 'longer bars kept by reference, read in onBar beyond the week that has closed',
  make: () => {
    let close: Float64Array = new Float64Array(0);
    return strategyOf(
      'kept_weeks',
      (_, __, inputs) => ({ week: inputs['week']! }),
      ({ cols, out }) => {
        const i = cols['week']!.now;
        out.target(close[i + 2]! > close[i]! ? 1 : 0);
      },
      {
        timeframes: {
          '1w': (week) => {
            close = week.close;
            return { week: columnOf(week, (i) => i) };
          },
        },
      },
    );
  },
};
