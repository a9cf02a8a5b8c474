import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const monthTurn: Subject = {
  what: 'the turn of the month by the date alone, while the price is above its volume-weighted average since the first bar',
  make: () =>
    strategyOf('month_turn', (bars) => {
      let [paid, traded] = [0, 0];
      return {
        x: columnOf(bars, (i) => {
          paid += bars.close[i]! * bars.volume[i]!;
          traded += bars.volume[i]!;
          const date = new Date(bars.time[i]!).getUTCDate();
          return date > 26 || date < 5 ? bars.close[i]! - (0.9 * paid) / traded : -1;
        }),
      };
    }),
};
