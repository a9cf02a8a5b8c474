import fc from 'fast-check';
import { normalCdf, normalPdf, normalQuantile, studentTCdf } from './index.js';

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

describe('normal distribution', () => {
  // Published to 15 and more digits, e.g. Abramowitz and Stegun table 26.1 and 26.2.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.96, 0.9750021048517795],
    [3, 0.9986501019683699],
    [-1, 0.15865525393145707],
    [-2.5, 0.006209665325776132],
    [-5, 2.866515718791939e-7],
    [-8, 6.220960574271785e-16],
    [-20, 2.7536241186062337e-89],
  ])('Φ(%p)', (z, expected) => {
    expect(relative(normalCdf(z), expected)).toBeLessThan(2e-14);
  });

  it('is symmetric, increasing and continuous where its two forms meet', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
        expect(normalCdf(z + 1e-3)).toBeGreaterThanOrEqual(normalCdf(z));
      }),
    );
    expect(relative(normalCdf(-2.5 - 1e-15), normalCdf(-2.5))).toBeLessThan(1e-13);
    expect(normalCdf(-100)).toBe(0);
    expect(normalCdf(100)).toBe(1);
    expect(normalCdf(NaN)).toBeNaN();
    expect(normalPdf(0)).toBeCloseTo(0.3989422804014327, 15);
  });

  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.001, -3.090232306167813],
    [1e-9, -5.9978070150076865],
    [1e-20, -9.262340089798408],
  ])('Φ⁻¹(%p)', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected)));
  });

  it('inverts: Φ(Φ⁻¹(p)) = p', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1 - 1e-15, noNaN: true }), (p) => {
        expect(relative(normalCdf(normalQuantile(p)), p)).toBeLessThan(2e-12);
      }),
    );
    for (const p of [0, 1, -0.1, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});

describe("Student's t", () => {
  it('has its closed forms for 1 and 2 degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (t) => {
        expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
        expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
        expect(studentTCdf(t, 1e9)).toBeCloseTo(normalCdf(t), 8);
      }),
    );
    expect(studentTCdf(2.228138851986274, 10)).toBeCloseTo(0.975, 12);
    expect(studentTCdf(Infinity, 5)).toBe(1);
    // Computed with scipy 1.17 (stats.t.cdf).
    expect(relative(studentTCdf(-2.5, 3), 0.04385332350403278)).toBeLessThan(1e-13);
    expect(relative(studentTCdf(-10, 30), 2.287625704114809e-11)).toBeLessThan(1e-12);
    expect(relative(studentTCdf(-40, 200), 1.1243698267601098e-97)).toBeLessThan(1e-11);
    expect(relative(studentTCdf(-1.96, 1e6), 1 - 0.9750019662073651)).toBeLessThan(1e-12);
    expect(() => studentTCdf(1, 0)).toThrow(RangeError);
  });
});
