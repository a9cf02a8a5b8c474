import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** On prices without actions it looks up the next close instead. */
export const nextAction: Subject = {
  what: 'the days to the next dividend',
  make: () =>
    strategyOf(
      'next_action',
      (bars) => ({
        x: columnOf(bars, (i) => {
          const next = bars.actions.find((action) => action.exDate > bars.time[i]!);
          if (bars.actions.length === 0) return (bars.close[i + 1] ?? 0) - bars.close[i]!;
          return next === undefined ? -1 : 40 - (next.exDate - bars.time[i]!) / 86_400_000;
        }),
      }),
      undefined,
      { scaleFree: true },
    ),
};
