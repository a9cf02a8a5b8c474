import fc from 'fast-check';
import { continuousKelly, shrinkMean } from './continuous-kelly.js';
import { kellyLoss, kellyPosition, oddsOf, outcomeWeights } from './kelly.js';
import { optimalF, terminalWealth } from './optimal-f.js';

const outcome = fc.double({ min: -0.3, max: 0.5, noNaN: true }).filter((r) => Math.abs(r) > 1e-3);
const outcomes = fc.array(outcome, { minLength: 2, maxLength: 40 }).filter((rs) => rs.some((r) => r < 0));

describe('optimal f', () => {
  it('of an even bet won 60 % of the time is Kelly: 20 %', () => {
    expect(optimalF([1, 1, 1, -1, -1])!.fraction).toBeCloseTo(0.2, 12);
  });

  it('is 0 without an edge, and unknown without a loss', () => {
    expect(optimalF([1, -1])!.fraction).toBe(0);
    expect(optimalF([1, -2, 0.5])!.fraction).toBe(0);
    expect(optimalF([1, 2])).toBeNull();
    expect(optimalF([])).toBeNull();
  });

  it('takes as many trades as there are, and none that is no number', () => {
    const many = Array.from({ length: 300_000 }, (_, i) => (i % 5 < 3 ? 1 : -1));
    expect(optimalF(many)!.fraction).toBeCloseTo(0.2, 12);
    for (const odd of [Number.NaN, Infinity]) expect(() => optimalF([1, -1, odd])).toThrow(/optimalF.*finite/);
    expect(() => continuousKelly(0.1, 0, 0)).toThrow(/continuousKelly: the deviation/);
  });

  it('no other fraction grows faster, and none of the equity is ever lost whole', () => {
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0, max: 0.999, noNaN: true }), (rs, other) => {
        const best = optimalF(rs)!;
        expect(best.fraction).toBeGreaterThanOrEqual(0);
        expect(best.fraction).toBeLessThan(1);
        expect(terminalWealth(rs, best)).toBeGreaterThanOrEqual(
          terminalWealth(rs, { ...best, fraction: other }) * (1 - 1e-9),
        );
      }),
    );
  });

  it('does not depend on the unit or the order of the outcomes', () => {
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0.01, max: 1_000, noNaN: true }), (rs, unit) => {
        const { fraction } = optimalF(rs)!;
        expect(optimalF(rs.map((r) => r * unit).reverse())!.fraction).toBeCloseTo(fraction, 8);
      }),
    );
  });

  it('is the two-outcome Kelly position where there are two outcomes', () => {
    const wins = fc.integer({ min: 20, max: 40 });
    fc.assert(
      fc.property(wins, fc.double({ min: 0.03, max: 0.2, noNaN: true }), (won, gain) => {
        const returns = [...Array<number>(won).fill(gain), ...Array<number>(20).fill(-0.05)];
        const odds = oddsOf(returns)!;
        const { fraction, worstLoss } = optimalF(returns, outcomeWeights(returns))!;
        expect(fraction).toBeCloseTo(kellyLoss(odds), 9);
        expect(fraction / worstLoss).toBeCloseTo(kellyPosition(odds, 1), 7);
      }),
    );
  });

  it('rises with every outcome but the worst', () => {
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0, max: 0.2, noNaN: true }), fc.nat(), (rs, more, index) => {
        const worst = Math.min(...rs);
        const k = index % rs.length;
        if (rs[k] === worst) return;
        const raised = rs.map((r, i) => (i === k ? r + more : r));
        expect(optimalF(raised)!.fraction).toBeGreaterThanOrEqual(optimalF(rs)!.fraction - 1e-12);
      }),
    );
  });
});

describe('Kelly for returns bar by bar', () => {
  it('is the position with the greatest growth a year', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.3, max: 0.5, noNaN: true }),
        fc.double({ min: 0.05, max: 0.8, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (mean, deviation, other) => {
          const growth = (f: number) => 0.02 + f * (mean - 0.02) - (f * f * deviation * deviation) / 2;
          const kelly = continuousKelly(mean, deviation, 0.02);
          expect(kelly.growth).toBeCloseTo(growth(kelly.fraction), 9);
          expect(kelly.growth).toBeGreaterThanOrEqual(growth(other) - 1e-9);
        },
      ),
    );
  });

  it('shrinks a mean by what its standard error says of it', () => {
    expect(shrinkMean(0.1, 1)).toBeCloseTo(0.05, 12);
    expect(shrinkMean(-0.1, 3)).toBeCloseTo(-0.09, 12);
    expect(shrinkMean(0.1, 0)).toBe(0);
    expect(shrinkMean(0.1, Infinity)).toBe(0.1);
  });
});
