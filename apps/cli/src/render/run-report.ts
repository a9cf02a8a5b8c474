import type { RunResult } from '@bot-v2/sdk';
import { renderBacktest } from './backtest-report.js';
import { renderComparedStrategies } from './compared-strategies.js';
import { renderCorrelation } from './correlation-report.js';
import { renderFacts } from './fact.js';
import { passportsOf, renderHeadline } from './headline.js';
import type { Page } from './page.js';
import { runFacts } from './run-facts.js';
import { renderSession } from './session-report.js';
import { decisionFacts } from './backtest-report.js';
import { renderStudy, renderWinner } from './study-report.js';

/**
 * What a run produced, as lines for standard output. A part that was not measured leaves no line; a run that failed
 * before it executed anything renders as nothing, its errors being the business of standard error.
 */
export function renderRun(result: RunResult, page: Page): string[] {
  const { backtest, comparison, correlation, session } = result.portfolio.result;
  const studies = Object.values(result.symbols).flatMap(({ result: values }) => {
    if (values.study === undefined) return [];
    const test = values.backtest ?? (Object.keys(result.symbols).length === 1 ? backtest : undefined);
    const winner = test === undefined ? [] : renderWinner(values.study, test, page);
    return [...renderStudy(values.study, page), ...(winner.length === 0 ? [] : ['', ...winner]), ''];
  });
  if (backtest !== undefined) return [...studies, ...renderBacktest(result, backtest, page)];
  if (session !== undefined) return [...studies, ...renderSession(result, session, page)];
  if (comparison !== undefined) return [...studies, ...renderComparedStrategies(result, comparison, page)];
  if (correlation !== undefined) return [...studies, ...renderCorrelation(result, correlation, page)];
  if (!result.success) return studies;
  const decisions = Object.keys(result.symbols).flatMap((symbol) => {
    const lines = renderFacts(decisionFacts(result, symbol), page);
    return lines.length === 0 ? [] : [page.style.bold(symbol), ...lines];
  });
  if (studies.length === 0 && decisions.length === 0) return [];
  return [
    renderHeadline(result, passportsOf(result), page),
    ...studies,
    ...decisions,
    ...renderFacts(runFacts(result), page),
  ];
}
