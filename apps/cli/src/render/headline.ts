import type { BacktestReport, Passport, RunResult } from '@bot-v2/sdk';
import { counted, day } from './format-number.js';
import type { Page } from './page.js';

const intervalNames: Record<string, string> = { '1d': 'daily', '1w': 'weekly', '1M': 'monthly' };

/** Providers that read what is stored and never ask a network. */
const offlineProviders = new Set(['sample', 'csv']);

/** What kind of bars: `real daily bars, offline`; several kinds are all named. */
export function barsText(passports: readonly Passport[]): string {
  const kinds = new Set(
    passports.map((p) => `${p.provenance.kind} ${intervalNames[p.interval] ?? `${p.interval}`} bars`),
  );
  const offline = passports.length > 0 && passports.every((p) => offlineProviders.has(p.provenance.provider));
  return [...kinds].join(' and ') + (offline ? ', offline' : '');
}

/** Where the bars of a run's symbols come from. */
export function passportsOf(result: RunResult): Passport[] {
  return Object.values(result.symbols).flatMap(({ result: { data } }) => (data === undefined ? [] : [data]));
}

/** First line of a report: symbols, workflow, kind of data; and a warning where the data is not the market's. */
export function renderHeadline(result: RunResult, passports: readonly Passport[], page: Page): string {
  const parts = [Object.keys(result.symbols).join(' '), result.workflow];
  if (passports.length > 0) parts.push(barsText(passports));
  return page.style.bold(parts.join(' · '));
}

/** How fills are made when nothing is wrong with the data; any other rule is said at the top. */
const usualFill = 'market orders at the next open';

/** The two windows: what the decision knew, and what it is judged on; and an unusual fill rule. */
export function renderWindows(report: BacktestReport): string[] {
  const { history, evaluation } = report.windows;
  const range = (window: { from: number; to: number }) => `${day(window.from)} … ${day(window.to)}`;
  const fill = report.conventions['fill'];
  const judged = `Judged on   ${range(evaluation)}    ${counted(evaluation.bars, 'bar')}`;
  return [
    ...(history === null ? [] : [`Decided on  ${range(history)}    ${counted(history.bars, 'bar')}`]),
    report.inSample ? `${judged}, IN-SAMPLE` : history === null ? judged : `${judged}, unseen`,
    ...(typeof fill === 'string' && fill !== usualFill ? [`Filled      ${fill}`] : []),
  ];
}
