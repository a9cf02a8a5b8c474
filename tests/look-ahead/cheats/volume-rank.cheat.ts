import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const volumeRank: Subject = {
  what: 'volume above the median of the whole series, kept in a closure',
  make: () => {
    let median = 0;
    return strategyOf(
      'volume_rank',
      (bars) => {
        median = bars.volume.slice().sort()[bars.length >> 1]!;
        return { x: columnOf(bars, (i) => bars.volume[i]!) };
      },
      ({ cols, out }) => out.target(cols['x']!.now > median ? 1 : 0),
    );
  },
};
