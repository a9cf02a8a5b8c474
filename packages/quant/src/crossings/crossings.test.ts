import fc from 'fast-check';
import { crossings, crossingsFromLastSide } from './index.js';

const level = (...values: number[]) => Float64Array.from(values);

describe('crossings', () => {
  it('is strict on both sides', () => {
    expect([...crossings(level(1, 3, 1, 2, 3), level(2, 2, 2, 2, 2))]).toEqual([0, 1, -1, 0, 0]);
  });

  it('from the last side counts a touch that passes once, where it passes', () => {
    expect([...crossingsFromLastSide(level(1, 2, 2, 3, 2, 1), level(2, 2, 2, 2, 2, 2))]).toEqual([0, 0, 0, 1, 0, -1]);
    expect([...crossingsFromLastSide(level(1, 2, 1, 3), level(2, 2, 2, 2))]).toEqual([0, 0, 0, 1]);
  });

  it('reports nothing while a series is undefined', () => {
    const a = level(NaN, NaN, 1, 3);
    expect([...crossings(a, level(2, 2, 2, 2))]).toEqual([0, 0, 0, 1]);
    expect([...crossingsFromLastSide(level(NaN, 3, NaN, 1), level(2, 2, 2, 2))]).toEqual([0, 0, 0, -1]);
  });

  const pair = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })));
  it('every strict crossing is one from the last side, and a later bar changes no earlier one', () => {
    fc.assert(
      fc.property(pair, (rows) => {
        const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
        const strict = crossings(a, b);
        const remembered = crossingsFromLastSide(a, b);
        strict.forEach((x, t) => x !== 0 && expect(remembered[t]).toBe(x));
        for (const rule of [crossings, crossingsFromLastSide]) {
          const part = rule(a.slice(0, -1), b.slice(0, -1));
          expect([...part]).toEqual([...rule(a, b)].slice(0, part.length));
        }
      }),
    );
  });

  it('from the last side alternates between up and down', () => {
    fc.assert(
      fc.property(pair, (rows) => {
        const found = crossingsFromLastSide(
          rows.map(([x]) => x),
          rows.map(([, y]) => y),
        ).filter((x) => x !== 0);
        found.forEach((x, i) => i > 0 && expect(x).toBe(-found[i - 1]!));
      }),
    );
  });
});
