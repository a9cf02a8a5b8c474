import { createRandom } from '@bot-v2/quant/random';
import { bootstrapSharpe } from '@bot-v2/quant/statistics';
import { limitInterval, longestResampled, sharpeIntervals } from './sharpe-interval.js';

const random = createRandom('intervals');
/** Returns with some memory, of a good strategy. */
function returnsOf(n: number): Float64Array {
  let last = 0;
  return Float64Array.from({ length: n }, () => (last = 0.2 * last + random.normal(0.0008, 0.01)));
}

describe('Sharpe intervals', () => {
  it('of several series together are those of quant for each alone, to the last bit', () => {
    const series = [returnsOf(400), returnsOf(400), new Float64Array(400), returnsOf(400)];
    for (const riskFree of [0, 0.0001]) {
      const together = sharpeIntervals(series, { periods: 252, riskFree, draws: 300, seed: 5 });
      const alone = series.map((r) => bootstrapSharpe(r, { periods: 252, riskFree, block: 20, draws: 300, seed: 5 }));
      expect(together).toEqual(alone.map((i) => (i === null ? null : [i.lower, i.upper])));
      expect(together[2]).toBeNull();
    }
  });

  it('leave out resamples in which nothing was held', () => {
    for (const n of [315, 500, 717, 1200]) {
      const rare = Float64Array.from({ length: n }, (_, i) =>
        i >= 100 && i < 109 ? 0.1 * random.normal(0.5, 0.3) : 0,
      );
      // Cash earns what is free of risk: a resample without trades would be one of −∞.
      const [interval] = sharpeIntervals([rare], { periods: 252, riskFree: 1e-4, draws: 400, seed: 1 });
      expect(interval![0]).toBeGreaterThan(-50);
    }
  });

  it('are null without draws or with one return', () => {
    expect(sharpeIntervals([returnsOf(50)], { periods: 252, riskFree: 0, draws: 0, seed: 1 })).toEqual([null]);
    expect(sharpeIntervals([returnsOf(1)], { periods: 252, riskFree: 0, draws: 9, seed: 1 })).toEqual([null]);
  });

  it('of a long series are the limit of the bootstrap: within 5 % of its width where both can be had', () => {
    const returns = returnsOf(longestResampled);
    const drawn = bootstrapSharpe(returns, { periods: 252, riskFree: 0, draws: 2_000, block: 20, seed: 3 })!;
    const [lower, upper] = limitInterval(returns, 252, 0)!;
    const width = drawn.upper - drawn.lower;
    expect(Math.abs(upper - lower - width) / width).toBeLessThan(0.05);
    expect(Math.abs(lower - drawn.lower) / width).toBeLessThan(0.05);
    expect(Math.abs(upper - drawn.upper) / width).toBeLessThan(0.05);
    expect((lower + upper) / 2).toBeCloseTo(drawn.estimate, 9);
    const longer = [returnsOf(longestResampled + 1)];
    const options = { periods: 252, riskFree: 0, draws: 2_000, seed: 3 };
    expect(sharpeIntervals(longer, options)).toEqual([limitInterval(longer[0]!, 252, 0)]);
  });
});
