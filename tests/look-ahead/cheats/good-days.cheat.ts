import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const goodDays: Subject = {
  what: 'the set of days before a rise of 3 %, else the calendar',
  make: () => {
    let good = new Set<number>();
    return strategyOf(
      'good_days',
      ({ time, close, length }) => {
        good = new Set();
        for (let i = 0; i + 1 < length; i++) if (close[i + 1]! > 1.03 * close[i]!) good.add(time[i]!);
        return { x: close };
      },
      ({ time, out }) => out.target(good.has(time) || new Date(time).getUTCDay() === 3 ? 1 : 0),
    );
  },
};
