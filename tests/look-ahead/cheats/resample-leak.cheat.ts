import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

const week = 7 * 86_400_000;

export const resampleLeak: Subject = {
  what: "the week's close, known from Monday on",
  make: () =>
    strategyOf('resample_leak', (bars) => {
      const closes = new Map<number, number>();
      bars.time.forEach((time, i) => closes.set(Math.floor(time / week), bars.close[i]!));
      return { x: columnOf(bars, (i) => closes.get(Math.floor(bars.time[i]! / week))! - bars.close[i]!) };
    }),
};
