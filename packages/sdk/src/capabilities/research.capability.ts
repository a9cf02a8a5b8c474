import type { Bars } from '../bars/index.js';
import {
  Account,
  Allocation,
  Analysis,
  Correlation,
  History,
  optional,
  PositionSize,
  Regime,
  RegimeSeries,
  StrategyChoice,
  StrategyComparison,
  StrategyList,
} from '../ports/index.js';
import { bySymbol } from '../ports/index.js';
import type { NamedStrategy } from '../ports/index.js';
import { flatAccount } from '../ports/index.js';
import { BotError } from '../errors/index.js';
import { defineCapability } from './define-capability.js';

/**
 * Frames by their symbols.
 * @throws BOT_CAP_INPUT for two of one symbol
 */
function keyedBySymbol(frames: readonly Bars[]): Readonly<Record<string, Bars>> {
  const keyed = Object.fromEntries(frames.map((bars) => [bars.symbol, bars]));
  if (Object.keys(keyed).length === frames.length) return keyed;
  throw new BotError('BOT_CAP_INPUT', `several frames are of one symbol: ${frames.map((f) => f.symbol).join(', ')}`, {
    hint: 'Give one frame for each symbol.',
  });
}

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

/** How the returns of several symbols move together. */
export const correlate = defineCapability('analyze.correlate', {
  in: { histories: bySymbol(History) },
  out: { correlation: Correlation },
  version: '1.0',
  scope: 'portfolio',
  effects: 'none',
  call: (histories: readonly Bars[]) => ({ histories: keyedBySymbol(histories) }),
});

/**
 * Strategies compared by real backtests over the same histories and account: those named, one that is named alone with every
 * installed one, or every installed one. No decision is made of it.
 */
export const compareStrategies = defineCapability('analyze.compare_strategies', {
  in: { histories: bySymbol(History), strategies: optional(StrategyList), account: Account },
  out: { comparison: StrategyComparison },
  version: '1.0',
  scope: 'portfolio',
  effects: 'none',
  call: (
    histories: readonly Bars[],
    strategies?: readonly (string | NamedStrategy)[],
    account: Account = flatAccount(100_000),
  ) => ({
    histories: keyedBySymbol(histories),
    account,
    ...(strategies === undefined
      ? {}
      : { strategies: strategies.map((named) => (typeof named === 'string' ? { id: named } : named)) }),
  }),
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

/** The regime in force at every bar of a history, each from the bars up to it alone. */
export const labelRegimes = defineCapability('market_regime.label', {
  in: { history: History },
  out: { series: RegimeSeries },
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
