import type { BacktestReport, Stats } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { interval, percent, ratio, signedPercent } from './format-number.js';
import type { Page } from './page.js';

interface Row {
  readonly label: string;
  readonly cell: (stats: Stats) => string;
  readonly value: (stats: Stats) => unknown;
  /** A figure per year, which short windows make unreliable. */
  readonly annual?: boolean;
  /** Shown even when undefined in all three columns. */
  readonly always?: boolean;
}

/** The annual risk-free rate of the run as text, where the report states it. */
function riskFree(report: BacktestReport): string {
  const rate = report.conventions['riskFree'];
  return typeof rate === 'number' ? ` (rf ${rate === 0 ? '0' : percent(rate, 1)})` : '';
}

function rowsOf(report: BacktestReport): readonly Row[] {
  return [
    { label: 'Return', value: (s) => s.totalReturn, cell: (s) => signedPercent(s.totalReturn), always: true },
    { label: 'CAGR', value: (s) => s.cagr, cell: (s) => signedPercent(s.cagr), annual: true },
    {
      label: `Sharpe${riskFree(report)}`,
      value: (s) => s.sharpe,
      cell: (s) => ratio(s.sharpe),
      annual: true,
      always: true,
    },
    { label: '  95 % interval', value: (s) => s.sharpeInterval, cell: (s) => interval(s.sharpeInterval) },
    { label: 'Sortino', value: (s) => s.sortino, cell: (s) => ratio(s.sortino), annual: true },
    { label: 'Max drawdown', value: (s) => s.maxDrawdown, cell: (s) => signedPercent(s.maxDrawdown), always: true },
    { label: 'Time in market', value: (s) => s.timeInMarket, cell: (s) => percent(s.timeInMarket), always: true },
  ];
}

/** The rows that are shown: a label, the cells of the three columns, and whether they are doubtful. */
export function statisticsRows(
  report: BacktestReport,
): readonly { readonly label: string; readonly cells: readonly string[]; readonly doubtful: boolean }[] {
  const columns = [report.stats, report.benchmark.sameExposure, report.benchmark.buyAndHold];
  const doubtful = report.insufficient.length > 0;
  return rowsOf(report)
    .filter((row) => row.always === true || columns.some((stats) => row.value(stats) !== null))
    .map((row) => ({
      label: row.label,
      cells: columns.map((stats) => row.cell(stats)),
      doubtful: doubtful && row.annual === true,
    }));
}

/**
 * The three-column table: the bot, buy & hold at the same average exposure, buy & hold. Figures undefined everywhere
 * are left out; annual ones are marked when the windows are too short for them.
 */
export function renderStatisticsTable(report: BacktestReport, page: Page): string[] {
  return alignColumns(
    [
      ['', 'bot', 'same exposure', 'buy & hold'],
      ...statisticsRows(report).map(({ label, cells, doubtful }) => [
        label,
        ...cells,
        ...(doubtful ? [page.style.yellow('insufficient')] : []),
      ]),
    ],
    ['left', 'right', 'right', 'right', 'left'],
    3,
  );
}
