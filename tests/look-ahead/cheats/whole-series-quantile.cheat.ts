import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** The columns are honest: the threshold is kept beside them. */
export const wholeSeriesQuantile: Subject = {
  what: 'a threshold at a quantile of the whole series, kept in a closure',
  make: () => {
    let threshold = 0;
    return strategyOf(
      'whole_series_quantile',
      (bars, ta) => {
        const x = ta.rocp(bars.close, 5);
        const sorted = x.filter((value) => !Number.isNaN(value)).sort();
        threshold = sorted[Math.floor(0.3 * sorted.length)]!;
        return { x };
      },
      ({ cols, out }) => out.target(cols['x']!.now < threshold ? 1 : 0),
    );
  },
};
