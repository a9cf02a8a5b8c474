import { fromRows, ridge } from '@bot-v2/quant/linear';
import { createRandom } from '@bot-v2/quant/random';
import { boostedTrainer } from './boosted.model.js';
import { linearTrainer } from './linear.model.js';

/** Two features that vary and one that does not; gains of two alternatives. */
const random = createRandom('selector models');
const features = Array.from({ length: 60 }, () => Float64Array.of(random.normal(5, 3), random.normal(), 7));
const gains = [
  Float64Array.from(features, (row) => 0.01 * row[0]! + random.normal(0, 0.01)),
  Float64Array.from(features, (row) => (row[1]! > 0 ? 0.02 : -0.02) + random.normal(0, 0.002)),
];

test('the linear model is a ridge regression on standard scores', () => {
  const { train, predict } = linearTrainer(10);
  const moments = [0, 1, 2].map((j) => {
    const mean = features.reduce((sum, row) => sum + row[j]!, 0) / features.length;
    const variance = features.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / features.length;
    return { mean, deviation: Math.sqrt(variance) };
  });
  const scores = (row: Float64Array) =>
    moments.map(({ mean, deviation }, j) => (j === 2 ? 0 : (row[j]! - mean) / deviation));
  const asked = Float64Array.of(6, -1, 9);
  const predicted = predict(train({ features, gains }), asked);
  expect(predicted[0]).toBe(0);
  gains.forEach((y, c) => {
    const fit = ridge(fromRows(features.map(scores)), y, 10)!;
    const expected = scores(asked).reduce((sum, x, j) => sum + fit.coefficients[j]! * x, fit.intercept);
    expect(predicted[c + 1]).toBeCloseTo(expected, 10);
  });
});

describe.each([
  ['linear', linearTrainer(10)],
  ['boosted', boostedTrainer({ rounds: 40, leaves: 4, leafWindows: 5 })],
])('%s', (_, { train, predict }) => {
  const model = train({ features, gains });

  test('expects of the fallback nothing, of the others what their features say', () => {
    const [high, low] = [predict(model, Float64Array.of(9, 1, 7)), predict(model, Float64Array.of(1, -1, 7))];
    expect([high[0], low[0]]).toEqual([0, 0]);
    expect(high[1]!).toBeGreaterThan(low[1]!);
    expect(high[2]!).toBeGreaterThan(low[2]!);
  });

  test('a feature that did not vary in training says nothing, wherever it goes', () => {
    expect(predict(model, Float64Array.of(6, -1, 900))).toEqual(predict(model, Float64Array.of(6, -1, 7)));
  });

  test('predictions do not depend on the units of a feature', () => {
    const inCents = features.map((row) => Float64Array.of(128 * row[0]!, row[1]!, row[2]!));
    const one = predict(model, Float64Array.of(6, 1, 7));
    const other = predict(train({ features: inCents, gains }), Float64Array.of(128 * 6, 1, 7));
    one.forEach((value, c) => expect(other[c]).toBeCloseTo(value, 10));
  });

  test('training is deterministic', () => {
    expect(train({ features, gains })).toEqual(model);
  });
});

test('only trees see a step', () => {
  const step = features.map((row) => (Math.abs(row[1]!) > 0.6 ? 0.02 : -0.02));
  const rows = { features, gains: [Float64Array.from(step)] };
  const [linear, boosted] = [linearTrainer(1), boostedTrainer({ rounds: 60, leaves: 4, leafWindows: 5 })];
  const right = ({ train, predict }: typeof linear) => {
    const model = train(rows);
    return features.filter((row, i) => predict(model, row)[1]! > 0 === step[i]! > 0).length / features.length;
  };
  expect(right(boosted)).toBeGreaterThan(0.95);
  expect(right(linear)).toBeLessThan(0.8);
});
