import { pow } from '@bot-v2/quant/elementary';
import { randomSearch } from '@bot-v2/quant/optimization';
import { BotError, resolveParams } from '@bot-v2/sdk';
import type { AnyStrategy, StrategyCatalogue, StrategyChoice, StrategyRef } from '@bot-v2/sdk';
import type { OptimizeConfig } from './optimize.config.js';
import { searchGrid } from './search-grid.js';
import type { Params } from './search-grid.js';
import type { SearchPlan } from './search-run.js';
import { searchSpace } from './search-space.js';

/**
 * The reference to tune: the given choice's, else the configured strategy with its default parameters.
 * @throws BOT_CONFIG_INVALID when a file is configured; BOT_REGISTRY_*
 */
export async function startingRef(
  choice: StrategyChoice | undefined,
  config: OptimizeConfig,
  strategies: StrategyCatalogue,
): Promise<StrategyRef> {
  if (choice !== undefined) return choice.strategy;
  const strategy = await strategies.get({ id: config.strategy });
  const listed = strategies.list().find(({ id }) => id === strategy.id);
  if (listed === undefined || strategy.id !== config.strategy) {
    throw new BotError('BOT_CONFIG_INVALID', `optimize.strategy is ${config.strategy}, no installed strategy`, {
      details: { strategy: config.strategy },
      hint: 'Name a file with --strategy; optimize.strategy takes the id of an installed strategy.',
    });
  }
  const params = resolveParams(strategy) as StrategyRef['params'];
  return { provider: listed.provider, id: strategy.id, version: strategy.version, params };
}

/** A plan, and how many combinations of its grid the strategy refuses. */
export interface StudyPlan {
  readonly plan: SearchPlan;
  readonly refused: number;
}

/**
 * What a study searches, and how. A strategy that names nothing to search has one combination: the given parameters.
 * @throws BOT_CONFIG_INVALID (grid larger than maxTrials), BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS
 */
export function studyPlan(strategy: AnyStrategy, given: Params, config: OptimizeConfig, seed: number): StudyPlan {
  const space = searchSpace(strategy, given);
  const drawn = config.search !== 'grid' && space.dimensions.length > 0;
  const grid = drawn ? { combinations: [], refused: 0 } : searchGrid(strategy, given, config.maxTrials);
  return { plan: { config, space, grid: grid.combinations, seed }, refused: grid.refused };
}

/** Points a drawn search is sounded at for its longest warm-up, beside its corners. */
const soundings = 256;
const mostCorners = 4096;

/**
 * The longest warm-up of a search, in rows: of all combinations of a grid; of a search that draws, of the corners of its
 * space and of 256 points in it. A trial that would still need more is refused by the engine and recorded as failed.
 */
export function longestWarmup(strategy: AnyStrategy, { space, grid }: SearchPlan): number {
  const warmups = (sets: readonly (Params | null)[]) =>
    sets.reduce((most, params) => (params === null ? most : Math.max(most, strategy.warmup(params) as number)), 0);
  if (grid.length > 0) return warmups(grid);
  const { dimensions } = space;
  const corners = Array.from({ length: Math.min(pow(2, dimensions.length), mostCorners) }, (_, bits) =>
    space.paramsAt(
      dimensions.map((d, i) => {
        const high = (bits >> i) & 1;
        return d.kind === 'categorical' ? high * (d.size - 1) : high === 1 ? d.max : d.min;
      }),
    ),
  );
  const inside = randomSearch(dimensions, { batch: soundings }).ask();
  return warmups([...corners, ...inside.map((point) => space.paramsAt(point))]);
}
