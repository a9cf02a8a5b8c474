import fc from 'fast-check';
import { crowdingDistance, dominates, hypervolume, nonDominatedFronts, nsga2 } from './index.js';
import type { Dimension, Losses } from './index.js';

const anyLosses = (objectives: number, max = 14) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: objectives, maxLength: objectives }), {
    minLength: 1,
    maxLength: max,
  });

test('nothing in a front dominates another; every later one is dominated from the front before', () => {
  fc.assert(
    fc.property(anyLosses(3), (losses) => {
      const fronts = nonDominatedFronts(losses);
      expect(fronts.flat().sort((a, b) => a - b)).toEqual(losses.map((_, i) => i));
      fronts.forEach((front, k) => {
        for (const i of front) {
          expect(front.some((j) => dominates(losses[j]!, losses[i]!))).toBe(false);
          if (k > 0) expect(fronts[k - 1]!.some((j) => dominates(losses[j]!, losses[i]!))).toBe(true);
        }
      });
    }),
  );
});

test('hypervolume counts the cells that are dominated, in two and three dimensions', () => {
  for (const m of [2, 3]) {
    const reference = new Array<number>(m).fill(8);
    fc.assert(
      fc.property(anyLosses(m, 8), (points) => {
        let cells = 0;
        for (let cell = 0; cell < 8 ** m; cell++) {
          const corner = Array.from({ length: m }, (_, i) => Math.floor(cell / 8 ** i) % 8);
          if (points.some((point) => point.every((x, i) => x <= corner[i]!))) cells++;
        }
        expect(hypervolume(points, reference)).toBe(cells);
      }),
    );
  }
});

test('hypervolume refuses what has none', () => {
  expect(() => hypervolume([[-Infinity, 0]], [1, 1])).toThrow(/hypervolume: an objective/);
  expect(() => hypervolume([[NaN, 0]], [1, 1])).toThrow(/hypervolume: an objective/);
  expect(() => hypervolume([], [Infinity, 1])).toThrow(/hypervolume: an objective/);
  expect(hypervolume([[Infinity, 0]], [1, 1])).toBe(0);
});

test('hypervolume refuses other numbers of objectives', () => {
  expect(() => hypervolume([[1]], [2])).toThrow(RangeError);
  expect(() => hypervolume([[1, 2, 3]], [2, 2])).toThrow(/3 objectives, not 2/);
  expect(hypervolume([], [1, 1])).toBe(0);
});

test('the ends of a front are never crowded', () => {
  expect(
    crowdingDistance(
      [
        [0, 4],
        [1, 3],
        [3, 1],
        [4, 0],
      ],
      [0, 1, 2, 3],
    ),
  ).toEqual([Infinity, 1.5, 1.5, Infinity]);
});

const dimensions: Dimension[] = Array.from({ length: 8 }, () => ({ kind: 'numeric', min: 0, max: 1 }));
const zdt1 = (x: readonly number[]): number[] => {
  const g = 1 + (9 * x.slice(1).reduce((sum, v) => sum + v, 0)) / (x.length - 1);
  return [x[0]!, g * (1 - Math.sqrt(x[0]! / g))];
};

function front(seed: number, generations: number): number[][] {
  const search = nsga2(dimensions, { seed, population: 60 });
  for (let g = 0; g < generations; g++) search.tell(search.ask().map(zdt1));
  return search.state().parents.map(({ losses }) => [...losses!]);
}

test('NSGA-II covers the front of ZDT1', () => {
  // The true front has 1.21 − 1/3 above (1.1, 1.1).
  for (const seed of [1, 2]) expect(hypervolume(front(seed, 200), [1.1, 1.1])).toBeGreaterThan(0.86);
});

test('NSGA-II is near the front of ZDT1 in fifteen dimensions after four thousand points', () => {
  const fifteen: Dimension[] = Array.from({ length: 15 }, () => ({ kind: 'numeric', min: 0, max: 1 }));
  for (const seed of [1, 2, 3]) {
    const search = nsga2(fifteen, { seed, population: 40 });
    for (let g = 0; g < 100; g++) search.tell(search.ask().map(zdt1));
    const losses = search.state().parents.map((parent) => parent.losses!);
    expect(hypervolume(losses, [1.1, 1.1])).toBeGreaterThan(0.8);
  }
});

test('NSGA-II goes on from its state, and lives with unknown losses', () => {
  const f = (x: readonly number[]): Losses => (x[0]! > 0.9 ? null : zdt1(x));
  const whole = nsga2(dimensions, { population: 8 });
  for (let g = 0; g < 6; g++) whole.tell(whole.ask().map(f));
  let cut = nsga2(dimensions, { population: 8 });
  for (let g = 0; g < 6; g++) {
    const asked = cut.ask();
    cut = nsga2(dimensions, { population: 8, from: JSON.parse(JSON.stringify(cut.state())) as never });
    expect(cut.ask()).toEqual(asked);
    cut.tell(asked.map(f));
  }
  expect(cut.state()).toEqual(whole.state());
  expect(() => whole.tell([])).toThrow(RangeError);
  expect(() => nsga2(dimensions, { population: 5 })).toThrow(RangeError);
});
