import type { RunResult } from '@bot-v2/sdk';
import type { RunRequest } from '../run/index.js';

/** Runs workflows. There is no second path: a trading cycle is the workflow `trading_cycle`. */
export class TradingOrchestrator {
  constructor(private readonly runner: (request: RunRequest) => Promise<RunResult>) {}

  /** One cycle for one symbol: data → analyze → regime → strategy → allocation → size → execution by mode → monitor. */
  executeTradingCycle(symbol: string, request: Omit<RunRequest, 'workflow' | 'symbols'> = {}): Promise<RunResult> {
    return this.runner({ ...request, workflow: 'trading_cycle', symbols: [symbol] });
  }

  /** Any workflow, by name or file, for some symbols. */
  run(
    workflow: string,
    symbols: readonly string[],
    request: Omit<RunRequest, 'workflow' | 'symbols'> = {},
  ): Promise<RunResult> {
    return this.runner({ ...request, workflow, symbols });
  }
}
