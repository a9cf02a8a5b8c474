import type { Bars } from '../bars/index.js';
import {
  Account,
  Allocation,
  BacktestResult,
  bySymbol,
  EvaluationPort,
  ExecutionResult,
  flatAccount,
} from '../ports/index.js';
import { History, optional, PositionSize, SessionReport, StrategyChoice, Study } from '../ports/index.js';
import type { StrategyRef } from '../ports/index.js';
import { defineCapability } from './define-capability.js';

const decided = {
  choices: bySymbol(StrategyChoice),
  sizes: optional(bySymbol(PositionSize)),
  allocation: optional(bySymbol(Allocation)),
  account: Account,
};

/** A choice the user made, not the system. */
export function fixedChoice(symbol: string, strategy: StrategyRef): StrategyChoice {
  return {
    symbol,
    strategy,
    kind: 'fixed',
    confidence: 1,
    evidence: null,
    reasons: ['named by the user'],
    knownThrough: strategy.knownThrough ?? null,
  };
}

/** Trades the choices over the evaluation bars and judges the result. */
export const runBacktest = defineCapability('backtest.run', {
  in: { evaluations: bySymbol(EvaluationPort), ...decided },
  out: { result: BacktestResult },
  version: '1.0',
  aliases: ['execute'],
  scope: 'portfolio',
  effects: 'none',
  call: (strategy: StrategyRef, bars: Bars, account: Account = flatAccount(100_000)) => ({
    choices: { [bars.symbol]: fixedChoice(bars.symbol, strategy) },
    evaluations: { [bars.symbol]: { bars, from: 0 } },
    account,
  }),
});

/** Searches parameters on History; its choice supersedes the one it was given. */
export const runOptimize = defineCapability('optimize.run', {
  in: { history: History, choice: optional(StrategyChoice), account: Account },
  out: { study: Study, choice: StrategyChoice },
  version: '1.0',
  scope: 'symbol',
  effects: 'none',
});

/** Trades the choices in a simulated session with a crash-safe journal. */
export const runPaper = defineCapability('paper_trade.run', {
  in: { evaluations: optional(bySymbol(EvaluationPort)), ...decided },
  out: { report: SessionReport },
  version: '1.0',
  aliases: ['execute'],
  scope: 'portfolio',
  effects: 'venue',
});

/** Trades the choices at a real venue. */
export const runLive = defineCapability('live_trade.run', {
  in: decided,
  out: { report: SessionReport },
  version: '1.0',
  aliases: ['execute'],
  scope: 'portfolio',
  effects: 'venue',
});

/** Executes by the run's mode: backtest, paper_trade and live_trade each provide it for theirs. */
export const execute = defineCapability('execution.execute', {
  in: { evaluations: optional(bySymbol(EvaluationPort)), ...decided },
  out: { result: ExecutionResult },
  version: '1.0',
  scope: 'portfolio',
  effects: 'venue',
});
