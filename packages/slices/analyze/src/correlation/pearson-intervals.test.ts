import { createRandom } from '@bot-v2/quant/random';
import { pearsonIntervals } from './pearson-intervals.js';

const random = createRandom('pairs');
const noise = (length: number) => Float64Array.from({ length }, () => random.normal(0, 0.01));

describe('intervals of correlations', () => {
  it('lie around the correlation', () => {
    const [x, e] = [noise(600), noise(600)];
    const [interval] = pearsonIntervals([{ x, y: x.map((value, i) => 0.8 * value + 0.6 * e[i]!) }], 1);
    expect(interval![0]).toBeGreaterThan(0.7);
    expect(interval![1]).toBeLessThan(0.9);
  });

  it('leave out resamples in which one of the two does not move', () => {
    // It moves on a few days only, with the other then: no resample has a correlation below zero.
    for (const length of [300, 500, 900]) {
      const x = noise(length).map((value, i) => (i >= 50 && i < 58 ? 0.05 + value : value));
      const y = x.map((value, i) => (i >= 50 && i < 58 ? value : 0.0003));
      const [interval] = pearsonIntervals([{ x, y }], 1);
      expect(interval![0]).toBeGreaterThan(0.1);
    }
  });
});
