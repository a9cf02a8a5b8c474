import { createRandom } from '@bot-v2/quant/random';
import { sharpe } from '@bot-v2/quant/statistics';
import { judgeStudy } from './study-verdict.js';

function returnsOf(count: number, mean: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => random.normal(mean, 0.01));
}

function bestOf(returns: Float64Array, closedTrades = 100) {
  return { returns, sharpe: sharpe(returns, { periods: 1 }), closedTrades };
}

const spread = [0.2, 0.1, 0.0, -0.1, 0.15, 0.05, -0.05, 0.12];

test('insufficient comes first: bars, trades, track record', () => {
  const short = judgeStudy({ sharpes: spread, trials: 8, best: bestOf(returnsOf(249, 0.003)) });
  expect(short.label).toBe('insufficient');
  expect(short.reasons[0]).toBe('249 bars, 250 are needed');

  const idle = judgeStudy({ sharpes: spread, trials: 8, best: bestOf(returnsOf(1000, 0.003), 29) });
  expect(idle.label).toBe('insufficient');
  expect(idle.reasons[0]).toContain('29 closed trades');

  const weak = judgeStudy({ sharpes: spread, trials: 8, best: bestOf(returnsOf(1000, 0.0002, 3)) });
  expect(weak.label).toBe('insufficient');
  expect(weak.reasons[0]).toMatch(/Sharpe ratio above 0|not above 0/);

  for (const verdict of [short, idle]) expect(verdict.deflatedSharpe).not.toBeNull();
});

test('no trial with a value', () => {
  expect(judgeStudy({ sharpes: [], trials: 3, best: null })).toEqual({
    label: 'insufficient',
    deflatedSharpe: null,
    expectedMaximumSharpe: null,
    reasons: ['none of 3 trials has a result on History'],
  });
});

test('the more trials, the less the same result is worth: fragile becomes overfit', () => {
  const best = bestOf(returnsOf(1000, 0.0013));
  const few = judgeStudy({ sharpes: [best.sharpe!, 0.05, 0.0, -0.02], trials: 4, best });
  const many = judgeStudy({ sharpes: [best.sharpe!, 0.05, 0.0, -0.02], trials: 4000, best });
  expect(few.label).toBe('fragile');
  expect(many.label).toBe('overfit');
  expect(many.expectedMaximumSharpe!).toBeGreaterThan(few.expectedMaximumSharpe!);
  expect(many.deflatedSharpe!).toBeLessThan(few.deflatedSharpe!);
});

test('a single trial is not deflated: its expected maximum is 0', () => {
  const verdict = judgeStudy({ sharpes: [0.3], trials: 1, best: bestOf(returnsOf(1000, 0.003)) });
  expect(verdict.expectedMaximumSharpe).toBe(0);
  expect(verdict.label).toBe('fragile');
});

test('trials without a Sharpe ratio count as looks but give no variance', () => {
  const best = bestOf(returnsOf(1000, 0.003));
  const verdict = judgeStudy({ sharpes: [best.sharpe!], trials: 5, best });
  expect(verdict.deflatedSharpe).toBeNull();
  expect(verdict.label).toBe('insufficient');
});

test('however good, History alone never makes a study robust', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const best = bestOf(returnsOf(2000, 0.01, seed));
    expect(judgeStudy({ sharpes: [best.sharpe!, 0.9, 0.8], trials: 3, best }).label).not.toBe('robust');
  }
});
