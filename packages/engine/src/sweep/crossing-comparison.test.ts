import { createRandom } from '@bot-v2/quant/random';
import { readerOf } from '../column-decisions/index.js';
import type { DecisionReader } from '../column-decisions/index.js';
import { CrossingComparison } from './crossing-comparison.js';
import { crossingScan } from './crossing-scan.js';
import { Crossings } from './crossings.js';
import type { Pair } from './crossings.js';

/** Steps of few sizes, so that columns meet, touch and part again; NaN before its first number. */
function column(seed: string, length: number, first: number): Float64Array {
  const random = createRandom(seed);
  const values = new Float64Array(length).fill(NaN, 0, first);
  const stay = random.next();
  let value = random.integer(0, 3);
  for (let row = first; row < length; row++) {
    if (random.next() > stay) value += random.integer(-1, 1);
    if (value > 4 || value < 0) value = 2;
    values[row] = value;
  }
  return values;
}

/** Lengths around those at which a scan goes on to another turn, or piece. */
const lengths = [1, 2, 15, 16, 17, 33, 500, 4_096, 4_097, 9_000];

describe.each(['above', 'crosses'] as const)('crossings that are known: %s', (by) => {
  const pairs = lengths.map((length, k): Pair[] =>
    Array.from({ length: 6 }, (_, j) => ({
      one: column(`one:${k}:${j}`, length, Math.min(length, [0, 0, 1, 3, 7, 20][j]!)),
      other: column(`other:${k}:${j}`, length, Math.min(length, [0, 2, 1, 0, 19, 20][j]!)),
    })),
  );

  it.each(lengths.map((length, k) => [length, pairs[k]!] as const))(
    'are what comparing row by row finds, in %i rows',
    (length, given) => {
      const crossings = given.map(() => new Crossings());
      // A second scan finds the columns where the first has put them.
      const owner = Symbol('test');
      for (let again = 0; again < 2; again++) crossingScan()!.scan(owner, given, crossings);
      given.forEach((pair, k) => {
        const known = new CrossingComparison(pair, crossings[k]!, by === 'above');
        const plain = readerOf({ kind: 'target', by, columns: ['one', 'other'] }, { ...pair });
        const random = createRandom(`${by}:${length}:${k}`);
        const asked = Array.from({ length: 60 }, (_, ask) => {
          // Mostly forwards, as a trial goes, but not always.
          const row = random.next() < 0.2 ? random.integer(0, length - 1) : Math.floor((ask * length) / 60);
          return { row, end: random.next() < 0.5 ? length : random.integer(row, length) };
        });
        const answers = (reader: DecisionReader) =>
          asked.map(({ row, end }) => [
            ...[row, end, reader.valueAt(row), reader.firstWanted(row, end)],
            ...[1, 0, 2].map((same) => reader.firstOther(row, end, same)),
          ]);
        expect(answers(known)).toEqual(answers(plain));
      });
    },
  );
});

test('more columns than there is room for are scanned all the same, and those of another owner too', () => {
  const pairs = Array.from({ length: 300 }, (_, k) => ({
    one: column(`many:${k}`, 4_000, 3),
    other: column(`more:${k}`, 4_000, 0),
  }));
  const found = (owner: symbol, of: readonly Pair[]) => {
    const crossings = of.map(() => new Crossings());
    crossingScan()!.scan(owner, of, crossings);
    return crossings.map(({ codes, count }) => codes.slice(0, count));
  };
  const all = found(Symbol('all'), pairs);
  expect(all.some((codes) => codes.length > 300)).toBe(true);
  pairs.forEach((pair, k) => {
    if (k % 30 === 0) expect(found(Symbol('one'), [pair])).toEqual([all[k]]);
  });
  const [first, second] = pairs as [Pair, Pair];
  const changed = { one: first.one.slice(), other: second.other };
  found(Symbol('before'), [changed]);
  changed.one.set(second.one);
  expect(found(Symbol('after'), [changed])).toEqual([all[1]]);
});
