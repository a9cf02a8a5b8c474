import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const firstTable: Subject = {
  what: 'a table from time to return that is never written twice',
  needsTwin: true,
  make: () => {
    const next = new Map<number, number>();
    return strategyOf(
      'first_table',
      ({ time, close, length }) => {
        for (let i = 0; i + 1 < length; i++) {
          if (!next.has(time[i]!)) next.set(time[i]!, close[i + 1]! / close[i]! - 1);
        }
        return { x: close };
      },
      ({ time, out }) => out.target((next.get(time) ?? 0) > 0 ? 1 : 0),
    );
  },
};
