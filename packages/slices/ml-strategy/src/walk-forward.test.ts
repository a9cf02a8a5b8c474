import { createRandom } from '@bot-v2/quant/random';
import { labelWindows } from './label-windows.js';
import type { LabelledWindows } from './walk-forward.js';
import { argmax, walkForward } from './walk-forward.js';

const options = { penalty: 1, minimum: 10 };

/** Two candidates; the first feature says by how much the second wins. */
function planted(count: number, noise: number, seed = 1): LabelledWindows {
  const random = createRandom(seed);
  const features = Array.from({ length: count }, () => Float64Array.of(random.normal(), random.normal()));
  const labels = [
    features.map(() => random.normal(0, noise)),
    features.map((row) => 0.02 * row[0]! + random.normal(0, noise)),
  ].map((series) => Float64Array.from(series));
  return { windows: labelWindows(20 * count + 61, 60, 20), features, labels };
}

test('nothing is predicted before enough labels have ended and the embargo has passed', () => {
  const unseen = walkForward(planted(40, 0.01), options);
  expect(unseen[0]!.window).toBe(11);
  expect(unseen.map(({ window }) => window)).toEqual(Array.from({ length: 29 }, (_, i) => i + 11));
});

test('a noise-free signal is picked almost always', () => {
  const unseen = walkForward(planted(100, 1e-6), options);
  const right = unseen.filter(({ pick, realised }) => pick === argmax(realised));
  expect(right.length / unseen.length).toBeGreaterThan(0.95);
});

test('a prediction does not depend on its own label, the embargoed one before it, or any later window', () => {
  const data = planted(40, 0.01);
  const window = 25;
  const before = walkForward(data, options).find((u) => u.window === window)!;
  const labels = data.labels.map((series) => series.map((x, w) => (w >= window - 1 ? x + 7 : x)));
  const features = data.features.map((row, w) => (w > window ? row.map((x) => x + 7) : row));
  const after = walkForward({ ...data, labels, features }, options).find((u) => u.window === window)!;
  expect(after.predicted).toEqual(before.predicted);
  expect(after.majority).toBe(before.majority);

  const earlier = data.labels.map((series) => series.map((x, w) => (w === window - 2 ? x + 7 : x)));
  const changed = walkForward({ ...data, labels: earlier }, options).find((u) => u.window === window)!;
  expect(changed.predicted).not.toEqual(before.predicted);
});

test('the baselines are the most frequent winner so far and the last winner', () => {
  const windows = labelWindows(20 * 16 + 61, 60, 20);
  const winners = [0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0];
  const labels = [0, 1].map((c) => Float64Array.from(winners, (winner) => (winner === c ? 1 : 0)));
  const features = winners.map(() => new Float64Array(2));
  const unseen = walkForward({ windows, features, labels }, options);
  expect(unseen.map(({ majority }) => majority)).toEqual([1, 1, 1, 1, 1]);
  expect(unseen.map(({ previous }) => previous)).toEqual([0, 0, 0, 1, 0]);
});
