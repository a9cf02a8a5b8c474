import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const fullZscore: Subject = {
  what: 'a z-score with the standard deviation of the whole series',
  make: () =>
    strategyOf('full_zscore', (bars, ta) => {
      const mean = ta.sma(bars.close, 20);
      const gaps = mean.map((m, i) => bars.close[i]! - m).filter((gap) => !Number.isNaN(gap));
      const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length);
      return { x: columnOf(bars, (i) => (mean[i]! - bars.close[i]!) / deviation - 0.5) };
    }),
};
