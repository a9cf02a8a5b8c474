import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const targetEncoding: Subject = {
  what: "a weekday's mean next return over everything",
  make: () =>
    strategyOf('target_encoding', (bars) => {
      const sums = new Float64Array(7);
      const weekday = (i: number) => new Date(bars.time[i]!).getUTCDay();
      for (let i = 0; i + 1 < bars.length; i++) sums[weekday(i)]! += bars.close[i + 1]! / bars.close[i]! - 1;
      return { x: columnOf(bars, (i) => sums[weekday(i)]!) };
    }),
};
