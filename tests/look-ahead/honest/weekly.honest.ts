import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

const week = 7 * 86_400_000;

export const weekly: Subject = {
  what: 'the last finished week: a higher timeframe without its open bar',
  make: () =>
    strategyOf('weekly', (bars) => {
      let [last, running] = [NaN, NaN];
      return {
        x: columnOf(bars, (i) => {
          if (i > 0 && Math.floor(bars.time[i]! / week) !== Math.floor(bars.time[i - 1]! / week)) last = running;
          running = bars.close[i]!;
          return bars.close[i]! - last;
        }),
      };
    }),
};
