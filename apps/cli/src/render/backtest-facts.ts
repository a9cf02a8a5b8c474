import type { BacktestReport } from '@bot-v2/sdk';
import type { Fact } from './fact.js';
import { counted, money, percent, ratio, signedPercent, years } from './format-number.js';
import { sparkline } from './sparkline.js';

/** Trades, costs and the share of closed trades that won. */
export function tradesFact(report: BacktestReport, currency: string): Fact {
  const { stats } = report;
  const open = stats.openTrades === 0 ? '' : ` + ${stats.openTrades} open`;
  const parts = [`${stats.closedTrades} closed${open}`];
  if (stats.winRate !== null) parts.push(`${percent(stats.winRate)} won`);
  if (stats.profitFactor !== null) parts.push(`profit factor ${ratio(stats.profitFactor)}`);
  parts.push(`costs ${money(stats.costs, currency)}`);
  return { label: 'Trades', text: parts.join(' · ') };
}

/** How sure the record is: the probability that the true Sharpe ratio is positive, and the years it would take. */
export function trackFact(report: BacktestReport): Fact | undefined {
  const { probabilisticSharpe, minimumTrackRecordYears, years: has } = report.stats;
  const parts: string[] = [];
  if (probabilisticSharpe !== null) parts.push(`P(Sharpe>0) ${percent(probabilisticSharpe)}`);
  if (minimumTrackRecordYears !== null) parts.push(`needs ${years(minimumTrackRecordYears)}, has ${years(has)}`);
  return parts.length === 0 ? undefined : { label: 'Track', text: parts.join(' · ') };
}

/** What the look-ahead probe covered and found. */
export function lookAheadFact(report: BacktestReport): Fact {
  const { ordersProbed, orders, points, verdict, note } = report.lookAhead;
  const coverage = orders === 0 ? `${counted(points, 'bar')} probed` : `${ordersProbed}/${orders} orders probed`;
  const found = verdict === 'none_found' ? 'none' : 'not proven';
  return { label: 'Look-ahead', text: `${coverage}: ${found}${note === null ? '' : ` (${note})`}` };
}

/** What buy & hold contains. */
export function benchmarkFact(report: BacktestReport): Fact {
  return { label: 'Benchmark', text: `buy & hold ${report.benchmark.basis}` };
}

/**
 * Calendar months as a row of bars, how many rose, the best and the worst; nothing for fewer than three with a return, or
 * where nothing moved in any.
 */
export function monthsFact({ detail }: BacktestReport): Fact[] {
  const returns = (detail?.months ?? []).flatMap((month) => month.return ?? []);
  if (returns.length < 3 || returns.every((value) => value === 0)) return [];
  const up = returns.filter((value) => value > 0).length;
  const range = `${signedPercent(Math.min(...returns))} to ${signedPercent(Math.max(...returns))}`;
  return [{ label: 'Months', text: `${sparkline(returns, 36)} ${up} of ${returns.length} up, ${range}` }];
}

const harder = {
  costs_doubled: '2 × costs',
  one_bar_later: '1 bar later',
  pessimistic_ties: 'pessimistic ties',
  without_best_trades: 'less 10 best trades',
} as const;

/** The return in each harder world that could differ (without trades none), and whether an edge survives them. */
export function stressFact({ stress }: BacktestReport): Fact[] {
  if (stress === undefined) return [];
  const parts = stress.scenarios
    .filter(({ rerun, name, closedTrades }) => rerun || (name === 'without_best_trades' && closedTrades > 0))
    .map(({ name, totalReturn }) => `${harder[name]} ${signedPercent(totalReturn)}`);
  const edges = { none: 'no edge shown to survive', survives: 'the edge survives', lost: 'the edge does not survive' };
  return [{ label: 'Stress', text: [parts.join(' · '), edges[stress.edge]].filter(Boolean).join(': ') }];
}
