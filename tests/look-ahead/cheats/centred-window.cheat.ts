import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const centredWindow: Subject = {
  what: 'a centred moving average',
  make: () =>
    strategyOf('centred_window', (bars) => ({
      x: columnOf(bars, (i) => {
        let sum = 0;
        for (let k = i - 4; k <= i + 4; k++) sum += bars.close[Math.min(Math.max(k, 0), bars.length - 1)]!;
        return sum / 9 - bars.close[i]!;
      }),
    })),
};
