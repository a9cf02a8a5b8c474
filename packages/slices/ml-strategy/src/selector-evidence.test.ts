import { createRandom } from '@bot-v2/quant/random';
import { choiceReasons } from './choice-reasons.js';
import { judgeSelector } from './selector-evidence.js';
import type { UnseenWindow } from './walk-forward.js';

const options = { minimumWindows: 60, seed: 1, fallback: 'simple_ma' };
const context = { horizon: 20, minimumWindows: 60, fallback: 'simple_ma' };

/** Unseen windows of two candidates; the pick (always the second) gains `gain` over the fallback, with noise. */
function unseenWindows(count: number, gain: number, seed = 1): UnseenWindow[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, window) => {
    const base = random.normal(0, 0.02);
    const realised = Float64Array.of(base, base + gain + random.normal(0, 0.01));
    const time = { symbol: 0, at: window, end: window + 1, usableFrom: window + 2 };
    return { ...time, window, realised, predicted: Float64Array.of(0, 0.01), pick: 1, majority: 0, previous: 0 };
  });
}

test('a steady gain over enough windows is sufficient, and its confidence is high', () => {
  const { evidence, confidence } = judgeSelector(unseenWindows(120, 0.01), 131, options);
  expect(evidence.verdict).toBe('sufficient');
  expect(evidence.improvement!.low).toBeGreaterThan(0);
  expect(confidence).toBeGreaterThan(0.97);
  expect(evidence.baselines.map(({ name }) => name)).toEqual([
    'majority',
    'always simple_ma',
    'equal mix',
    'last winner',
  ]);
});

test('the same gain over too few windows is not', () => {
  const { evidence } = judgeSelector(unseenWindows(40, 0.01), 51, options);
  expect(evidence.improvement!.low).toBeGreaterThan(0);
  expect(evidence.effectiveWindows).toBeLessThan(60);
  expect(evidence.verdict).toBe('insufficient');
});

test('a gain that a simple baseline beats is not either', () => {
  const unseen = unseenWindows(120, 0.01).map((u) => ({
    ...u,
    realised: Float64Array.of(...u.realised, 1),
    previous: 2,
  }));
  const { evidence } = judgeSelector(unseen, 131, options);
  expect(evidence.improvement!.low).toBeGreaterThan(0);
  expect(evidence.verdict).toBe('insufficient');
});

test('no gain: the interval touches 0', () => {
  let sufficient = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { evidence } = judgeSelector(unseenWindows(120, 0, seed), 131, options);
    if (evidence.verdict === 'sufficient') sufficient++;
    expect(evidence.improvement!.low).toBeLessThanOrEqual(evidence.improvement!.mean);
    expect(evidence.improvement!.high).toBeGreaterThanOrEqual(evidence.improvement!.mean);
  }
  expect(sufficient).toBeLessThanOrEqual(4);
});

test('a pick that never differs from the fallback is no improvement', () => {
  const unseen = unseenWindows(120, 0.01).map((u) => ({ ...u, pick: 0 }));
  const { evidence } = judgeSelector(unseen, 131, options);
  expect(evidence.improvement).toEqual({ mean: 0, low: 0, high: 0 });
  expect(evidence.verdict).toBe('insufficient');
});

test('the information coefficient is a rank correlation with standard error 1 / √(n − 1)', () => {
  const gains = [0.03, -0.01, 0.02, 0.05, -0.04];
  const unseen = gains.map((gain, window) => ({
    ...unseenWindows(5, 0)[window]!,
    realised: Float64Array.of(0, gain ** 3),
    predicted: Float64Array.of(0, gain),
  }));
  const judged = judgeSelector(unseen, 5, options);
  expect(judged.informationCoefficient).toBeCloseTo(1, 12);
  expect(judged.standardError).toBe(0.5);
});

test('the reasons lead with the finding and its figures', () => {
  const [first, second] = choiceReasons(judgeSelector(unseenWindows(17, 0), 28, options), context);
  expect(first).toMatch(/^selector no better than baseline \(28 windows(, IC -?\.\d\d ± \.25)?\)$/);
  expect(second).toMatch(/^worth \d+\.\d independent windows, 60 are needed; 17 were unseen in training$/);
  const [untrained] = choiceReasons(judgeSelector([], 3, options), context);
  expect(untrained).toBe('selector not trained: 3 windows of 20 bars leave none to judge it on');
});
