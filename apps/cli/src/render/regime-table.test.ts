import type { Figures, Intervals, RegimePart } from '@bot-v2/sdk';
import { createStyle } from '../terminal/style.js';
import { textWidth } from './columns.js';
import { renderMarkdown } from './markdown-report.js';
import { renderRegimes } from './regime-table.js';
import { reportFixture, runFixture } from './run-result.fixture.js';

const part = (more: Partial<RegimePart>): RegimePart => ({
  label: 'bull_quiet',
  bars: 400,
  share: 0.8,
  return: 0.123,
  buyAndHold: 0.2,
  annualReturn: 0.08,
  sharpe: 1.2,
  maxDrawdown: -0.05,
  trades: 9,
  winRate: 0.5,
  warning: null,
  ...more,
});
const few = { sharpe: null, annualReturn: null, winRate: null, trades: 1, warning: 'too few to tell: 5 of 60 bars' };

function report(parts: readonly RegimePart[], scope: 'portfolio' | 'contribution' = 'portfolio') {
  const whole = reportFixture();
  const detail = { regimes: [{ symbol: 'AAPL', scope, model: 'rules', spells: [], parts: [...parts] }] };
  return { ...whole, detail: { ...detailFixture, ...detail } };
}

const detailFixture = {
  figures: {} as Figures,
  intervals: {} as Intervals,
  drawdowns: [],
  months: [],
  years: [],
  decisions: [],
};
const page = (width: number) => ({ width, style: createStyle(false) });
const parts = [
  part({}),
  part({ ...few, label: 'sideways_volatile', bars: 5 }),
  part({ ...few, label: null, bars: 1200 }),
];

test('a line a regime, what is too small marked, undefined figures as a dash', () => {
  expect(renderRegimes(report(parts), 'AAPL', page(80)).join('\n')).toMatchInlineSnapshot(`
   "By regime           bars   return  holding  Sharpe  trades   won
   bull_quiet           400  +12.3 %  +20.0 %    1.20       9  50 %
   sideways_volatile      5  +12.3 %  +20.0 %       –       1     –  too few
   no label           1,200  +12.3 %  +20.0 %       –       1     –  too few"
  `);
  expect(renderRegimes(report(parts, 'contribution'), 'AAPL', page(80))[0]).toMatch(/^Its part by regime/);
});

test('fits a narrow page', () => {
  for (const line of renderRegimes(report(parts, 'contribution'), 'AAPL', page(60)))
    expect(textWidth(line)).toBeLessThanOrEqual(60);
});

test('nothing where nothing was labelled or traded', () => {
  expect(renderRegimes(reportFixture(), 'AAPL', page(80))).toEqual([]);
  expect(renderRegimes(report([part({ label: null })]), 'AAPL', page(80))).toEqual([]);
  expect(renderRegimes(report([part({ trades: 0 })]), 'AAPL', page(80))).toEqual([]);
  expect(renderRegimes(report(parts), 'MSFT', page(80))).toEqual([]);
});

test('Markdown has every figure and the warning in full', () => {
  const text = renderMarkdown(runFixture({ portfolio: { steps: [], result: { backtest: report(parts) } } }));
  expect(text).toContain('## By regime of AAPL');
  expect(text).toContain('| bull\\_quiet | 400 | 80 % | +12.3 % | +20.0 % | +8.0 % | 1.20 | -5.0 % | 9 | 50 % |  |');
  expect(text).toContain('too few to tell: 5 of 60 bars');
});
