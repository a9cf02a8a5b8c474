import { BotError, resolveParams, suggestName, symbolStrategy } from '@bot-v2/sdk';
import type { AnyStrategy, RunContext, StrategyRef } from '@bot-v2/sdk';
import { standardCandidates } from './ml-strategy.config.js';
import type { MlStrategyConfig } from './ml-strategy.config.js';

/** A strategy that may be chosen, with its default parameters. */
export interface Candidate {
  readonly id: string;
  readonly strategy: AnyStrategy;
  readonly ref: StrategyRef;
}

/**
 * The candidates of a run, the fallback first: the standard ones that are installed, then those of the configuration.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY when the fallback or a configured candidate is not installed;
 *   BOT_REGISTRY_AMBIGUOUS when two packages offer one of them
 */
export async function findCandidates(
  config: MlStrategyConfig,
  ctx: Pick<RunContext, 'strategies'>,
): Promise<Candidate[]> {
  const installed = new Map(ctx.strategies.list().map((info) => [info.id, info]));
  for (const id of [config.fallback, ...config.candidates]) {
    if (installed.has(id)) continue;
    throw new BotError(
      'BOT_REGISTRY_UNKNOWN_STRATEGY',
      `ml_strategy: no installed package offers the strategy "${id}"`,
      {
        details: { strategy: id, installed: [...installed.keys()] },
        hint: suggestName(id, installed.keys()),
      },
    );
  }
  const ids = new Set([config.fallback, ...standardCandidates, ...config.candidates]);
  const candidates: Candidate[] = [];
  for (const id of ids) {
    const info = installed.get(id);
    if (info === undefined) continue;
    const strategy = symbolStrategy(await ctx.strategies.get({ id }));
    const params = resolveParams(strategy) as StrategyRef['params'];
    candidates.push({ id, strategy, ref: { provider: info.provider, id, version: strategy.version, params } });
  }
  return candidates;
}
