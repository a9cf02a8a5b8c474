import fc from 'fast-check';
import { fromRows, matrix } from '../linear/index.js';
import {
  averagePrecision,
  brierScore,
  classificationScores,
  fitScaler,
  logLoss,
  rocAuc,
  standardize,
} from './index.js';

test('Brier score and log loss of four rows', () => {
  const [y, p] = [
    [0, 1, 1, 0],
    [0.1, 0.9, 0.8, 0.3],
  ];
  expect(brierScore(y!, p!)).toBeCloseTo(0.0375, 15);
  expect(logLoss(y!, p!)).toBeCloseTo(-(2 * Math.log(0.9) + Math.log(0.8) + Math.log(0.7)) / 4, 12);
  expect(logLoss([1], [0])).toBeCloseTo(-Math.log(Number.EPSILON), 9);
  expect([brierScore([], []), logLoss([], [])]).toEqual([null, null]);
});

test('the area under the curve counts pairs, equal scores half', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 5 })), { maxLength: 40 });
  fc.assert(
    fc.property(rows, (pairs) => {
      const [ones, zeros] = [1, 0].map((label) => pairs.filter(([y]) => y === label).map(([, s]) => s));
      const auc = rocAuc(
        pairs.map(([y]) => y),
        pairs.map(([, s]) => s),
      );
      if (ones!.length === 0 || zeros!.length === 0) return auc === null;
      let won = 0;
      for (const a of ones!) for (const b of zeros!) won += a > b ? 1 : a === b ? 0.5 : 0;
      return Math.abs(auc! - won / (ones!.length * zeros!.length)) < 1e-12;
    }),
  );
});

test('average precision weighs precision by the recall it adds', () => {
  // Thresholds .8, .4, .35: precision 1, 1/2, 2/3 with recall 1/2, 1/2, 1.
  expect(averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.5 + (0.5 * 2) / 3, 12);
  expect(averagePrecision([0, 0], [1, 2])).toBeNull();
});

test('counts of predicted labels', () => {
  const scores = classificationScores([1, 1, 1, 0, 0, 0], [1, 1, 0, 1, 0, 0]);
  expect(scores).toMatchObject({ truePositives: 2, falseNegatives: 1, falsePositives: 1, trueNegatives: 2 });
  expect([scores.accuracy, scores.f1, scores.mcc]).toEqual([2 / 3, 2 / 3, 1 / 3]);
  expect(classificationScores([0, 0], [0, 0])).toMatchObject({ accuracy: 1, f1: null, mcc: null });
  expect(classificationScores([], [])).toMatchObject({ accuracy: null });
});

test.each<[string, () => unknown]>([
  ['a probability above 1', () => brierScore([1], [1.1])],
  ['a probability that is NaN', () => logLoss([1], [NaN])],
  ['another label', () => rocAuc([2], [1])],
  ['a score that is NaN', () => averagePrecision([1], [NaN])],
  ['another predicted label', () => classificationScores([1], [0.5])],
  ['unequal lengths', () => brierScore([1], [])],
  ['other features', () => standardize(fitScaler(matrix(2, 2)), matrix(2, 3))],
])('%s is a RangeError', (_, run) => {
  expect(run).toThrow(RangeError);
});

test('standard scores have mean 0 and deviation 1; a constant feature becomes 0', () => {
  const x = fromRows([
    [1, 7],
    [3, 7],
    [8, 7],
  ]);
  const scaler = fitScaler(x);
  expect([...scaler.mean]).toEqual([4, 7]);
  expect(scaler.deviation[0]).toBeCloseTo(Math.sqrt(26 / 3), 12);
  const z = standardize(scaler, x).data;
  expect(z[0]! + z[2]! + z[4]!).toBeCloseTo(0, 12);
  expect([z[1], z[3], z[5]]).toEqual([0, 0, 0]);
});

test('a feature that varies by rounding alone becomes 0, one in a small unit does not', () => {
  for (const value of [0.1, 1e6 + 0.1, 1e9 + 1 / 3, -1e-20]) {
    const scaler = fitScaler(matrix(1000, 1, new Float64Array(1000).fill(value)));
    expect(scaler.deviation).toEqual(Float64Array.of(0));
    expect(standardize(scaler, matrix(1, 1, Float64Array.of(2 * value))).data).toEqual(Float64Array.of(0));
  }
  const tiny = matrix(3, 1, Float64Array.of(1e-13, 2e-13, 3e-13));
  expect(standardize(fitScaler(tiny), tiny).data[2]).toBeCloseTo(Math.sqrt(1.5), 12);
  expect(() => fitScaler(matrix(2, 1, Float64Array.of(1, NaN)))).toThrow(/fitScaler: every feature/);
});
