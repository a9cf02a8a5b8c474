import { fixedChoice, resolveParams } from '@bot-v2/sdk';
import type { StrategyChoice, StrategyRef } from '@bot-v2/sdk';
import type { ResolvedConfig } from '../config/index.js';
import type { Catalogue } from '../strategies/catalogue.js';

/**
 * A reference to an installed strategy, or to that of a file (`./dip.ts`), with complete parameters.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS, BOT_CONFIG_USAGE, BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS
 */
export async function strategyRef(
  catalogue: Catalogue,
  name: string,
  params: Readonly<Record<string, unknown>>,
): Promise<StrategyRef> {
  const { strategy, provider } = await catalogue.find(name);
  const resolved = resolveParams(strategy, params) as StrategyRef['params'];
  return { provider, id: strategy.id, version: strategy.version, params: resolved };
}

/** The user's own choice for every symbol; empty when no strategy is named. */
export async function userChoices(
  config: ResolvedConfig,
  catalogue: Catalogue,
  symbols: readonly string[],
): Promise<Map<string, StrategyChoice>> {
  if (config.strategy === null) return new Map();
  const ref = await strategyRef(catalogue, config.strategy, config.strategyParams);
  return new Map(symbols.map((symbol) => [symbol, fixedChoice(symbol, ref)]));
}
