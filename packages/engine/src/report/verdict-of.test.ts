import { verdictOf } from './verdict-of.js';
import type { Judged } from './verdict-of.js';

const judged = (stats: Partial<Judged['stats']> = {}, more: Partial<Judged> = {}): Judged => ({
  stats: { closedTrades: 13, openTrades: 1, sharpeInterval: [-0.9, 1.9], totalReturn: 0.085, ...stats },
  benchmark: { buyAndHold: { totalReturn: 0.663 }, sameExposure: { totalReturn: 0.181 } },
  insufficient: [],
  inSample: false,
  ...more,
});

test('an interval that contains zero is not distinguishable from luck', () => {
  expect(verdictOf(judged())).toBe('Not distinguishable from luck; buy & hold did better.');
});

test('an interval above zero, below zero, and none', () => {
  expect(verdictOf(judged({ sharpeInterval: [0.1, 2], totalReturn: 0.9 }))).toBe(
    'Better than holding cash, at 95 % confidence; buy & hold did worse.',
  );
  expect(verdictOf(judged({ sharpeInterval: [-2, -0.1], totalReturn: -0.3 }))).toMatch(/^Worse than holding cash/);
  expect(verdictOf(judged({ sharpeInterval: null }))).toMatch(/^Too few returns to tell from luck/);
});

test('an interval that touches zero proves nothing', () => {
  expect(verdictOf(judged({ sharpeInterval: [0, 2] }))).toMatch(/^Not distinguishable/);
});

test('beating buy & hold only at the same exposure is said as that', () => {
  expect(verdictOf(judged({ totalReturn: 0.2 }))).toMatch(/buy & hold did better, but not at the same exposure\.$/);
});

test('without trades nothing is judged', () => {
  expect(verdictOf(judged({ closedTrades: 0, openTrades: 0 }))).toBe('No trade was made: there is nothing to judge.');
});

test('in-sample and insufficient come first', () => {
  expect(verdictOf(judged({}, { inSample: true }))).toMatch(/^IN-SAMPLE/);
  expect(verdictOf(judged({}, { insufficient: ['100 evaluation bars'] }))).toMatch(/^Insufficient data/);
});
