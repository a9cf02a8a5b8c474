import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const timeTable: Subject = {
  what: 'a table from the time of a bar to the return after it',
  make: () => {
    const next = new Map<number, number>();
    return strategyOf(
      'time_table',
      ({ time, close, length }) => {
        for (let i = 0; i + 1 < length; i++) next.set(time[i]!, close[i + 1]! / close[i]! - 1);
        return { x: close };
      },
      ({ time, out }) => out.target((next.get(time) ?? 0) > 0 ? 1 : 0),
    );
  },
};
