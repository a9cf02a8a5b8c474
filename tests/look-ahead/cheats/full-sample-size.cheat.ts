import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const fullSampleSize: Subject = {
  what: 'honest entries, their size by the volatility of the whole series',
  make: () => {
    let deviation = 1;
    return strategyOf(
      'full_sample_size',
      (bars, ta) => {
        const moves = ta.rocp(bars.close, 1).slice(1);
        deviation = Math.sqrt(moves.reduce((sum, x) => sum + x * x, 0) / moves.length);
        return { close: bars.close, mean: ta.sma(bars.close, 10) };
      },
      ({ cols, out }) => out.target(cols['close']!.now > cols['mean']!.now ? Math.min(1, 0.005 / deviation) : 0),
    );
  },
};
