import type { ComparedStrategy, RunResult, StrategyComparison } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { renderFacts } from './fact.js';
import type { Fact } from './fact.js';
import { counted, day, interval, money, percent, ratio, signedPercent, undefinedFigure } from './format-number.js';
import { passportsOf, renderHeadline } from './headline.js';
import type { Page } from './page.js';
import { paramsText } from './params-text.js';
import { runFacts } from './run-facts.js';
import { wrapText } from './wrap-text.js';

/** Names of the columns of `comparedCells`. */
export const comparedHead = [
  'strategy',
  'return',
  'CAGR',
  'Sharpe',
  '95 %',
  'behind',
  '95 %, all pairs',
  'same exp.',
  'drawdown',
  'trades',
  'costs',
  'exposure',
  'probed',
];

/** A strategy as cells; one that could not be run has dashes, and its reason among the facts. */
export function comparedCells(
  { strategy, stats, sameExposure, behind, lookAhead }: ComparedStrategy,
  currency: string,
): string[] {
  if (stats === null) return [strategy.id, ...comparedHead.slice(1).map(() => undefinedFigure)];
  return [
    strategy.id,
    signedPercent(stats.totalReturn),
    signedPercent(stats.cagr),
    ratio(stats.sharpe),
    interval(stats.sharpeInterval),
    ratio(behind?.sharpe ?? null),
    behind === null ? undefinedFigure : interval([behind.low, behind.high]),
    signedPercent(sameExposure?.totalReturn ?? null),
    signedPercent(stats.maxDrawdown),
    String(stats.closedTrades + stats.openTrades),
    money(stats.costs, currency),
    percent(stats.averageExposure),
    lookAhead === null ? undefinedFigure : `${lookAhead.ordersProbed}/${lookAhead.orders}`,
  ];
}

/** What the comparison rests on: luck, look-ahead, those that are left out, how the figures are made. */
export function comparisonFacts(comparison: StrategyComparison): Fact[] {
  const { rows, luck, interval: how, warnings, window } = comparison;
  return [
    { label: 'In sample', text: comparison.inSample.replace(/^IN-SAMPLE: /, '') },
    {
      label: 'Luck',
      text:
        luck.pValue === null
          ? `not tested: ${luck.reason ?? ''}`
          : `p ${ratio(luck.pValue, 3)} (${luck.method}; ${counted(luck.strategies, 'backtest')})`,
    },
    ...rows.flatMap(({ strategy, error, note }) => {
      const why = error?.message ?? note;
      return why === null ? [] : [{ label: error === null ? 'Unranked' : 'Failed', text: `${strategy.id}: ${why}` }];
    }),
    ...rows.flatMap(({ strategy: { id, params } }) =>
      Object.keys(params).length === 0 ? [] : [{ label: 'Parameters', text: `${id}: ${paramsText(params)}` }],
    ),
    ...warnings.map((text) => ({ label: 'Warning', text })),
    ...(window.bars === 0 ? [] : [{ label: 'Intervals', text: how }]),
  ];
}

/** Widest name in a terminal; what is longer is cut with an ellipsis. */
const nameWidth = 20;

/** Columns that fit beside each other in a terminal; the others are in a second table below. */
const tables = [
  [0, 1, 2, 3, 4, 5, 6],
  [0, 7, 8, 9, 10, 11, 12],
] as const;

function shortName(name: string): string {
  return name.length <= nameWidth ? name : `${name.slice(0, nameWidth - 1)}…`;
}

/** Strategies side by side: the verdict first, then the figures, then what they rest on. */
export function renderComparedStrategies(result: RunResult, comparison: StrategyComparison, page: Page): string[] {
  const { window, rows, verdict } = comparison;
  const passports = passportsOf(result);
  const currency = passports[0]?.quality.currency ?? 'USD';
  const all = [comparedHead, ...rows.map((row) => comparedCells(row, currency))];
  const shown =
    window.bars === 0
      ? []
      : [`Judged on   ${day(window.from)} … ${day(window.to)}    ${counted(window.bars, 'bar')}, IN-SAMPLE`];
  return [
    renderHeadline(result, passports, page),
    ...shown,
    '',
    ...wrapText(verdict, page.width - 9).map(
      (line, i) => (i === 0 ? `${page.style.bold('VERDICT')}  ` : ' '.repeat(9)) + line,
    ),
    '',
    ...tables.flatMap((columns) => [
      ...alignColumns(
        all.map((cells) => columns.map((k) => (k === 0 ? shortName(cells[0]!) : cells[k]!))),
        columns.map((k) => (k === 0 ? 'left' : 'right')),
      ),
      '',
    ]),
    ...renderFacts([...comparisonFacts(comparison), ...runFacts(result)], page),
  ];
}
