import { barSpacing } from '../report/periods.js';
import type { FrameRun } from '../frame-driver/index.js';
import { runStatistics } from '../report/index.js';
import type { NamedStatistics } from './named-statistics.js';

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000];

/** The unit that the usual time between bars is a whole number of. */
function resolutionOf(time: Float64Array): number {
  const spacing = barSpacing(time);
  return [dayMs, hourMs, minuteMs, secondMs].find((unit) => spacing % unit === 0) ?? 1;
}

const percent = (x: number | null) => (x === null ? null : x * 100);

/** The figures of a run under the names backtesting.py prints, times as ISO dates, durations in seconds (`86400.0s`). */
export function backtestingPyStatistics(run: FrameRun): NamedStatistics {
  const s = runStatistics(run);
  const unit = resolutionOf(run.time);
  const duration = (ms: number | null) => (ms === null ? null : `${(Math.ceil(ms / unit) * unit) / 1000}.0s`);
  // A fall in the last bar alone is none that lasted; its depth, not a time, stands there in all three places.
  const lastFall = s.averageDrawdown === null && s.maxDrawdown < 0 ? -s.maxDrawdown : null;
  const date = (at: number) => new Date(at).toISOString().slice(0, 19);
  return {
    Start: date(s.start),
    End: date(s.end),
    Duration: `${s.durationMs / 1000}.0s`,
    'Exposure Time [%]': percent(s.exposure),
    'Equity Final [$]': s.finalEquity,
    'Equity Peak [$]': s.peakEquity,
    ...(s.commission === 0 ? {} : { 'Commissions [$]': s.commission }),
    'Return [%]': percent(s.totalReturn),
    'Buy & Hold Return [%]': percent(s.benchmarkReturn),
    'Return (Ann.) [%]': percent(s.annualReturn),
    'Volatility (Ann.) [%]': percent(s.annualVolatility),
    'CAGR [%]': percent(s.cagr),
    'Sharpe Ratio': s.sharpe,
    'Sortino Ratio': s.sortino,
    'Calmar Ratio': s.calmar,
    'Alpha [%]': percent(s.alpha),
    Beta: s.beta,
    'Max. Drawdown [%]': percent(s.maxDrawdown),
    'Avg. Drawdown [%]': percent(s.averageDrawdown ?? (lastFall === null ? null : -lastFall)),
    'Max. Drawdown Duration': duration(s.maxDrawdownLength) ?? lastFall,
    'Avg. Drawdown Duration': duration(s.averageDrawdownLength) ?? lastFall,
    '# Trades': s.trades,
    'Win Rate [%]': percent(s.winRate),
    'Best Trade [%]': percent(s.bestTrade),
    'Worst Trade [%]': percent(s.worstTrade),
    'Avg. Trade [%]': percent(s.averageTrade),
    'Max. Trade Duration': duration(s.maxTradeMs),
    'Avg. Trade Duration': duration(s.averageTradeMs),
    'Profit Factor': s.profitFactor,
    'Expectancy [%]': percent(s.expectancy),
    SQN: s.sqn,
    'Kelly Criterion': s.kelly,
  };
}
