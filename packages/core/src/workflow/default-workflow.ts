import type { Mode } from '@bot-v2/sdk';

/** The workflow of a mode when none is named; a named strategy in a backtest is run as it is, over the whole range. */
export function defaultWorkflow(mode: Mode, strategyNamed: boolean): string {
  switch (mode) {
    case 'backtest':
      return strategyNamed ? 'strategy_backtest' : 'simple_backtest';
    case 'paper':
      return 'paper_trading';
    case 'live':
      return 'live_trading';
    case 'optimize':
      return 'optimization';
  }
}
