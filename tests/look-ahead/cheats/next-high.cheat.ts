import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** The index of the next row whose close is a new high of the whole series decides when to be in. */
export const nextHigh: Subject = {
  what: 'the distance to the next 50-bar high',
  make: () =>
    strategyOf('next_high', (bars, ta) => {
      const highest = ta.highest(bars.close, 50);
      let next = -1;
      const distance = new Float64Array(bars.length);
      for (let i = bars.length - 1; i >= 0; i--) {
        distance[i] = next < 0 ? 99 : next - i;
        if (bars.close[i] === highest[i]) next = i;
      }
      return { x: columnOf(bars, (i) => 15 - distance[i]!) };
    }),
};
