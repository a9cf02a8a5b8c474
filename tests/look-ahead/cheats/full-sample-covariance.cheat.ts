import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

const returnsOf = (close: Float64Array) => close.map((c, i) => (i === 0 ? 0 : Math.log(c / close[i - 1]!)));

export const fullSampleCovariance: Subject = {
  what: 'the covariance with another symbol over the full sample',
  symbols: ['X', 'Y'],
  make: () => {
    const frames = new Map<string, Float64Array>();
    return strategyOf('full_sample_covariance', (bars, ta) => {
      const own = returnsOf(bars.close);
      frames.set(bars.symbol, own);
      const other = frames.get(bars.symbol === 'X' ? 'Y' : 'X') ?? own;
      const covariance = own.reduce((sum, r, i) => sum + r * (other[i] ?? 0), 0);
      const mean = ta.sma(bars.close, 10);
      return { x: columnOf(bars, (i) => (bars.close[i]! / mean[i]! - 1) * Math.sign(covariance) + covariance / 10) };
    });
  },
};
