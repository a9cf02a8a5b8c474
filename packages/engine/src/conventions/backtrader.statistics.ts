import type { FrameRun } from '../frame-driver/index.js';
import { runStatistics } from '../report/index.js';
import type { NamedStatistics } from './named-statistics.js';

/** The figures of a run under the names of backtrader's analyzers: percent in `drawdown.max.drawdown`, else fractions and money. */
export function backtraderStatistics(run: FrameRun): NamedStatistics {
  const s = runStatistics(run);
  return {
    'broker.value': s.finalEquity,
    'broker.cash': run.account.cash,
    'drawdown.max.drawdown': -100 * s.maxDrawdown,
    'drawdown.max.moneydown': s.maxDrawdownMoney,
    'drawdown.max.len': s.maxDrawdownLength,
    sqn: s.sqn,
    sharperatio: s.sharpe,
    'trades.total.closed': s.trades,
    'trades.won.total': s.won,
    'trades.lost.total': s.lost,
    'trades.pnl.net.total': s.netProfit,
    ...yearly(run),
  };
}

/** Return of each calendar year, from the last equity of the year before. */
function yearly({ time, equity, capital }: FrameRun): Record<string, number> {
  const returns: Record<string, number> = {};
  let before = capital;
  for (let i = 0; i < time.length; i++) {
    const year = new Date(time[i]!).getUTCFullYear();
    if (i + 1 < time.length && new Date(time[i + 1]!).getUTCFullYear() === year) continue;
    returns[`timereturn.${year}`] = equity[i]! / before - 1;
    before = equity[i]!;
  }
  return returns;
}
