import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const futureVolume: Subject = {
  what: "tomorrow's volume",
  make: () =>
    strategyOf('future_volume', (bars, ta) => {
      const usual = ta.sma(bars.volume, 20);
      return { x: columnOf(bars, (i) => (bars.volume[i + 1] ?? 0) - usual[i]!) };
    }),
};
