import fc from 'fast-check';
import { downsideDeviation } from './sortino.statistic.js';
import { kurtosis } from './kurtosis.statistic.js';
import { mean } from './mean.statistic.js';
import { MomentSums, sampleMoments } from './sample-moments.statistic.js';
import { skewness } from './skewness.statistic.js';
import { variance } from './variance.statistic.js';

/** Expects a value within 1e-12 of a size. */
function expectClose(found: number, value: number, size: number): void {
  expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-12 * size);
}

describe('sample moments', () => {
  it('are those of the single statistics', () => {
    const value = fc.integer({ min: -500_000, max: 500_000 }).map((millionths) => millionths / 1e6);
    const level = fc.constantFrom(0, 0.001, 1, 1_000);
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 200 }), level, value, (deviations, centre, target) => {
        const x = deviations.map((deviation) => centre + deviation);
        const { n, mean: found, m2, m3, m4, shortfall } = sampleMoments(x, target);
        const size = Math.sqrt(m2);
        expect(n).toBe(x.length);
        expectClose(found, mean(x)!, Math.abs(centre) + size);
        // A mean has as many digits as its level.
        expectClose(m2 / (1 - 1 / n), variance(x, 1)!, m2 + 1e-18 * centre * centre);
        expectClose(Math.sqrt(shortfall), downsideDeviation(x, { periods: 1, target })!, Math.sqrt(shortfall));
        if (size < 1e-3 * (1 + centre)) return;
        expectClose(m3 / (m2 * size), skewness(x)!, 10);
        expectClose(m4 / (m2 * m2), kurtosis(x)!, 10);
      }),
      { numRuns: 300 },
    );
  });

  it('of the returns of an equity curve are those of an array of its returns, to the last bit', () => {
    for (const grows of [0, 0.01]) {
      let value = 100;
      const equity = Float64Array.from({ length: 9_000 }, (_, i) => (value *= 1 + grows + 0.01 * Math.sin(i * i)));
      const returns = equity.map((worth, i) => worth / (i === 0 ? 101 : equity[i - 1]!) - 1);
      for (const centre of [0, 0.002]) {
        const [sums, along] = [new MomentSums(0.001, centre), new MomentSums(0.001, centre)];
        for (let at = 0; at < equity.length; at += 4096) {
          sums.add(returns.subarray(at, at + 4096));
          along.addReturns(equity.subarray(at, at + 4096), at === 0 ? 101 : equity[at - 1]!);
        }
        expect(along.moments).toEqual(sums.moments);
        if (centre === 0)
          expect(sums.isExact ? sums.moments : null).toEqual(grows === 0 ? sampleMoments(returns, 0.001) : null);
      }
    }
  });

  it('of equal values have no deviation to speak of', () => {
    for (const value of [0.1, 1 / 3, -7.7]) {
      const { mean: found, m2 } = sampleMoments(new Float64Array(10_001).fill(value));
      expect(found).toBe(value);
      expect(Math.sqrt(m2)).toBeLessThan(1e-15 * Math.abs(value));
    }
  });

  it('of a long series keep its digits, whatever its level', () => {
    // Deviations 1 and −1 in turn, a level far above them.
    for (const level of [0, 0.1, 12, 1e6]) {
      const x = Float64Array.from({ length: 100_000 }, (_, i) => level + (i % 2 === 0 ? 1 : -1));
      const { mean: found, m2, m3, m4 } = sampleMoments(x);
      expect([found, m2, m3, m4].map((moment) => Math.abs(moment))).toEqual([
        expect.closeTo(level, 9),
        expect.closeTo(1, 9),
        expect.closeTo(0, 9),
        expect.closeTo(1, 9),
      ]);
    }
  });

  it('of no values have no mean', () => {
    expect(sampleMoments([])).toMatchObject({ n: 0, mean: NaN });
  });
});
