import type { Change } from '@bot-v2/core';
import type { RunResult, Stats } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { counted, interval, money, percent, ratio, signedPercent, undefinedFigure } from './format-number.js';
import type { Page } from './page.js';

/** Longest value of a change that is shown whole. */
const longest = 24;

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, 10)}…`;
}

/** What went in differently, one line each: `data AAPL: 46dee397… → 9f1c02aa…`. */
export function changeLines(changes: readonly Change[]): string[] {
  return changes.map(({ kind, name, before, after }) => `${kind} ${name}: ${short(before)} → ${short(after)}`);
}

function figures(stats: Stats, currency: string): readonly (readonly [string, string])[] {
  return [
    ['Return', signedPercent(stats.totalReturn)],
    ['CAGR', signedPercent(stats.cagr)],
    ['Sharpe', ratio(stats.sharpe)],
    ['  95 % interval', interval(stats.sharpeInterval)],
    ['Max drawdown', signedPercent(stats.maxDrawdown)],
    ['Time in market', percent(stats.timeInMarket)],
    ['Trades', String(stats.closedTrades + stats.openTrades)],
    ['Won', percent(stats.winRate)],
    ['Costs', money(stats.costs, currency)],
    ['Final equity', money(stats.finalEquity, currency, 2)],
  ];
}

/** Two runs side by side: what each was, their figures, and what went in differently. */
export function renderComparison(a: RunResult, b: RunResult, changes: readonly Change[], page: Page): string[] {
  const name = (run: RunResult) => page.style.bold(`${run.runId} (${Object.keys(run.symbols).join(' ')})`);
  const columns = [a, b].map(({ portfolio }) => {
    const { backtest } = portfolio.result;
    const currency = backtest?.provenance[0]?.quality.currency ?? 'USD';
    return new Map(backtest === undefined ? [] : figures(backtest.stats, currency));
  });
  const labels = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const rows = labels.map((label) => [label, ...columns.map((column) => column.get(label) ?? undefinedFigure)]);
  const same = a.portfolio.result.backtest?.orderHash === b.portfolio.result.backtest?.orderHash;
  return [
    ...alignColumns([['', name(a), name(b)], ...rows], ['left', 'right', 'right'], 3),
    '',
    labels.length > 0 && same ? 'Both placed the same orders and got the same fills.' : 'Their orders differ.',
    changes.length === 0 ? 'Nothing that went in differs.' : `${counted(changes.length, 'thing')} went in differently:`,
    ...changeLines(changes).map((line) => `  ${line}`),
  ];
}
