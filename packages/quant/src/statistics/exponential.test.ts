import { exponential } from './exponential.js';

describe('exponential', () => {
  it('is that of the platform to two units in the last place', () => {
    let worst = 0;
    for (let i = -70_000; i <= 70_000; i++) {
      const x = i / 100 + i * 1e-7;
      worst = Math.max(worst, Math.abs(exponential(x) / Math.exp(x) - 1));
    }
    expect(worst).toBeLessThan(2.1 * Number.EPSILON);
  });

  it('is exact where it can be, and ends where doubles do', () => {
    expect(exponential(0)).toBe(1);
    expect(exponential(-0)).toBe(1);
    expect(exponential(-Infinity)).toBe(0);
    expect(exponential(Infinity)).toBe(Infinity);
    expect(exponential(NaN)).toBeNaN();
    expect(exponential(-745)).toBe(Number.MIN_VALUE);
    expect(exponential(709.7) / Math.exp(709.7)).toBeCloseTo(1, 14);
  });
});
