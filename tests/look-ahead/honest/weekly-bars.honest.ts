import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const weeklyBars: Subject = {
  what: 'the trend of finished weeks, by the engine’s longer bars',
  make: () =>
    strategyOf(
      'weekly_bars',
      (bars, _, inputs) => ({ x: columnOf(bars, (i) => bars.close[i]! - inputs['trend']![i]!) }),
      undefined,
      {
        timeframes: { '1w': (week, _, ta) => ({ trend: ta.sma(week.close, 3) }) },
      },
    ),
};
