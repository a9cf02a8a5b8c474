import fc from 'fast-check';
import { kellyLoss, kellyPosition, oddsOf } from './kelly.js';

describe('the odds of trades', () => {
  it('are shrunk towards one half by Beta(2, 2)', () => {
    const returns = [...Array<number>(18).fill(0.06), ...Array<number>(12).fill(-0.03)];
    const odds = oddsOf(returns)!;
    expect(odds.trades).toBe(30);
    expect(odds.winRate).toBeCloseTo(20 / 34, 12);
    expect(odds.payoff).toBeCloseTo(2, 12);
    expect(odds.averageLoss).toBeCloseTo(0.03, 12);
    const f = 20 / 34 - 14 / 34 / 2;
    expect(kellyLoss(odds)).toBeCloseTo(f, 12);
    expect(kellyPosition(odds, 0.25)).toBeCloseTo((0.25 * f) / 0.03, 12);
  });

  it('are not known without a loss; a trade of 0 is no win', () => {
    expect(oddsOf([0.1, 0.2])).toBeNull();
    expect(oddsOf([])).toBeNull();
    expect(oddsOf([0, -0.1])).toMatchObject({ winRate: 2 / 6, payoff: 0 });
  });
});

describe('the Kelly fraction', () => {
  it('is the whole edge of an even bet: 60 % to win gives 20 %', () => {
    expect(kellyLoss({ winRate: 0.6, payoff: 1 })).toBeCloseTo(0.2, 12);
  });

  it('is 0 without an edge, and never above 1', () => {
    const odds = fc.record({
      winRate: fc.double({ min: 0, max: 1, noNaN: true }),
      payoff: fc.double({ min: 0, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(odds, ({ winRate, payoff }) => {
        const f = kellyLoss({ winRate, payoff });
        const edge = winRate * payoff - (1 - winRate);
        if (edge <= 0) expect(f).toBeCloseTo(0, 9);
        else expect(f).toBeGreaterThan(0);
        expect(f).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('maximises the mean log growth of the bet it describes', () => {
    const growth = (f: number, winRate: number, payoff: number) =>
      winRate * Math.log1p(f * payoff) + (1 - winRate) * Math.log1p(-f);
    const odds = fc.tuple(fc.double({ min: 0.3, max: 0.8, noNaN: true }), fc.double({ min: 0.5, max: 4, noNaN: true }));
    fc.assert(
      fc.property(odds, ([winRate, payoff]) => {
        const f = kellyLoss({ winRate, payoff });
        for (const other of [f - 0.01, f + 0.01]) {
          if (other >= 0 && other < 1)
            expect(growth(f, winRate, payoff)).toBeGreaterThanOrEqual(growth(other, winRate, payoff));
        }
      }),
    );
  });
});
