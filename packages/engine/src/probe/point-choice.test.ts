import { createRandom } from '@bot-v2/quant/random';
import fc from 'fast-check';
import { sampleOfLegs } from './point-choice.js';

const points = fc
  .array(fc.nat(300), { minLength: 1, maxLength: 6 })
  .map((rows) => rows.flatMap((count, leg) => Array.from({ length: count }, (_, row) => ({ leg, row }))));

describe('bars of several legs', () => {
  it('are as many as asked for, in their order, and no leg gets more than another that has more', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 400 }), fc.integer(), (all, count, seed) => {
        const chosen = sampleOfLegs(all, count, createRandom(seed), ({ row }) => row % 7);
        expect(chosen).toHaveLength(Math.min(count, all.length));
        expect(chosen).toEqual(all.filter((point) => chosen.includes(point)));
        const of = (list: typeof all, leg: number) => list.filter((point) => point.leg === leg).length;
        const most = Math.max(0, ...[0, 1, 2, 3, 4, 5].map((leg) => of(chosen, leg)));
        for (let leg = 0; leg < 6; leg++) {
          expect(of(chosen, leg)).toBeGreaterThanOrEqual(Math.min(of(all, leg), most - 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are, of each, the last two and the weightiest, and others by chance', () => {
    const all = Array.from({ length: 200 }, (_, row) => ({ leg: 0, row }));
    const weightiest = new Set([3, 77, 120, 150]);
    const seen = new Set<number>();
    for (let seed = 0; seed < 60; seed++) {
      const rows = sampleOfLegs(all, 10, createRandom(seed), ({ row }) => (weightiest.has(row) ? 2 : 1)).map(
        (p) => p.row,
      );
      expect(rows).toEqual(expect.arrayContaining([...weightiest, 198, 199]));
      for (const row of rows) seen.add(row);
    }
    expect(seen.size).toBeGreaterThan(120);
  });
});
