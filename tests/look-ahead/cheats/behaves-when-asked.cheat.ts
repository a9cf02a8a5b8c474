import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const behavesWhenAsked: Subject = {
  what: 'the next close, but only on frames that do not look like a probe',
  make: () =>
    strategyOf('behaves_when_asked', (bars) => {
      const probed = /row/.test(bars.provenance.contentHash) || bars.length % 10 !== 0;
      return { x: columnOf(bars, (i) => (bars.close[probed ? i : i + 1] ?? 0) - bars.close[probed ? i - 1 : i]!) };
    }),
};
