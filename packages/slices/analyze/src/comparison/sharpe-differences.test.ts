import { createRandom } from '@bot-v2/quant/random';
import { sharpe } from '@bot-v2/quant/statistics';
import { sharpeDifferences } from './sharpe-differences.js';

const random = createRandom('differences');
const steady = (mean: number) => Float64Array.from({ length: 500 }, () => random.normal(mean, 0.01));
const settings = { periods: 252, riskFree: 1e-4, seed: 1 };

describe('differences of Sharpe ratios', () => {
  it('are those of the ratios, zero for the best itself', () => {
    const returns = [steady(0.001), steady(0.0005)];
    const [own, other] = sharpeDifferences(returns, 0, settings);
    const ratio = (r: Float64Array) => sharpe(r, { periods: 252, riskFree: 1e-4 })!;
    expect(own).toEqual({ sharpe: 0, low: 0, high: 0 });
    expect(other!.sharpe).toBeCloseTo(ratio(returns[0]!) - ratio(returns[1]!), 9);
    expect(other!.low).toBeLessThan(other!.sharpe);
    expect(other!.high).toBeGreaterThan(other!.sharpe);
  });

  it('are not hidden by resamples in which a rare strategy held nothing', () => {
    const rare = Float64Array.from({ length: 500 }, (_, i) =>
      i >= 100 && i < 109 ? 0.1 * random.normal(0.5, 0.3) : 0,
    );
    const [, ...others] = sharpeDifferences([steady(0.001), steady(0.0005), rare], 0, settings);
    for (const { low, high } of others) expect(high - low).toBeLessThan(60);
  });
});
