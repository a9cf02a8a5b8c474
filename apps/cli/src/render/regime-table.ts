import type { BacktestReport, RegimeBreakdown, RegimePart } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { grouped, percent, ratio, signedPercent } from './format-number.js';
import type { Page } from './page.js';

interface Column {
  readonly title: string;
  readonly cell: (part: RegimePart) => string;
  /** Left out on a narrow page. */
  readonly wide?: boolean;
}

const columns: readonly Column[] = [
  { title: 'bars', cell: ({ bars }) => grouped(bars) },
  { title: 'return', cell: (part) => signedPercent(part.return) },
  { title: 'holding', cell: (part) => signedPercent(part.buyAndHold), wide: true },
  { title: 'Sharpe', cell: ({ sharpe }) => ratio(sharpe) },
  { title: 'trades', cell: ({ trades }) => String(trades) },
  { title: 'won', cell: ({ winRate }) => percent(winRate), wide: true },
];

/** Narrower than this some columns are left out. */
const wholeWidth = 76;

/** The name of a part: its label, or what bars without one are called. */
export function regimeName({ label }: RegimePart): string {
  return label ?? 'no label';
}

/** The breakdown of a symbol by regime; nothing where no bar of it has a label, or it was never traded. */
export function regimesOf({ detail }: BacktestReport, symbol: string): RegimeBreakdown | undefined {
  const found = detail?.regimes?.find((entry) => entry.symbol === symbol);
  const told = found?.parts.some(({ label }) => label !== null) && found.parts.some(({ trades }) => trades > 0);
  return told === true ? found : undefined;
}

/**
 * How the run did in each regime of a symbol, the figures that fit a line; what is too small to tell anything is marked.
 * All figures, and the rule, are in the JSON.
 */
export function renderRegimes(report: BacktestReport, symbol: string, page: Page): string[] {
  const found = regimesOf(report, symbol);
  if (found === undefined) return [];
  const shown = columns.filter(({ wide }) => wide !== true || page.width >= wholeWidth);
  const head = [found.scope === 'portfolio' ? 'By regime' : 'Its part by regime', ...shown.map(({ title }) => title)];
  const rows = found.parts.map((part) => [
    regimeName(part),
    ...shown.map(({ cell }) => cell(part)),
    ...(part.warning === null ? [] : [page.style.yellow('too few')]),
  ]);
  const lines = alignColumns([head, ...rows], ['left', ...shown.map(() => 'right' as const), 'left']);
  return lines.map((line, i) => (i === 0 ? page.style.bold(line) : line));
}
