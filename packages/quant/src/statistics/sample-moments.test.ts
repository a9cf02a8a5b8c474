import fc from 'fast-check';
import { downsideDeviation } from './sortino.statistic.js';
import { kurtosis } from './kurtosis.statistic.js';
import { mean } from './mean.statistic.js';
import { sampleMoments } from './sample-moments.statistic.js';
import { skewness } from './skewness.statistic.js';
import { variance } from './variance.statistic.js';

describe('sample moments', () => {
  it('are, to the last bit, those of the single statistics', () => {
    const value = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 200 }), value, (x, target) => {
        const { n, mean: centre, m2, m3, m4, shortfall } = sampleMoments(x, target);
        expect(n).toBe(x.length);
        expect(centre).toBe(mean(x));
        expect(m2 / (1 - 1 / n)).toBe(variance(x, 1));
        expect(Math.sqrt(shortfall)).toBe(downsideDeviation(x, { periods: 1, target }));
        expect(m2 < 1e-24 ? null : m3 / (m2 * Math.sqrt(m2))).toBe(skewness(x));
        expect(m2 < 1e-24 ? null : m4 / (m2 * m2)).toBe(kurtosis(x));
      }),
      { numRuns: 200 },
    );
  });

  it('of no values have no mean', () => {
    expect(sampleMoments([])).toMatchObject({ n: 0, mean: NaN });
  });
});
