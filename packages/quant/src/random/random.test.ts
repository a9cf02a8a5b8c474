import fc from 'fast-check';
import { createRandom, hashString } from './index.js';

const draw = (seed: number | string, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('createRandom', () => {
  it('repeats its sequence for the same seed and not for another', () => {
    expect(draw(7, 20)).toEqual(draw(7, 20));
    expect(draw(7, 20)).toEqual(draw('7', 20));
    expect(draw(7, 20)).not.toEqual(draw(8, 20));
  });

  it('keeps its sequence for ever', () => {
    const random = createRandom(1);
    expect([random.uint32(), random.uint32(), random.integer(1, 6), random.next()]).toMatchInlineSnapshot(`
     [
       3323349073,
       3648357255,
       5,
       0.37999452720738625,
     ]
    `);
    expect(hashString('bot-v2')).toMatchInlineSnapshot(`1259783215`);
  });

  it('is uniform on [0, 1) in the mean, the variance and every tenth', () => {
    const values = draw('uniform', 100_000);
    const tenths = new Array<number>(10).fill(0);
    for (const value of values) tenths[Math.floor(value * 10)]!++;
    expect(Math.min(...tenths)).toBeGreaterThan(9_600);
    expect(Math.max(...tenths)).toBeLessThan(10_400);
    expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(0.5, 2);
  });

  it('draws integers within their bounds and reaches both', () => {
    const random = createRandom('dice');
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(-2, 3)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    expect(() => random.integer(3, 2)).toThrow(RangeError);
    expect(() => random.integer(0.5, 2)).toThrow(RangeError);
  });

  it('draws normals with the asked moments', () => {
    const random = createRandom('normal');
    const values = Array.from({ length: 100_000 }, () => random.normal(3, 2));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean - 3)).toBeLessThan(0.03);
    expect(Math.abs(variance - 4)).toBeLessThan(0.08);
    expect(values.filter((value) => value > 3 + 2 * 1.959963985).length / values.length).toBeCloseTo(0.025, 2);
  });

  it('shuffles in place without losing elements', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const copy = [...items];
        expect(createRandom(seed).shuffle(copy)).toBe(copy);
        expect([...copy].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
      }),
    );
  });

  it('puts every element in every place about equally often', () => {
    const random = createRandom('places');
    const first = new Array<number>(4).fill(0);
    for (let k = 0; k < 8_000; k++) first[random.shuffle([0, 1, 2, 3])[0]!]!++;
    for (const count of first) expect(Math.abs(count - 2_000)).toBeLessThan(160);
  });

  it('forks by label, whatever has been drawn', () => {
    const parent = createRandom(1);
    const early = parent.fork('a').next();
    parent.next();
    expect(parent.fork('a').next()).toBe(early);
    expect(parent.fork('b').next()).not.toBe(early);
    expect(parent.fork('a').fork('b').next()).not.toBe(parent.fork('ab').next());
  });
});
