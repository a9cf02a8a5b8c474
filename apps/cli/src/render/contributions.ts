import type { RunResult } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { money, percent, signedPercent } from './format-number.js';
import type { Page } from './page.js';
import { strategyText } from './strategy-facts.js';

/** What each symbol added to the shared account, from the same run; a symbol that failed says so. */
export function renderContributions(result: RunResult, currency: string, page: Page): string[] {
  const rows = Object.entries(result.symbols).map(([symbol, { success, result: values }]) => {
    const stats = values.backtest?.stats;
    if (stats === undefined) return [symbol, success ? 'not traded' : 'failed'];
    return [
      symbol,
      signedPercent(stats.totalReturn),
      String(stats.closedTrades + stats.openTrades),
      percent(stats.winRate),
      money(stats.costs, currency),
      values.size === undefined ? '' : percent(values.size.fraction),
      values.choice === undefined ? '' : strategyText(values.choice.strategy),
    ];
  });
  const header = ['Contribution', 'return', 'trades', 'won', 'costs', 'size', 'strategy'];
  return alignColumns([header, ...rows], ['left', 'right', 'right', 'right', 'right', 'right', 'left']).map(
    (line, i) => (i === 0 ? page.style.bold(line) : line),
  );
}
