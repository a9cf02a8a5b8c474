import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const calendar: Subject = {
  what: 'the calendar alone: in on Tuesdays, out on Fridays',
  make: () =>
    strategyOf(
      'calendar',
      () => ({}),
      ({ time, out }) => {
        const weekday = new Date(time).getUTCDay();
        if (weekday === 2) out.target(1);
        if (weekday === 5) out.target(0);
      },
    ),
};
