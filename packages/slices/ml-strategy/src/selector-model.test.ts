import { fromRows, ridge } from '@bot-v2/quant/linear';
import { createRandom } from '@bot-v2/quant/random';
import { trainSelector } from './selector-model.js';

const random = createRandom(3);
const rows = Array.from({ length: 40 }, () => Float64Array.of(random.normal(5, 2), random.normal(), 7));
const labels = [0, 1, 2].map(() => Float64Array.from(rows, (row) => 0.1 * row[0]! + random.normal()));

test('each candidate gets the ridge regression of its own label on standard scores', () => {
  const moments = [0, 1, 2].map((j) => {
    const mean = rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / rows.length;
    return { mean, deviation: Math.sqrt(variance) };
  });
  const scores = (row: Float64Array) =>
    moments.map(({ mean, deviation }, j) => (j === 2 ? 0 : (row[j]! - mean) / deviation));
  const asked = Float64Array.of(6, -1, 9);
  const predicted = trainSelector(rows, labels, 10).predict(asked);
  labels.forEach((y, c) => {
    const fit = ridge(fromRows(rows.map(scores)), y, 10)!;
    const expected = scores(asked).reduce((sum, x, j) => sum + fit.coefficients[j]! * x, fit.intercept);
    expect(predicted[c]).toBeCloseTo(expected, 10);
  });
});

test('a feature that did not vary in training says nothing, wherever it goes', () => {
  const model = trainSelector(rows, labels, 10);
  expect(model.predict(Float64Array.of(6, -1, 900))).toEqual(model.predict(Float64Array.of(6, -1, 7)));
});

test('predictions do not depend on the units of a feature', () => {
  const inCents = rows.map((row) => Float64Array.of(100 * row[0]!, row[1]!, row[2]!));
  const one = trainSelector(rows, labels, 10).predict(Float64Array.of(6, 1, 7));
  const other = trainSelector(inCents, labels, 10).predict(Float64Array.of(600, 1, 7));
  one.forEach((value, c) => expect(other[c]).toBeCloseTo(value, 10));
});
