export { exitTrades } from './exit-trades.js';
export type { CountedFill, ExitTrade } from './exit-trades.js';
export type { NamedStatistics } from './named-statistics.js';
export { fromOrders } from './orders.strategy.js';
export type { OrderColumns, OrderStrategy } from './orders.strategy.js';
export type { OrderSettings } from './order-settings.js';
export { fromSignals } from './signals.strategy.js';
export type { SignalColumns, SignalStrategy } from './signals.strategy.js';
export type { SignalSettings } from './signal-settings.js';
import { BotError, suggestName } from '@bot-v2/sdk';
import { botPolicies, withSwitches } from '../policies/index.js';
import type { RunPolicies, Switches } from '../policies/index.js';
import type { FrameRun } from '../frame-driver/index.js';
import { backtestingPyStatistics } from './backtesting-py.statistics.js';
import type { NamedStatistics } from './named-statistics.js';
import { backtraderStatistics } from './backtrader.statistics.js';
import { backtrader } from './backtrader.policies.js';
import { vectorbt } from './vectorbt.policies.js';
import { vectorbtStatistics } from './vectorbt.statistics.js';
import { backtestingPy } from './backtesting-py.policies.js';

/** Conventions by the name users ask for. */
const profiles: Readonly<Record<string, RunPolicies>> = {
  bot: botPolicies,
  'backtesting.py': backtestingPy,
  backtrader,
  vectorbt,
};

const statistics: Readonly<Record<string, (run: FrameRun) => NamedStatistics>> = {
  'backtesting.py': backtestingPyStatistics,
  backtrader: backtraderStatistics,
  vectorbt: vectorbtStatistics,
};

/** The figures of a run under the names of those whose conventions it ran by; null for our own. */
export function statisticsByName(run: FrameRun): NamedStatistics | null {
  return statistics[run.policies.name]?.(run) ?? null;
}

/** Names that `conventionsOf` knows. */
export const conventionNames: readonly string[] = Object.keys(profiles);

/**
 * A named set of conventions, with single switches changed: `conventionsOf('backtesting.py', { marketFill: 'previous-close' })`.
 * @throws BOT_CONFIG_INVALID for a name, switch or value nobody knows
 */
export function conventionsOf(name: string, switches: Switches = {}): RunPolicies {
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (found === undefined) {
    throw new BotError('BOT_CONFIG_INVALID', `there are no conventions called "${name}"`, {
      details: { name, known: conventionNames },
      hint: suggestName(name, conventionNames),
    });
  }
  return Object.keys(switches).length === 0 ? found : withSwitches(found, switches);
}
