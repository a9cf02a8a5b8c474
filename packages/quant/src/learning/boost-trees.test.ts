import fc from 'fast-check';
import { fromRows, matrix, type Matrix } from '../linear/index.js';
import { createRandom } from '../random/index.js';
import { binFeatures } from './feature-bins.js';
import { boostedProbability, boostTrees, predictBoosted, rocAuc, type BoostOptions } from './index.js';

/** Rows of normal features; the label follows the first two. */
function planted(rows: number, cols: number, seed: number | string): { x: Matrix; y: Float64Array } {
  const random = createRandom(seed);
  const x = matrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => random.normal()),
  );
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b] = [x.data[i * cols]!, x.data[i * cols + 1]!];
    return random.next() < 1 / (1 + Math.exp(-3 * a * b)) ? 1 : 0;
  });
  return { x, y };
}

function squaredError(y: Float64Array, fit: Float64Array): number {
  return y.reduce((sum, value, i) => sum + (value - fit[i]!) ** 2, 0) / y.length;
}

function crossEntropy(y: Float64Array, scores: Float64Array): number {
  return y.reduce((sum, label, i) => sum + Math.log1p(Math.exp(label === 1 ? -scores[i]! : scores[i]!)), 0) / y.length;
}

const small = { rounds: 12, minLeafRows: 3, maxLeaves: 6 } satisfies BoostOptions;

test('one tree with as many bins as values is the exact regression tree', () => {
  // Means 1, 5 and 9 on three steps: two splits find them half way between the neighbours.
  const x = fromRows([[1], [2], [4], [5], [10], [11]]);
  const y = Float64Array.of(1, 1, 5, 5, 9, 9);
  const model = boostTrees(x, y, { rounds: 1, learningRate: 1, minLeafRows: 1, maxLeaves: 3 })!;
  expect(model.baseline).toBeCloseTo(5, 12);
  expect([...predictBoosted(model, x)]).toEqual([...y]);
  const thresholds = [...model.trees[0]!.threshold].filter((_, node) => model.trees[0]!.feature[node]! >= 0);
  expect(thresholds.sort((a, b) => a - b)).toEqual([3, 7.5]);
});

test('a threshold lies half way between the values its own node has', () => {
  // On the right of the first feature the second is 6 or 20, whatever the left has between.
  const x = fromRows([
    [0, 10],
    [0, 12],
    [9, 6],
    [9, 6],
    [9, 20],
    [9, 20],
  ]);
  const model = boostTrees(x, [100, 100, 0, 0, 5, 5], { rounds: 1, learningRate: 1, minLeafRows: 1, maxLeaves: 3 })!;
  const { feature, threshold } = model.trees[0]!;
  expect(threshold[[...feature].indexOf(1)]).toBe(13);
});

test('a leaf of the log loss is a Newton step from the log-odds of the mean', () => {
  const x = fromRows([[0], [0], [0], [1], [1], [1], [1], [1]]);
  const y = [0, 0, 1, 1, 1, 1, 1, 0];
  const model = boostTrees(x, y, { loss: 'log', rounds: 1, learningRate: 1, minLeafRows: 1 })!;
  // p = 5/8: left (1 − 3p) / (3p(1 − p)), right (4 − 5p) / (5p(1 − p)).
  const p = 5 / 8;
  expect(model.baseline).toBeCloseTo(Math.log(5 / 3), 12);
  const [left, , , right] = predictBoosted(model, x);
  expect(left).toBeCloseTo(Math.log(5 / 3) + (1 - 3 * p) / (3 * p * (1 - p)), 12);
  expect(right).toBeCloseTo(Math.log(5 / 3) + (4 - 5 * p) / (5 * p * (1 - p)), 12);
});

test('each round lowers the training loss, or leaves it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 20, max: 120 }), (seed, rows) => {
      const { x, y } = planted(rows, 3, seed);
      for (const [loss, error] of [
        ['squared', squaredError],
        ['log', crossEntropy],
      ] as const) {
        const model = boostTrees(x, y, { ...small, loss });
        if (model === null) continue;
        let before = Infinity;
        for (let rounds = 0; rounds <= small.rounds; rounds++) {
          const now = error(y, predictBoosted(model, x, rounds));
          expect(now).toBeLessThanOrEqual(before + 1e-12);
          before = now;
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('a strictly increasing change of the features changes no prediction on the training rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 40 }), (seed, maxBins) => {
      const { x, y } = planted(150, 3, seed);
      const bent = matrix(
        150,
        3,
        x.data.map((value, at) => (at % 3 === 0 ? Math.exp(value) : at % 3 === 1 ? value ** 3 : 100 * value - 7)),
      );
      const options = { ...small, maxBins };
      const [one, other] = [boostTrees(x, y, options)!, boostTrees(bent, y, options)!];
      expect(predictBoosted(other, bent)).toEqual(predictBoosted(one, x));
    }),
    { numRuns: 20 },
  );
});

test('the fit is deterministic, and does not change what it is given', () => {
  const { x, y } = planted(300, 4, 5);
  const [data, labels] = [x.data.slice(), y.slice()];
  expect(boostTrees(x, y, small)).toEqual(boostTrees(x, y, small));
  expect(x.data).toEqual(data);
  expect(y).toEqual(labels);
});

test('a missing value goes where it fits, at the best feature as at any other', () => {
  const random = createRandom('missing');
  // The second feature says nothing; of the first only whether it is there counts.
  const rows = Array.from({ length: 200 }, () => [random.next() < 0.4 ? NaN : random.normal(), random.normal()]);
  const y = rows.map(([a]) => (Number.isNaN(a) ? 3 : 1));
  const x = fromRows(rows);
  const model = boostTrees(x, y, { rounds: 1, learningRate: 1, maxLeaves: 2 })!;
  predictBoosted(model, x).forEach((value, i) => expect(value).toBeCloseTo(y[i]!, 12));

  // Missing values behave like large ones, then like small ones.
  for (const side of [1, -1]) {
    const cells = Array.from({ length: 100 }, (_, i) => (i < 20 ? NaN : random.normal()));
    const labels = cells.map((a) => ((Number.isNaN(a) ? side > 0 : a > 0) ? 1 : 0));
    const fit = boostTrees(fromRows(cells.map((a) => [a])), labels, { rounds: 1, learningRate: 1, maxLeaves: 2 })!;
    const [missing, low, high] = predictBoosted(fit, fromRows([[NaN], [-2], [2]]));
    expect(missing).toBeCloseTo(side > 0 ? high! : low!, 12);
    expect(high).toBeGreaterThan(low!);
  }
});

test('a value missing only when asked goes with the larger part', () => {
  const x = fromRows(Array.from({ length: 30 }, (_, i) => [i]));
  const y = Array.from({ length: 30 }, (_, i) => (i < 10 ? 1 : 0));
  const model = boostTrees(x, y, { rounds: 1, learningRate: 1, minLeafRows: 5, maxLeaves: 2 })!;
  const [missing, low, high] = predictBoosted(model, fromRows([[NaN], [0], [29]]));
  expect(missing).toBe(high);
  expect(low).toBeCloseTo(1, 12);
});

test('limits hold: leaves, depth, rows in a leaf', () => {
  const { x, y } = planted(400, 3, 'limits');
  const model = boostTrees(x, y, { rounds: 5, maxLeaves: 9, maxDepth: 3, minLeafRows: 25 })!;
  for (const { feature, left, right, value } of model.trees) {
    const depthOf = (node: number): number =>
      feature[node]! < 0 ? 0 : 1 + Math.max(depthOf(left[node]!), depthOf(right[node]!));
    expect(depthOf(0)).toBeLessThanOrEqual(3);
    expect([...feature].filter((f) => f < 0).length).toBeLessThanOrEqual(8);
    expect(value).toHaveLength(feature.length);
  }
  const counts = new Map<number, number>();
  const [tree] = model.trees;
  for (let i = 0; i < x.rows; i++) {
    let node = 0;
    while (tree!.feature[node]! >= 0) {
      const goesLeft = x.data[i * 3 + tree!.feature[node]!]! <= tree!.threshold[node]!;
      node = goesLeft ? tree!.left[node]! : tree!.right[node]!;
    }
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(25);
});

test('an interaction no linear model sees is learnt, out of sample', () => {
  const train = planted(3000, 5, 'train');
  const test = planted(1500, 5, 'test');
  const model = boostTrees(train.x, train.y, { loss: 'log', maxLeaves: 8 })!;
  expect(rocAuc(test.y, predictBoosted(model, test.x))).toBeGreaterThan(0.82);
  const p = boostedProbability(model, test.x);
  expect(p.every((value) => value > 0 && value < 1)).toBe(true);
});

test('splitting by least squares and by Newton are the same for the squared loss, not for the log loss', () => {
  const { x, y } = planted(300, 3, 9);
  const by = (splitBy: BoostOptions['splitBy'], loss: BoostOptions['loss']) =>
    predictBoosted(boostTrees(x, y, { ...small, loss: loss!, splitBy: splitBy! })!, x);
  expect(by('least_squares', 'squared')).toEqual(by('newton', 'squared'));
  expect(by('least_squares', 'log')).not.toEqual(by('newton', 'log'));
});

test('a penalty draws leaves to zero', () => {
  const { x, y } = planted(200, 3, 11);
  const spread = (l2: number) => {
    const fit = predictBoosted(boostTrees(x, y, { ...small, l2 })!, x);
    return Math.max(...fit) - Math.min(...fit);
  };
  expect(spread(1e9)).toBeLessThan(1e-6);
  expect(spread(50)).toBeLessThan(spread(0));
});

test('labels that do not vary, features that do not vary, no rows', () => {
  const { x } = planted(60, 2, 1);
  expect(new Set(predictBoosted(boostTrees(x, new Float64Array(60).fill(7), small)!, x))).toEqual(new Set([7]));
  expect(boostTrees(x, new Float64Array(60), { loss: 'log' })).toBeNull();
  expect(boostTrees(matrix(0, 3), [])).toBeNull();
  const flat = boostTrees(
    matrix(60, 2),
    Array.from({ length: 60 }, (_, i) => i),
    small,
  )!;
  expect(predictBoosted(flat, matrix(1, 2))[0]).toBeCloseTo(29.5, 12);
  const empty = boostTrees(
    matrix(60, 1, new Float64Array(60).fill(NaN)),
    Array.from({ length: 60 }, (_, i) => i),
    small,
  )!;
  expect(predictBoosted(empty, matrix(1, 1, Float64Array.of(NaN)))[0]).toBeCloseTo(29.5, 12);
});

test.each<[string, () => unknown]>([
  ['unequal lengths', () => boostTrees(matrix(3, 1), [1, 2])],
  ['a label that is no number', () => boostTrees(matrix(2, 1), [1, NaN])],
  ['a label that is no class', () => boostTrees(matrix(2, 1), [1, 2], { loss: 'log' })],
  ['an infinite feature', () => boostTrees(matrix(2, 1, Float64Array.of(1, Infinity)), [1, 2])],
  ['no learning rate', () => boostTrees(matrix(2, 1), [1, 2], { learningRate: 0 })],
  ['too high a learning rate', () => boostTrees(matrix(2, 1), [1, 2], { learningRate: 1.5 })],
  ['one bin', () => boostTrees(matrix(2, 1), [1, 2], { maxBins: 1 })],
  ['too many bins', () => boostTrees(matrix(2, 1), [1, 2], { maxBins: 1e6 })],
  ['no leaf', () => boostTrees(matrix(2, 1), [1, 2], { maxLeaves: 0 })],
  ['half a round', () => boostTrees(matrix(2, 1), [1, 2], { rounds: 0.5 })],
  ['a negative penalty', () => boostTrees(matrix(2, 1), [1, 2], { l2: -1 })],
  ['other features', () => predictBoosted(boostTrees(matrix(2, 1), [1, 2])!, matrix(1, 2))],
  ['a probability of a mean', () => boostedProbability(boostTrees(matrix(2, 1), [1, 2])!, matrix(1, 1))],
])('%s is a RangeError', (_, run) => {
  expect(run).toThrow(RangeError);
});

describe('bins', () => {
  test('hold all rows, in order, about equally many, and never split equal values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 3 })), {
          minLength: 1,
          maxLength: 200,
        }),
        fc.integer({ min: 2, max: 30 }),
        (values, maxBins) => {
          const { edges, codes } = binFeatures(matrix(values.length, 1, Float64Array.from(values)), maxBins);
          expect(edges[0]!.length).toBeLessThan(maxBins);
          values.forEach((a, i) => {
            values.forEach((b, k) => {
              if (a <= b) expect(codes[0]![i]!).toBeLessThanOrEqual(codes[0]![k]!);
            });
          });
          if (new Set(values).size <= maxBins) expect(new Set(codes[0]).size).toBe(new Set(values).size);
        },
      ),
      { numRuns: 60 },
    );
    const uniform = binFeatures(
      matrix(
        1000,
        1,
        Float64Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000),
      ),
      10,
    );
    const counts = new Array<number>(10).fill(0);
    uniform.codes[0]!.forEach((b) => counts[b]!++);
    expect(counts).toEqual(new Array(10).fill(100));
  });

  test('neighbours without a number between them are still told apart', () => {
    const [a, b] = [1, 1 + Number.EPSILON];
    const { codes } = binFeatures(matrix(2, 1, Float64Array.of(a, b)), 2);
    expect([...codes[0]!]).toEqual([0, 1]);
    const huge = binFeatures(matrix(2, 1, Float64Array.of(-Number.MAX_VALUE, Number.MAX_VALUE)), 2);
    expect([...huge.edges[0]!]).toEqual([0]);
  });
});
