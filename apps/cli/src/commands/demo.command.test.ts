import { reportFixture, runFixture, statsFixture } from '../render/run-result.fixture.js';
import { createStyle } from '../terminal/style.js';
import { explanation, introduction } from './demo.command.js';

const page = { width: 80, style: createStyle(false) };

test('the introduction names what is traded', () => {
  expect(introduction(['MSFT', 'TXN'], page)[0]).toBe('A backtest of MSFT and TXN');
});

test('the explanation quotes the figures of the run', () => {
  const text = explanation(runFixture(), page).join('\n');
  expect(text).toContain('630 bars from 2015-11-10 to 2018-05-11');
  expect(text).toContain('-0.9 to 1.9');
  expect(text).toContain('nothing is proved unless it lies above zero');
  expect(text).toContain('+8.5 % is set beside buy & hold (+66.3 %)');
  expect(text).toContain('(+18.1 %)');
});

test('without an interval it says so', () => {
  const backtest = reportFixture({ stats: statsFixture({ sharpeInterval: null }) });
  const text = explanation(runFixture({ portfolio: { steps: [], result: { backtest } } }), page).join('\n');
  expect(text).toContain('too few returns for an interval');
});
