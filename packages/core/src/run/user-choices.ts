import { fixedChoice, resolveParams } from '@bot-v2/sdk';
import type { StrategyCatalogue, StrategyChoice, StrategyRef } from '@bot-v2/sdk';
import type { ResolvedConfig } from '../config/index.js';

/**
 * A reference to an installed strategy with complete parameters.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS, BOT_STRATEGY_PARAMS
 */
export async function strategyRef(
  catalogue: StrategyCatalogue,
  id: string,
  params: Readonly<Record<string, unknown>>,
): Promise<StrategyRef> {
  const strategy = await catalogue.get({ id });
  const provider = catalogue.list().find((info) => info.id === id)!.provider;
  const resolved = resolveParams(strategy, params) as StrategyRef['params'];
  return { provider, id, version: strategy.version, params: resolved };
}

/** The user's own choice for every symbol; empty when no strategy is named. */
export async function userChoices(
  config: ResolvedConfig,
  catalogue: StrategyCatalogue,
  symbols: readonly string[],
): Promise<Map<string, StrategyChoice>> {
  if (config.strategy === null) return new Map();
  const ref = await strategyRef(catalogue, config.strategy, config.strategyParams);
  return new Map(symbols.map((symbol) => [symbol, fixedChoice(symbol, ref)]));
}
