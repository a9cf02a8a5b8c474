import { reportFixture, statsFixture, undefinedStats } from './run-result.fixture.js';
import { verdict } from './verdict.js';

const withStats = (stats: Parameters<typeof statsFixture>[0]) => reportFixture({ stats: statsFixture(stats) });

test('an interval that contains zero is not distinguishable from luck', () => {
  expect(verdict(reportFixture())).toBe('Not distinguishable from luck; buy & hold did better.');
});

test('an interval above zero, below zero, and none', () => {
  expect(verdict(withStats({ sharpeInterval: [0.1, 2], totalReturn: 0.9 }))).toBe(
    'Better than holding cash, at 95 % confidence; buy & hold did worse.',
  );
  expect(verdict(withStats({ sharpeInterval: [-2, -0.1], totalReturn: -0.3 }))).toMatch(/^Worse than holding cash/);
  expect(verdict(withStats({ sharpeInterval: null }))).toMatch(/^Too few returns to tell from luck/);
});

test('an interval that touches zero proves nothing', () => {
  expect(verdict(withStats({ sharpeInterval: [0, 2] }))).toMatch(/^Not distinguishable/);
});

test('beating buy & hold only at the same exposure is said as that', () => {
  expect(verdict(withStats({ totalReturn: 0.2 }))).toMatch(/buy & hold did better, but not at the same exposure\.$/);
});

test('without trades nothing is judged', () => {
  expect(verdict(reportFixture({ stats: undefinedStats() }))).toBe('No trade was made: there is nothing to judge.');
});

test('in-sample and insufficient come first', () => {
  expect(verdict(reportFixture({ inSample: true }))).toMatch(/^IN-SAMPLE/);
  expect(verdict(reportFixture({ insufficient: ['100 evaluation bars'] }))).toMatch(/^Insufficient data/);
});
