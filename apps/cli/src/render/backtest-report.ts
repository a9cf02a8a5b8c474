import type { BacktestReport, RunResult } from '@bot-v2/sdk';
import { benchmarkFact, lookAheadFact, monthsFact, stressFact, tradesFact, trackFact } from './backtest-facts.js';
import { dataFact } from './data-fact.js';
import { renderEquityChart } from './equity-chart.js';
import { renderFacts } from './fact.js';
import type { Fact } from './fact.js';
import { renderHeadline, renderWindows } from './headline.js';
import type { Page } from './page.js';
import { renderContributions } from './contributions.js';
import { renderRegimes } from './regime-table.js';
import { runFacts } from './run-facts.js';
import { renderStatisticsTable } from './statistics-table.js';
import { conventionsFact, renderNamedStatistics } from './named-statistics.js';
import { readingFact } from './reading-fact.js';
import { regimeFact, sizeFact, strategyFact } from './strategy-facts.js';
import { wrapText } from './wrap-text.js';

/** Widest chart: as wide as the table above it. */
const chartWidth = 56;

/** The headline, the windows, the verdict, the table and the chart of one judged run. */
export function renderJudgement(report: BacktestReport, page: Page): string[] {
  return [
    ...renderWindows(report),
    '',
    ...renderVerdict(report, page),
    ...renderStatisticsTable(report, page),
    ...renderEquityChart(report.equity, Math.min(page.width, chartWidth)),
  ];
}

/** The verdict of the result; a result without one has no line. */
function renderVerdict({ verdict }: BacktestReport, page: Page): string[] {
  if (verdict === undefined) return [];
  const lines = wrapText(verdict, page.width - 9);
  return [...lines.map((line, i) => (i === 0 ? `${page.style.bold('VERDICT')}  ` : ' '.repeat(9)) + line), ''];
}

/** What one symbol was traded with: strategy, regime, size; and the indicators asked for. Steps that did not run leave no line. */
export function decisionFacts(result: RunResult, symbol: string): Fact[] {
  const values = result.symbols[symbol]?.result ?? {};
  const traded = result.portfolio.result.backtest?.strategies[symbol];
  return [
    ...(values.choice !== undefined
      ? [strategyFact(values.choice)]
      : traded === undefined
        ? []
        : [{ label: 'Strategy', text: traded }]),
    ...(values.regime === undefined ? [] : [regimeFact(values.regime)]),
    ...(values.size === undefined ? [] : [sizeFact(values.size)]),
    ...(values.analysis?.requested ?? []).map(readingFact),
  ];
}

/** What speaks for and against the result, what it was made on, and its identity. */
export function judgementFacts(result: RunResult, report: BacktestReport): Fact[] {
  const track = trackFact(report);
  return [
    ...(track === undefined ? [] : [track]),
    ...stressFact(report),
    lookAheadFact(report),
    benchmarkFact(report),
    ...report.insufficient.map((text) => ({ label: 'Too little', text })),
    ...report.provenance.map(dataFact),
    ...conventionsFact(report),
    ...report.warnings.map((text) => ({ label: 'Warning', text })),
    ...runFacts(result),
  ];
}

/** A backtest as text: the whole of DOMAIN's result for one symbol, the portfolio first for several. */
export function renderBacktest(result: RunResult, report: BacktestReport, page: Page): string[] {
  const symbols = Object.keys(result.symbols);
  const passports = report.provenance;
  const currency = passports[0]?.quality.currency ?? 'USD';
  const decisions =
    symbols.length === 1
      ? [...renderFacts(decisionFacts(result, symbols[0]!), page), ...framed(renderRegimes(report, symbols[0]!, page))]
      : ['', ...renderContributions(result, currency, page), '', ...perSymbol(result, report, page)];
  return [
    renderHeadline(result, passports, page),
    ...renderJudgement(report, page),
    ...renderFacts([tradesFact(report, currency), ...monthsFact(report)], page),
    ...decisions,
    ...renderFacts(judgementFacts(result, report), page),
    ...renderNamedStatistics(report, page),
  ];
}

/** Lines with an empty one before and after; none stay none. */
function framed(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines, ''];
}

function perSymbol(result: RunResult, report: BacktestReport, page: Page): string[] {
  return Object.keys(result.symbols).flatMap((symbol) => {
    const lines = [...renderFacts(decisionFacts(result, symbol), page), ...renderRegimes(report, symbol, page)];
    return lines.length === 0 ? [] : [page.style.bold(symbol), ...lines, ''];
  });
}
