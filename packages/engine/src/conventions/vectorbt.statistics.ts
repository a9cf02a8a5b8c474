import type { FrameRun } from '../frame-driver/index.js';
import { runStatistics } from '../report/index.js';
import type { NamedStatistics } from './named-statistics.js';

/** The figures of a run under the names of vectorbt's methods. Fractions. */
export function vectorbtStatistics(run: FrameRun): NamedStatistics {
  const s = runStatistics(run);
  return {
    total_return: s.totalReturn,
    final_value: s.finalEquity,
    annualized_return: s.annualReturn,
    annualized_volatility: s.annualVolatility,
    sharpe_ratio: s.sharpe,
    sortino_ratio: s.sortino,
    calmar_ratio: s.calmar,
    omega_ratio: s.omega,
    max_drawdown: s.maxDrawdown,
  };
}
