import type { Figures, Intervals, StressReport } from '@bot-v2/sdk';
import { monthsFact, stressFact } from './backtest-facts.js';
import { renderMarkdown } from './markdown-report.js';
import { runFixture } from './run-result.fixture.js';

test('the verdict is the title, and every table has as many cells in each line', () => {
  const text = renderMarkdown(runFixture());
  expect(text).toMatch(/^# Not distinguishable from luck/);
  const blocks = text.split('\n\n').filter((block) => block.startsWith('| '));
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) {
    const widths = block
      .trim()
      .split('\n')
      .map((line) => line.replace(/\\\|/g, '').split('|').length);
    expect(new Set(widths).size).toBe(1);
  }
});

test('a month that began without equity has a dash, and counts in no range', () => {
  const result = runFixture();
  const report = result.portfolio.result.backtest!;
  const returns = [0.1, -1.2, null, null, 0.3];
  const months = returns.map((each, i) => ({ year: 2020, month: i + 1, return: each, bars: 20 }));
  const years = [{ year: 2020, return: null, buyAndHold: 0.1, bars: 100 }];
  const parts = { figures: {} as Figures, intervals: {} as Intervals, drawdowns: [], decisions: [] };
  const detail = { ...parts, months, years };
  expect(monthsFact({ ...report, detail })[0]!.text).toMatch(/ 2 of 3 up, -120\.0 % to \+30\.0 %$/);
  const portfolio = { ...result.portfolio, result: { backtest: { ...report, detail } } };
  expect(renderMarkdown({ ...result, portfolio })).toContain(
    '| 2020 | +10.0 % | -120.0 % | – | – | +30.0 % |  |  |  |  |  |  |  | – |',
  );
});

test('of a run without trades nothing is said that it would need some for', () => {
  const report = runFixture().portfolio.result.backtest!;
  const months = Array.from({ length: 5 }, (_, i) => ({ year: 2020, month: i + 1, return: 0, bars: 20 }));
  const detail = {
    figures: {} as Figures,
    intervals: {} as Intervals,
    drawdowns: [],
    decisions: [],
    months,
    years: [],
  };
  expect(monthsFact({ ...report, detail })).toEqual([]);
  const undefinedFigures = { sharpe: null, sharpeInterval: null, maxDrawdown: null };
  const same = { rerun: false, totalReturn: 0, closedTrades: 0, costs: 0, ...undefinedFigures };
  const stress: StressReport = {
    scenarios: [{ name: 'without_best_trades', text: '', ...same }],
    unmeasured: [],
    edge: 'none',
    verdict: '',
  };
  expect(stressFact({ ...report, stress })).toEqual([{ label: 'Stress', text: 'no edge shown to survive' }]);
});

test('what could be markup is escaped', () => {
  const result = runFixture();
  const report = result.portfolio.result.backtest!;
  const odd = { ...report, warnings: ['a | b *c* <d>'] };
  const text = renderMarkdown({ ...result, portfolio: { ...result.portfolio, result: { backtest: odd } } });
  expect(text).toContain('a \\| b \\*c\\* \\<d\\>');
});
