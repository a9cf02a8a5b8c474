import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const adaptive: Subject = {
  what: 'a window that is longer in quiet times, and an average as fast as the market is efficient',
  make: () =>
    strategyOf('adaptive', (bars, ta) => {
      const { close } = bars;
      const range = ta.rocp(close, 10);
      const slow = columnOf(bars, (i) => {
        const n = Math.abs(range[i]!) > 0.05 ? 5 : 20;
        let sum = 0;
        for (let k = Math.max(0, i - n + 1); k <= i; k++) sum += close[k]!;
        return sum / Math.min(n, i + 1);
      });
      let average = close[0]!;
      return {
        x: columnOf(bars, (i) => {
          let path = 0;
          for (let k = Math.max(1, i - 9); k <= i; k++) path += Math.abs(close[k]! - close[k - 1]!);
          const efficiency = path === 0 ? 0 : Math.abs(close[i]! - close[Math.max(0, i - 10)]!) / path;
          average += (0.05 + 0.6 * efficiency) ** 2 * (close[i]! - average);
          return average - slow[i]!;
        }),
      };
    }),
};
