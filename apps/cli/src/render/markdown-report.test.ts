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

test('what could be markup is escaped', () => {
  const result = runFixture();
  const report = result.portfolio.result.backtest!;
  const odd = { ...report, warnings: ['a | b *c* <d>'] };
  const text = renderMarkdown({ ...result, portfolio: { ...result.portfolio, result: { backtest: odd } } });
  expect(text).toContain('a \\| b \\*c\\* \\<d\\>');
});
