import { plattProbability } from '@bot-v2/quant/learning';
import { createRandom } from '@bot-v2/quant/random';
import { nestedWalk, settle } from './nested-walk.js';
import { periodsOf } from './periods.js';
import { judgeSelector } from './selector-evidence.js';
import type { UnseenWindow } from './walk-forward.js';

/** Windows whose predicted gain is the true one with an error. */
function walk(count: number, error: number, seed = 1): UnseenWindow[] {
  const truth = createRandom('truth');
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, window) => {
    const gain = truth.normal(0, 0.02);
    const predicted = Float64Array.of(0, gain + random.normal(0, error));
    const realised = Float64Array.of(0.01, 0.01 + gain + truth.normal(0, 0.01));
    const pick = predicted[1]! > 0 ? 1 : 0;
    const time = { at: window, end: window + 1, usableFrom: window + 2 };
    return { symbol: 0, window, ...time, predicted, realised, pick, majority: 0, previous: 0 };
  });
}

test('the first model until there is enough to compare, then the one that predicted better', () => {
  const [poor, good] = [walk(60, 0.1), walk(60, 0.001)];
  const nested = nestedWalk([poor, good], 10);
  expect(nested.slice(0, 11).every(({ chosen, probability }) => chosen === 0 && probability === null)).toBe(true);
  expect(nested.slice(11).every(({ chosen }) => chosen === 1)).toBe(true);
  expect(settle([good, poor], 59, 10).chosen).toBe(0);
});

test('neither choice nor calibration sees the window, the one before it, or a later one', () => {
  const walks = [walk(40, 0.03, 1), walk(40, 0.03, 2)];
  const window = 25;
  const before = nestedWalk(walks, 10)[window]!;
  const changed = walks.map((unseen) =>
    unseen.map((each) => (each.window < window - 1 ? each : { ...each, realised: Float64Array.of(9, -9) })),
  );
  const after = nestedWalk(changed, 10)[window]!;
  expect([after.chosen, after.probability]).toEqual([before.chosen, before.probability]);
  const earlier = walks.map((unseen) =>
    unseen.map((each) => (each.window === window - 2 ? { ...each, realised: each.realised.slice().reverse() } : each)),
  );
  expect(nestedWalk(earlier, 10)[window]!.probability).not.toBe(before.probability);
});

test('each window as `settle` settles it, whatever the order in which windows are over', () => {
  const late = (unseen: UnseenWindow[]) =>
    unseen.map((each) => ({ ...each, usableFrom: each.usableFrom + 7 * (each.window % 3) }));
  const walks = [late(walk(120, 0.02, 1)), late(walk(120, 0.021, 2))];
  for (const { at, window, chosen, probability } of nestedWalk(walks, 10)) {
    const settled = settle(walks, at, 10);
    const { predicted } = walks[settled.chosen]![window]!;
    expect(chosen).toBe(settled.chosen);
    expect(probability).toBe(settled.calibration && plattProbability(settled.calibration, predicted[1]!));
  }
});

test('calibrated probabilities are better than their mean where there is a signal, and said to be no better where not', () => {
  const judging = { minimumWindows: 60, seed: 1, fallback: 'a' };
  const { calibration } = judgeSelector(nestedWalk([walk(400, 0.005)], 10), 400, judging);
  expect(calibration!.windows).toBe(389);
  expect(calibration!.brier).toBeLessThan(0.8 * calibration!.baseline);
  const noise = judgeSelector(nestedWalk([walk(400, 1)], 10), 400, judging).calibration!;
  expect(noise.brier).toBeGreaterThan(0.9 * noise.baseline);
});

describe('periods', () => {
  const at = (symbol: number, from: number) => ({ symbol, at: from, end: from + 20 });

  test('windows of one symbol are each their own', () => {
    expect(periodsOf([at(0, 0), at(0, 20), at(0, 40)])).toEqual([[0], [1], [2]]);
  });

  test('windows of several symbols at the same time, or nearly, are one', () => {
    expect(periodsOf([at(0, 0), at(1, 0), at(0, 20), at(1, 20)])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(periodsOf([at(1, 0), at(0, 7), at(1, 20), at(0, 27), at(0, 47)])).toEqual([[0, 1], [2, 3], [4]]);
  });

  test('a second symbol that always agrees adds no evidence', () => {
    const one = nestedWalk([walk(100, 0.01)], 10);
    const both = one.flatMap((each) => [each, { ...each, symbol: 1 }]);
    const judging = { minimumWindows: 60, seed: 1, fallback: 'a' };
    const [alone, pooled] = [judgeSelector(one, 100, judging), judgeSelector(both, 100, judging)];
    expect(pooled.evidence).toEqual(alone.evidence);
    expect(pooled.standardError).toBe(alone.standardError);
  });
});
