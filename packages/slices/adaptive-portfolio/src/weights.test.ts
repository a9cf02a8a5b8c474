import fc from 'fast-check';
import { capWeights } from './weights.js';

const claims = fc
  .array(
    fc.record({
      score: fc.double({ min: 0.01, max: 100, noNaN: true }),
      cap: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) => list.map((claim, i) => ({ symbol: `S${String(i).padStart(2, '0')}`, ...claim })));
const totals = fc.double({ min: 0, max: 1, noNaN: true });
const sum = (weights: Map<string, number>) => [...weights.values()].reduce((a, b) => a + b, 0);

describe('capped weights', () => {
  it('are proportional while no cap is met', () => {
    const weights = capWeights(
      [
        { symbol: 'A', score: 3, cap: 1 },
        { symbol: 'B', score: 1, cap: 1 },
      ],
      0.8,
    );
    expect(weights.get('A')).toBeCloseTo(0.6, 12);
    expect(weights.get('B')).toBeCloseTo(0.2, 12);
  });

  it('give what a capped one cannot take to the others, in proportion', () => {
    const weights = capWeights(
      [
        { symbol: 'A', score: 8, cap: 0.25 },
        { symbol: 'B', score: 2, cap: 1 },
        { symbol: 'C', score: 1, cap: 1 },
      ],
      0.85,
    );
    expect([...weights.values()].map((w) => w.toFixed(12))).toEqual([
      '0.250000000000',
      '0.400000000000',
      '0.200000000000',
    ]);
  });

  it('respect every cap and the total, and use all that the caps allow', () => {
    fc.assert(
      fc.property(claims, totals, (list, total) => {
        const weights = capWeights(list, total);
        for (const { symbol, cap } of list) {
          expect(weights.get(symbol)).toBeGreaterThanOrEqual(0);
          expect(weights.get(symbol)).toBeLessThanOrEqual(cap);
        }
        const room = Math.min(
          total,
          list.reduce((a, claim) => a + claim.cap, 0),
        );
        expect(sum(weights)).toBeLessThanOrEqual(total + 1e-12);
        expect(sum(weights)).toBeCloseTo(room, 10);
      }),
    );
  });

  it('of two claims below their caps have the ratio of the scores', () => {
    fc.assert(
      fc.property(claims, totals, (list, total) => {
        const weights = capWeights(list, total);
        const free = list.filter(({ symbol, cap }) => weights.get(symbol)! < cap - 1e-9);
        for (const a of free) {
          for (const b of free)
            expect(weights.get(a.symbol)! * b.score).toBeCloseTo(weights.get(b.symbol)! * a.score, 8);
        }
      }),
    );
  });

  it('do not depend on the order of the claims', () => {
    fc.assert(
      fc.property(claims, totals, (list, total) => {
        const reversed = capWeights([...list].reverse(), total);
        for (const [symbol, weight] of capWeights(list, total)) expect(reversed.get(symbol)).toBe(weight);
      }),
    );
  });
});
