import { createRandom } from '../random/index.js';
import { bootstrapMean, bootstrapSharpe, mean, sharpe, stationaryBootstrap } from './index.js';

const random = createRandom('returns');
const returns = Float64Array.from({ length: 630 }, () => random.normal(0.0006, 0.01));

describe('stationary bootstrap', () => {
  it('repeats for a seed and moves with another', () => {
    expect(bootstrapSharpe(returns, { draws: 200 })).toEqual(bootstrapSharpe(returns, { draws: 200 }));
    expect(bootstrapSharpe(returns, { draws: 200, seed: 2 })).not.toEqual(bootstrapSharpe(returns, { draws: 200 }));
  });

  it('gives the same interval by the fast path and by resampling in full', () => {
    const slow = stationaryBootstrap(returns, (sample) => sharpe(sample), { draws: 300 })!;
    const fast = bootstrapSharpe(returns, { draws: 300 })!;
    const slowMean = stationaryBootstrap(returns, (sample) => mean(sample), { draws: 300 })!;
    const fastMean = bootstrapMean(returns, { draws: 300 })!;
    for (const key of ['estimate', 'lower', 'upper', 'standardError', 'shareAboveZero', 'draws'] as const) {
      expect(fast[key]!).toBeCloseTo(slow[key]!, 9);
      expect(fastMean[key]!).toBeCloseTo(slowMean[key]!, 12);
    }
  });

  it('has about the right width for independent returns', () => {
    const { estimate, lower, upper, standardError, draws } = bootstrapSharpe(returns)!;
    expect(draws).toBe(2000);
    expect(estimate).toBe(sharpe(returns));
    expect(lower).toBeLessThan(estimate);
    expect(upper).toBeGreaterThan(estimate);
    const theory = Math.sqrt(252 / 630);
    expect(standardError! / theory).toBeGreaterThan(0.8);
    expect(standardError! / theory).toBeLessThan(1.2);
  });

  it('widens for returns that persist', () => {
    let state = 0;
    const persistent = returns.map((shock) => (state = 0.8 * state + shock));
    const single = bootstrapMean(persistent, { block: 1 })!;
    const blocks = bootstrapMean(persistent, { block: 40 })!;
    expect(blocks.standardError! / single.standardError!).toBeGreaterThan(2);
  });

  it('is null without a statistic and leaves out resamples that have none', () => {
    expect(bootstrapMean([1])).toBeNull();
    expect(bootstrapSharpe(new Float64Array(50))).toBeNull();
    expect(stationaryBootstrap(returns, () => null)).toBeNull();
    const spike = new Float64Array(40);
    spike[3] = 1;
    const { draws } = bootstrapSharpe(spike, { draws: 500, block: 4 })!;
    expect(draws).toBeGreaterThan(200);
    expect(draws).toBeLessThan(500);
  });

  it('leaves out resamples of returns that are all alike, whatever the sums over the series are', () => {
    // A strategy that is in the market for a few bars in a row, and has a constant return otherwise.
    for (const [length, scale, idle] of [
      [315, 0.3, 0],
      [717, 0.05, 0],
      [683, 0.3, 1e-4],
      [2000, 0.2, 1e-4],
    ] as const) {
      const rare = Float64Array.from({ length }, (_, i) =>
        i >= 100 && i < 109 ? scale * random.normal(0.5, 0.3) : idle,
      );
      for (const riskFree of [0, 1.5e-4]) {
        const slow = stationaryBootstrap(rare, (r) => sharpe(r, { riskFree, minimum: 2 }), { draws: 400 })!;
        const fast = bootstrapSharpe(rare, { riskFree, draws: 400 })!;
        expect(slow.draws).toBeLessThan(400);
        expect(fast.draws).toBe(slow.draws);
        expect(fast.lower).toBeCloseTo(slow.lower, 6);
        expect(fast.upper).toBeCloseTo(slow.upper, 6);
      }
    }
  });

  it('refuses options out of range', () => {
    expect(() => bootstrapMean(returns, { block: 0.5 })).toThrow(RangeError);
    expect(() => bootstrapMean(returns, { draws: 0 })).toThrow(RangeError);
    expect(() => bootstrapMean(returns, { level: 1 })).toThrow(RangeError);
  });
});
