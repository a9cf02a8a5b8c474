import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** Honest columns and no frame kept: what it learns is what it saw at the bars themselves, the last time they passed. */
export const learntFromRuns: Subject = {
  what: 'prices it saw at later bars when the same bars passed before',
  make: () => {
    const seen = new Map<number, number>();
    return strategyOf(
      'learnt_from_runs',
      (bars) => ({ x: bars.close }),
      ({ t, cols, out }) => {
        seen.set(t, cols['x']!.now);
        const later = seen.get(t + 1);
        out.target((later === undefined ? t % 3 === 0 : later > cols['x']!.now) ? 1 : 0);
      },
    );
  },
};
