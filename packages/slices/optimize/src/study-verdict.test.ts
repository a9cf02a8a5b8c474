import { createRandom } from '@bot-v2/quant/random';
import { sharpe } from '@bot-v2/quant/statistics';
import { judgeStudy } from './study-verdict.js';
import type { StudyEvidence } from './study-verdict.js';

function returnsOf(count: number, mean: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => random.normal(mean, 0.01));
}

function bestOf(returns: Float64Array, closedTrades = 100) {
  return { returns, sharpe: sharpe(returns, { periods: 1 }), closedTrades };
}

const strong = bestOf(returnsOf(1000, 0.003));
const spread = [strong.sharpe!, 0.1, 0.0, -0.1, 0.15, 0.05, -0.05, 0.12];
/** Evidence that fulfils everything. */
const good: StudyEvidence = {
  sharpes: spread,
  configurations: 8,
  best: strong,
  validation: { bars: 500, totalReturn: 0.4, sharpeInterval: [0.05, 0.3], minimumTrackRecordBars: 90 },
  probabilityOfOverfitting: 0.1,
  plateau: 0.8,
};
const verdict = (change: Partial<StudyEvidence> = {}) => judgeStudy({ ...good, ...change }).verdict;
const walk = (change: Partial<NonNullable<StudyEvidence['validation']>>) => ({
  validation: { ...good.validation!, ...change },
});

test('robust takes everything: deflated Sharpe ratio, overfitting, plateau, out-of-sample interval', () => {
  expect(verdict().label).toBe('robust');
  for (const [change, reason] of [
    [{ probabilityOfOverfitting: 0.21 }, /21 %, above 20 %/],
    [{ probabilityOfOverfitting: null }, /overfitting is not defined/],
    [{ plateau: 0.49 }, /keep 49 %/],
    [{ plateau: null }, /no neighbours/],
    [walk({ sharpeInterval: [0, 0.3] }), /not above 0 at 95 %/],
    [walk({ sharpeInterval: null }), /not above 0 at 95 %/],
    [{ best: bestOf(returnsOf(1000, 0.0019)) }, /below 95 %/],
  ] as const) {
    const found = verdict(change);
    expect([found.label, found.reasons.join('\n')]).toEqual(['fragile', expect.stringMatching(reason)]);
  }
  expect(verdict({ probabilityOfOverfitting: 0.2, plateau: 0.5 }).label).toBe('robust');
});

test('overfit: luck explains it, ranks do not hold, or it lost out of sample', () => {
  for (const [change, reason] of [
    [{ configurations: 10 ** 9 }, /so many/],
    [{ probabilityOfOverfitting: 0.51 }, /51 % of splits/],
    [walk({ totalReturn: 0 }), /made 0 %/],
    [walk({ totalReturn: -0.1 }), /made -10 %/],
  ] as const) {
    const found = verdict(change);
    expect([found.label, found.reasons.join('\n')]).toEqual(['overfit', expect.stringMatching(reason)]);
  }
  expect(verdict({ probabilityOfOverfitting: 0.5 }).label).toBe('fragile');
});

test('insufficient comes first, whatever else is wrong', () => {
  const bad: Partial<StudyEvidence> = { configurations: 10 ** 9, probabilityOfOverfitting: 0.9 };
  for (const [change, reason] of [
    [walk({ bars: 249, totalReturn: -1 }), /^249 out-of-sample bars, 250/],
    [{ validation: null }, /^0 out-of-sample bars/],
    [walk({ minimumTrackRecordBars: 501 }), /^what it made out of sample needs 501 bars/],
    [{ best: bestOf(strong.returns, 29) }, /^29 closed trades/],
    [{ best: bestOf(returnsOf(1000, 0.0002, 3)) }, /Sharpe ratio above 0|not above 0/],
    [{ best: bestOf(returnsOf(1000, -0.002)) }, /no track record is long enough/],
    [{ sharpes: [strong.sharpe!] }, /cannot be deflated/],
  ] as const) {
    const found = verdict({ ...bad, ...change });
    expect([found.label, found.reasons[0]]).toEqual(['insufficient', expect.stringMatching(reason)]);
  }
  expect(verdict({ best: null })).toEqual({
    label: 'insufficient',
    deflatedSharpe: null,
    expectedMaximumSharpe: null,
    reasons: ['no trial has a result on History'],
  });
});

test('the more configurations were tried, the less the same result is worth', () => {
  const counts = [2, 10, 100, 1000, 10_000];
  const found = counts.map((configurations) => verdict({ configurations }));
  found.forEach((each, i) => {
    if (i === 0) return;
    expect(each.deflatedSharpe!).toBeLessThan(found[i - 1]!.deflatedSharpe!);
    expect(each.expectedMaximumSharpe!).toBeGreaterThan(found[i - 1]!.expectedMaximumSharpe!);
  });
});

test('a single configuration is not deflated: its expected maximum is 0', () => {
  expect(verdict({ sharpes: [strong.sharpe!], configurations: 1 }).expectedMaximumSharpe).toBe(0);
});

test('the minimum track record is told in bars', () => {
  expect(judgeStudy(good).minimumTrackRecordBars!).toBeLessThan(1000);
  expect(judgeStudy({ ...good, best: bestOf(returnsOf(1000, -0.002)) }).minimumTrackRecordBars).toBeNull();
});
