import { createRandom } from '@bot-v2/quant/random';
import { labelWindows } from './label-windows.js';
import { boostedTrainer } from './models/boosted.model.js';
import { linearTrainer } from './models/linear.model.js';
import type { LabelledWindows } from './walk-forward.js';
import { argmax, modelAt, walkForward } from './walk-forward.js';

const day = 86_400_000;
const trainers = [linearTrainer(1), boostedTrainer({ rounds: 20, leaves: 3, leafWindows: 5 })];
const [linear] = trainers;

/** Two candidates; the first feature says by how much the second wins. */
function planted(count: number, noise: number, seed = 1, firstDay = 0): LabelledWindows {
  const random = createRandom(seed);
  const features = Array.from({ length: count }, () => Float64Array.of(random.normal(), random.normal()));
  const labels = [
    features.map(() => random.normal(0, noise)),
    features.map((row) => 0.02 * row[0]! + random.normal(0, noise)),
  ].map((series) => Float64Array.from(series));
  const length = 20 * count + 61;
  const time = Float64Array.from({ length }, (_, t) => (firstDay + t) * day);
  return { symbol: `S${seed}`, time, windows: labelWindows(length, 60, 20), features, labels };
}

test('nothing is predicted before enough labels have ended and the embargo has passed', () => {
  const unseen = walkForward([planted(40, 0.01)], linear!, 10);
  expect(unseen[0]!.window).toBe(11);
  expect(unseen.map(({ window }) => window)).toEqual(Array.from({ length: 29 }, (_, i) => i + 11));
});

test.each(trainers)('a noise-free signal is picked almost always ($kind)', (trainer) => {
  const unseen = walkForward([planted(150, 1e-6)], trainer, 10).slice(40);
  const right = unseen.filter(({ pick, realised }) => pick === argmax(realised));
  expect(right.length / unseen.length).toBeGreaterThan(0.9);
});

test.each(trainers)(
  'a prediction does not depend on its own label, the embargoed one before it, or any later window ($kind)',
  (trainer) => {
    const data = planted(40, 0.01);
    const window = 25;
    const of = (own: LabelledWindows) => walkForward([own], trainer, 10).find((u) => u.window === window)!;
    const before = of(data);
    const labels = data.labels.map((series, c) => series.map((x, w) => (w >= window - 1 ? x + 7 * c : x)));
    const features = data.features.map((row, w) => (w > window ? row.map((x) => x + 7) : row));
    const after = of({ ...data, labels, features });
    expect(after.predicted).toEqual(before.predicted);
    expect(after.majority).toBe(before.majority);

    const earlier = data.labels.map((series, c) =>
      series.map((x, w) => (w > window - 6 && w < window - 1 ? x + 7 * c : x)),
    );
    expect(of({ ...data, labels: earlier }).predicted).not.toEqual(before.predicted);
  },
);

test('the baselines are the most frequent winner so far and the last winner', () => {
  const windows = labelWindows(20 * 16 + 61, 60, 20);
  const winners = [0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0];
  const labels = [0, 1].map((c) => Float64Array.from(winners, (winner) => (winner === c ? 1 : 0)));
  const features = winners.map(() => new Float64Array(2));
  const time = Float64Array.from({ length: 20 * 16 + 61 }, (_, t) => t);
  const unseen = walkForward([{ symbol: 'A', time, windows, features, labels }], linear!, 10);
  expect(unseen.map(({ majority }) => majority)).toEqual([1, 1, 1, 1, 1]);
  expect(unseen.map(({ previous }) => previous)).toEqual([0, 0, 0, 1, 0]);
});

describe('a pool of symbols', () => {
  // The second begins 400 days earlier and ends before the first.
  const pool = [planted(30, 0.01, 1, 400), planted(25, 0.01, 2)];

  test('windows come in the order of time, and each symbol teaches the other', () => {
    const unseen = walkForward(pool, linear!, 10);
    expect(unseen.every(({ at }, i) => i === 0 || at >= unseen[i - 1]!.at)).toBe(true);
    const alone = walkForward([pool[0]!], linear!, 10);
    expect(unseen.filter(({ symbol }) => symbol === 0).length).toBeGreaterThan(alone.length);
    expect(unseen.find(({ symbol, window }) => symbol === 0 && window === 20)!.predicted).not.toEqual(
      alone.find(({ window }) => window === 20)!.predicted,
    );
  });

  test('no label of any symbol that ends within a horizon of a decision, or later, influences it', () => {
    const at = pool[0]!.time[pool[0]!.windows.decisions[12]!]!;
    const before = walkForward(pool, linear!, 10).filter((u) => u.at === at);
    const changed = pool.map((own) => ({
      ...own,
      labels: own.labels.map((series, c) =>
        series.map((x, w) => (own.time[own.windows.decisions[w]! + 40]! <= at ? x : x + 5 * c)),
      ),
    }));
    expect(walkForward(changed, linear!, 10).filter((u) => u.at === at)[0]!.predicted).toEqual(before[0]!.predicted);
    const { windows } = modelAt(pool, at, linear!, 10)!;
    pool.forEach(({ time, windows: { decisions } }, s) => {
      expect(windows[s]).toBe(decisions.filter((row) => row + 40 < time.length && time[row + 40]! <= at).length);
    });
  });
});
