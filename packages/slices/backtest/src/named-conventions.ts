import type { FrameRun, RunPolicies } from '@bot-v2/engine';
import type { BacktestConfig } from './backtest.config.js';

/** Conventions that were asked for. */
export interface NamedConventions {
  readonly policies: RunPolicies;
  /** Figures of a run under the names of those whose conventions they are; null for our own. */
  readonly statisticsOf: (run: FrameRun) => Readonly<Record<string, number | string | null>> | null;
}

/**
 * The conventions of a configuration; null for our own as they are. Those of other engines are loaded when asked for.
 * @throws BOT_CONFIG_INVALID for a name, switch or value nobody knows
 */
export async function namedConventions(config: BacktestConfig): Promise<NamedConventions | null> {
  const { conventions, switches } = config;
  if (conventions === 'bot' && Object.keys(switches).length === 0) return null;
  const { conventionsOf, statisticsByName } = await import('@bot-v2/engine/conventions');
  return { policies: conventionsOf(conventions, switches), statisticsOf: statisticsByName };
}
