import { BotError, fixedChoice, resolveParams } from '@bot-v2/sdk';
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

/** The strategies a configuration names: ids and files. */
export function strategyNames({ strategy }: Pick<ResolvedConfig, 'strategy'>): readonly string[] {
  return strategy === null ? [] : [strategy].flat();
}

/**
 * References to the strategies that the user names, with complete parameters.
 * @throws BOT_CONFIG_USAGE for parameters of several, or of none; as `strategyRef`
 */
export async function userStrategies(config: ResolvedConfig, catalogue: Catalogue): Promise<readonly StrategyRef[]> {
  const names = strategyNames(config);
  const given = Object.keys(config.strategyParams);
  if (names.length === 0 && given.length > 0) {
    throw new BotError('BOT_CONFIG_USAGE', `strategyParams.${given[0]} is given, and no strategy is named to take it`, {
      hint: 'Name it: --strategy ID.',
    });
  }
  if (names.length > 1 && given.length > 0) {
    throw new BotError(
      'BOT_CONFIG_USAGE',
      `strategyParams are those of one strategy, and ${names.join(', ')} are named`,
      {
        hint: `Leave them out, or list each with its own: --set 'analyze.compare.strategies=[{"id": "${names[0]}", "params": {…}}, "${names[1]}"]'.`,
      },
    );
  }
  const refs: StrategyRef[] = [];
  for (const name of names) refs.push(await strategyRef(catalogue, name, config.strategyParams));
  return refs;
}

/** The user's own choice for every symbol, where exactly one strategy is named. */
export function userChoices(
  refs: readonly StrategyRef[],
  symbols: readonly string[],
): ReadonlyMap<string, StrategyChoice> {
  const [only] = refs;
  if (only === undefined || refs.length > 1) return new Map();
  return new Map(symbols.map((symbol) => [symbol, fixedChoice(symbol, only)]));
}
