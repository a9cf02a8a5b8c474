import type { BacktestReport, RunResult } from '@bot-v2/sdk';
import { createStyle } from '../terminal/style.js';
import { tradesFact } from './backtest-facts.js';
import { decisionFacts, judgementFacts } from './backtest-report.js';
import { comparedCells, comparedHead, comparisonFacts } from './compared-strategies.js';
import { correlationCells, correlationFacts, correlationHead } from './correlation-report.js';
import type { Fact } from './fact.js';
import { day, grouped, money, percent, ratio, signedPercent, undefinedFigure } from './format-number.js';
import { passportsOf, renderHeadline, renderWindows } from './headline.js';
import { maximumWidth } from './page.js';
import { regimeName, regimesOf } from './regime-table.js';
import { renderRun } from './run-report.js';
import { statisticsRows } from './statistics-table.js';

const page = { width: maximumWidth, style: createStyle(false) };

/**
 * A run as Markdown (GitHub's, with tables): the verdict, the three columns, facts, months, falls, stress, regimes
 * and trades. What
 * has no backtest is its text in a code block.
 */
export function renderMarkdown(result: RunResult): string {
  const { backtest, comparison, correlation } = result.portfolio.result;
  const plainHead = `# ${cell(renderHeadline(result, passportsOf(result), page))}`;
  if (backtest === undefined && comparison !== undefined) {
    const list = facts(comparisonFacts(comparison));
    const currency = passportsOf(result)[0]?.quality.currency ?? 'USD';
    const rows = comparison.rows.map((row) => comparedCells(row, currency));
    return [plainHead, `**${cell(comparison.verdict)}**`, table(comparedHead, rows), list].join('\n\n').concat('\n');
  }
  if (backtest === undefined && correlation !== undefined) {
    const rows = correlation.pairs.map(correlationCells);
    return [plainHead, table(correlationHead(correlation), rows), facts(correlationFacts(correlation))]
      .join('\n\n')
      .concat('\n');
  }
  if (backtest === undefined) {
    const lines = renderRun(result, page);
    return lines.length === 0 ? '' : `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
  }
  const currency = backtest.provenance[0]?.quality.currency ?? 'USD';
  const symbols = Object.keys(result.symbols);
  return [
    `# ${cell(backtest.verdict ?? symbols.join(' '))}`,
    [renderHeadline(result, backtest.provenance, page), ...renderWindows(backtest)]
      .map((line) => `${cell(line)}  `)
      .join('\n'),
    table(
      ['', 'bot', 'same exposure', 'buy & hold'],
      statisticsRows(backtest).map(({ label, cells, doubtful }) => [
        doubtful ? `${label.trim()} (insufficient)` : label.trim(),
        ...cells,
      ]),
    ),
    facts([tradesFact(backtest, currency)]),
    ...symbols.flatMap((symbol) => {
      const own = facts(decisionFacts(result, symbol));
      return own === '' ? [] : symbols.length === 1 ? [own] : [`**${cell(symbol)}**`, own];
    }),
    facts(judgementFacts(result, backtest)),
    ...months(backtest),
    ...falls(backtest),
    ...stress(backtest),
    ...symbols.flatMap((symbol) => regimes(backtest, symbol)),
    ...trades(backtest, currency),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n');
}

/** Text that is nothing but text in a table and outside of one. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|*_`<>[\]]/g, '\\$&');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map((_, i) => (i === 0 ? ' --- |' : ' ---: |')).join('')}`, ...rows.map(line)].join(
    '\n',
  );
}

function facts(list: readonly Fact[]): string {
  return list.map(({ label, text }) => `- **${label}**: ${cell(text)}`).join('\n');
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function months({ detail }: BacktestReport): string[] {
  if (detail === undefined) return [];
  const rows = detail.years.map(({ year, return: whole }) => [
    String(year),
    ...names.map((_, month) => {
      const found = detail.months.find((entry) => entry.year === year && entry.month === month + 1);
      return found === undefined ? '' : signedPercent(found.return);
    }),
    signedPercent(whole),
  ]);
  return ['## Months', table(['', ...names, 'Year'], rows)];
}

function falls({ detail }: BacktestReport): string[] {
  if (detail === undefined || detail.drawdowns.length === 0) return [];
  const rows = detail.drawdowns.map(({ from, trough, to, depth, bars }) => [
    day(from),
    day(trough),
    to === null ? undefinedFigure : day(to),
    signedPercent(depth),
    String(bars),
  ]);
  return ['## Deepest drawdowns', table(['From', 'Lowest', 'Recovered', 'Depth', 'Bars'], rows)];
}

function stress({ stress: found }: BacktestReport): string[] {
  if (found === undefined) return [];
  const rows = found.scenarios.map(({ text, totalReturn, sharpe }) => [
    text,
    signedPercent(totalReturn),
    ratio(sharpe),
  ]);
  return ['## Stress', cell(found.verdict), table(['World', 'Return', 'Sharpe'], rows)];
}

function regimes(report: BacktestReport, symbol: string): string[] {
  const found = regimesOf(report, symbol);
  if (found === undefined) return [];
  const of = found.scope === 'portfolio' ? symbol : `${symbol}: its contribution`;
  const rows = found.parts.map((part) => [
    regimeName(part),
    grouped(part.bars),
    percent(part.share),
    signedPercent(part.return),
    signedPercent(part.buyAndHold),
    signedPercent(part.annualReturn),
    ratio(part.sharpe),
    signedPercent(part.maxDrawdown),
    String(part.trades),
    percent(part.winRate),
    part.warning ?? '',
  ]);
  const head = ['Regime', 'Bars', 'Time', 'Return', 'Buy & hold', 'A year', 'Sharpe', 'Drawdown', 'Trades', 'Won', ''];
  return [
    `## By regime of ${cell(of)}`,
    `Labels by ${cell(found.model)}, known at the close before each bar.`,
    table(head, rows),
  ];
}

function trades({ trades: list }: BacktestReport, currency: string): string[] {
  if (list.length === 0) return [];
  const rows = list.map((trade) => [
    day(trade.entryTime),
    trade.symbol,
    trade.side,
    grouped(trade.quantity, Number.isInteger(trade.quantity) ? 0 : 4),
    grouped(trade.entryPrice, 2),
    trade.exitTime === null ? 'open' : day(trade.exitTime),
    trade.exitPrice === null ? undefinedFigure : grouped(trade.exitPrice, 2),
    money(trade.pnl, currency),
    signedPercent(trade.return),
    `${trade.entryReason} → ${trade.exitReason ?? 'open'}`,
  ]);
  return [
    '## Trades',
    table(['Entry', 'Symbol', 'Side', 'Quantity', 'In', 'Exit', 'Out', 'Profit', 'Return', 'Why'], rows),
  ];
}
