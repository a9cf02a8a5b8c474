import type { BacktestReport } from '@bot-v2/sdk';
import type { Fact } from './fact.js';
import { counted, money, percent, ratio, years } from './format-number.js';

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
