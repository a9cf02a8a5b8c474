import type { ComparedStrategy, RunResult, StrategyComparison } from '@bot-v2/sdk';
import { createStyle } from '../terminal/style.js';
import { textWidth } from './columns.js';
import { renderMarkdown } from './markdown-report.js';
import { renderRun } from './run-report.js';
import { reportFixture, runFixture, symbolFixture } from './run-result.fixture.js';

const page = { width: 80, style: createStyle(false) };

function compared(id: string, over: Partial<ComparedStrategy> = {}): ComparedStrategy {
  const { stats, benchmark, lookAhead, orderHash } = reportFixture();
  return {
    strategy: { provider: 'inline', id, version: '1.0.0', params: { n: 20 } },
    rank: 1,
    stats,
    sameExposure: benchmark.sameExposure,
    lookAhead,
    fitted: false,
    orderHash,
    behind: null,
    excessReturn: 0.01,
    error: null,
    note: null,
    ...over,
  };
}

const none = { rank: null, stats: null, sameExposure: null, lookAhead: null, orderHash: null, excessReturn: null };
const comparison: StrategyComparison = {
  symbols: ['AAPL'],
  window: { from: Date.UTC(2013, 4, 13), to: Date.UTC(2018, 4, 11), bars: 1210 },
  rows: [
    compared('a_strategy_of_a_long_name'),
    compared('momentum', { rank: 2, behind: { sharpe: 0.18, low: -0.71, high: 1.06 } }),
    compared('broken', { ...none, error: { code: 'BOT_DATA_HISTORY_SHORT', message: 'needs 900 bars' } }),
  ],
  winner: null,
  luck: { method: 'a test', strategies: 2, pValue: 0.41, reason: null },
  verdict: 'No winner: a_strategy_of_a_long_name is first, but not distinguishable from momentum.',
  inSample: 'IN-SAMPLE: chosen on these bars.',
  interval: '95 %, so and so',
  warnings: ['annualised figures rest on 200 bars'],
};
const run: RunResult = {
  ...runFixture({ workflow: 'compare_strategies' }, { AAPL: symbolFixture('AAPL') }),
  portfolio: { steps: [], result: { comparison } },
};

test('the verdict first, figures that fit a terminal, and what they rest on', () => {
  const lines = renderRun(run, page);
  const text = lines.join('\n');
  expect(text).toMatch(/1,210 bars, IN-SAMPLE\n\nVERDICT {2}No winner/);
  expect(text).toMatch(/^momentum .* 0\.18 +-0\.7…1\.1$/m);
  expect(text).toMatch(/^broken +– +–/m);
  expect(text).toContain('Failed     broken: needs 900 bars');
  expect(text).toContain('p 0.410 (a test; 2 backtests)');
  expect(text).toContain('Warning    annualised figures rest on 200 bars');
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(80);
});

test('as Markdown it is one table', () => {
  const text = renderMarkdown(run);
  expect(text).toContain('**No winner: a\\_strategy');
  expect(text).toMatch(/^\| momentum \| .*0\.18 \| -0\.7…1\.1 /m);
  expect(text).toContain('- **Failed**: broken: needs 900 bars');
});
