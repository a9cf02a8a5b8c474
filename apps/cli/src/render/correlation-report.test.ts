import type { Correlation, CorrelationPair } from '@bot-v2/sdk';
import { createStyle } from '../terminal/style.js';
import { textWidth } from './columns.js';
import { renderMarkdown } from './markdown-report.js';
import { renderRun } from './run-report.js';
import { runFixture, symbolFixture } from './run-result.fixture.js';

const page = { width: 80, style: createStyle(false) };
const day = Date.UTC(2015, 0, 5);

function pair(a: string, b: string, pearson: number | null): CorrelationPair {
  const values = { pearson, spearman: pearson, recent: pearson, weighted: pearson };
  const interval: [number, number] | null = pearson === null ? null : [pearson - 0.1, pearson + 0.1];
  const reason = pearson === null ? '12 common returns, 30 are needed' : null;
  return { a, b, returns: pearson === null ? 12 : 1250, from: day, to: day, interval, reason, ...values };
}

function correlated(pairs: CorrelationPair[], over: Partial<Correlation> = {}) {
  const correlation: Correlation = {
    symbols: ['MSFT', 'TXN', 'AAPL'],
    basis: { MSFT: 'total_return', TXN: 'total_return', AAPL: 'as_given' },
    pairs,
    average: 0.5,
    effectiveBets: { value: 1.8, symbols: 2, reason: null },
    settings: { minimumReturns: 30, recentReturns: 63, halfLife: 63, interval: '95 %, so and so' },
    ...over,
  };
  const data = { MSFT: symbolFixture('MSFT'), TXN: symbolFixture('TXN') };
  return { ...runFixture({ workflow: 'correlation' }, data), portfolio: { steps: [], result: { correlation } } };
}

test('shows every pair, the reason where there is no correlation, and what they amount to', () => {
  const lines = renderRun(correlated([pair('MSFT', 'TXN', 0.5), pair('AAPL', 'TXN', null)]), page);
  const text = lines.join('\n');
  expect(text).toMatch(/^MSFT TXN +0\.50 +0\.40…0\.60 +0\.50 +0\.50 +0\.50 +1,250$/m);
  expect(text).toMatch(/^AAPL TXN +– +– +– +– +– +12$/m);
  expect(text).toContain('AAPL TXN: 12 common returns, 30 are needed');
  expect(text).toContain('1.80 effective of 2');
  expect(text).toContain('0.50 over 1 pair');
  expect(text).toContain('total return and as given prices');
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(80);
});

test('of many pairs the most and the least correlated are shown', () => {
  const pairs = Array.from({ length: 45 }, (_, k) => pair(`A${k}`, 'B', 0.9 - k / 50));
  const text = renderRun(correlated(pairs), page).join('\n');
  expect(text).toContain('A0 B');
  expect(text).toContain('… 27 pairs between …');
  expect(text).not.toContain('A20 B');
  expect(text).toContain('A44 B');
});

test('one symbol has nothing to correlate', () => {
  const effectiveBets = { value: null, symbols: 1, reason: 'fewer than two symbols' };
  const text = renderRun(correlated([], { average: null, effectiveBets, symbols: ['MSFT'] }), page).join('\n');
  expect(text).toContain('only one symbol');
  expect(text).toContain('not defined: fewer than two symbols');
  expect(text).not.toContain('Interval');
});

test('as Markdown it is a table', () => {
  const text = renderMarkdown(correlated([pair('MSFT', 'TXN', 0.5)]));
  expect(text).toContain('| pair | Pearson | 95 % | Spearman | last 63 | weighted | returns |');
  expect(text).toContain('| MSFT TXN | 0.50 |');
  expect(text).toContain('- **Bets**: 1.80 effective of 2');
});
