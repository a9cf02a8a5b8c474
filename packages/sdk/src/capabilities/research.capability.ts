import type { Bars } from '../bars/index.js';
import {
  Account,
  Allocation,
  Analysis,
  History,
  optional,
  PositionSize,
  Regime,
  StrategyChoice,
} from '../ports/index.js';
import { bySymbol } from '../ports/index.js';
import { defineCapability } from './define-capability.js';

/** Indicators, patterns, levels and a reasoned score at the end of a history. */
export const analyze = defineCapability('analyze.analyze', {
  in: { history: History },
  out: { analysis: Analysis },
  version: '1.0',
  aliases: ['find_patterns'],
  scope: 'symbol',
  effects: 'none',
  call: (history: Bars) => ({ history }),
});

/** The market regime at the end of a history. */
export const detectRegime = defineCapability('market_regime.detect', {
  in: { history: History },
  out: { regime: Regime },
  version: '1.0',
  scope: 'symbol',
  effects: 'none',
  call: (history: Bars) => ({ history }),
});

/** The strategy to trade a symbol with, and how well founded that is. */
export const selectStrategy = defineCapability('ml_strategy.select', {
  in: { history: History, analysis: optional(Analysis), regime: optional(Regime) },
  out: { choice: StrategyChoice },
  version: '1.0',
  aliases: ['predict_best'],
  scope: 'symbol',
  effects: 'none',
  call: (context: { history: Bars; analysis?: Analysis; regime?: Regime }) => context,
});

/** How the account is shared among symbols. */
export const allocate = defineCapability('adaptive_portfolio.allocate', {
  in: {
    histories: bySymbol(History),
    choices: bySymbol(StrategyChoice),
    regimes: optional(bySymbol(Regime)),
    account: Account,
  },
  out: { allocation: bySymbol(Allocation) },
  version: '1.0',
  scope: 'portfolio',
  effects: 'none',
});

/** How large a position in one symbol may be, with a reason for every step. */
export const calculateSize = defineCapability('position_sizing.calculate', {
  in: {
    history: History,
    account: Account,
    choice: optional(StrategyChoice),
    analysis: optional(Analysis),
    regime: optional(Regime),
    allocation: optional(Allocation),
  },
  out: { size: PositionSize },
  version: '1.0',
  scope: 'symbol',
  effects: 'none',
  call: (context: {
    history: Bars;
    account: Account;
    choice?: StrategyChoice;
    analysis?: Analysis;
    regime?: Regime;
    allocation?: Allocation;
  }) => context,
});
