import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

const horizon = 5;

/** The regression of every row is trained on rows up to it, but the labels of the last five had not ended. */
export const labelLeak: Subject = {
  what: 'labels that end after the row they train',
  make: () =>
    strategyOf('label_leak', (bars) => {
      const { close } = bars;
      let [xy, xx] = [0, 0];
      return {
        x: columnOf(bars, (i) => {
          const feature = i < 5 ? 0 : close[i]! / close[i - 5]! - 1;
          const label = close[Math.min(i + horizon, bars.length - 1)]! / close[i]! - 1;
          xy = 0.9 * xy + feature * label;
          xx = 0.9 * xx + feature * feature;
          return (xy / xx) * feature;
        }),
      };
    }),
};
