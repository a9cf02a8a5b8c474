import { statsOf } from '@bot-v2/engine';
import type { FrameRun, SweptRun } from '@bot-v2/engine';
import type { Stats } from '@bot-v2/sdk';
import type { TrialBench } from './trial-run.js';

/**
 * Statistics of one trial: those of a backtest over the traded rows, but for the bootstrap interval of the Sharpe ratio,
 * which is null. Thousands of draws for every trial would cost more than the study and say less than its verdict.
 */
export function trialStats(run: FrameRun | SweptRun, { history, account }: TrialBench): Stats {
  return statsOf({
    equity: run.equity,
    time: run.time,
    capital: run.capital,
    startTime: run.firstDecision,
    periodsPerYear: history.quality.periodsPerYear,
    riskFree: account.terms.riskFree,
    trades: run.trades,
    timeInMarket: run.timeInMarket,
    averageExposure: run.averageExposure,
    costs: run.costs.total,
    seed: 1,
    draws: 0,
  });
}
