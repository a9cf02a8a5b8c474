import { strategyBrand } from '../brand.js';
import { BotError } from '../errors/index.js';
import type { SchemaOutput, StandardSchemaV1 } from '../standard-schema.js';
import type { Cursors, PreparedColumns } from './cursor.js';
import { assertStrategyId } from './define-strategy.js';
import type { AnyStrategy, PositionView, RunnableStrategy, StrategyDefinition } from './define-strategy.js';
import type { Orders } from './orders.js';

/**
 * Handed to `onBar` of a portfolio strategy: one object, reused for every tick. Do not keep it. Everything that belongs
 * to a symbol is found under its number: `symbols[i]`, `cols[i]`, `positions[i]`, `out[i]`.
 */
export interface PortfolioContext<P, C extends PreparedColumns, S> {
  /** Open time of the bars that have just closed, epoch ms UTC. */
  readonly time: number;
  /** In rising order. */
  readonly symbols: readonly string[];
  /** Cursors at each symbol's last row of this time or before; NaN before its first. */
  readonly cols: readonly Cursors<C>[];
  /** Whether this tick brought a row of the symbol. */
  readonly fresh: readonly boolean[];
  readonly p: P;
  /** The account all symbols share. */
  readonly account: { readonly equity: number; readonly cash: number };
  readonly positions: readonly PositionView[];
  readonly state: S;
  /** Orders of a symbol act from its next bar on. */
  readonly out: readonly Orders[];
}

/** The definition of a strategy that decides for all symbols of a run at once. */
export interface PortfolioStrategyDefinition<P, C extends PreparedColumns, S> extends Omit<
  StrategyDefinition<P, C, S>,
  'onBar' | 'scope'
> {
  /** Decides after the bars of a tick have closed, once a symbol has its warm-up; synchronous. */
  readonly onBar: (ctx: PortfolioContext<P, C, S>) => void;
}

/** A strategy over all symbols of a run: the same code in every mode. */
export interface PortfolioStrategy<
  P = unknown,
  C extends PreparedColumns = PreparedColumns,
  S = unknown,
> extends PortfolioStrategyDefinition<P, C, S> {
  readonly scope: 'portfolio';
  readonly [strategyBrand]: true;
}

/**
 * Defines a strategy that decides for all symbols at once: `prepare` runs for each of them, `onBar` sees them side by
 * side. Write `prepare` before `onBar` and all types are inferred.
 *
 * @example
 * definePortfolioStrategy({
 *   id: 'strongest', version: '1.0.0', params: z.object({ n: z.number().int().default(60) }), warmup: (p) => p.n,
 *   prepare: (bars, p, ta) => ({ change: ta.rocp(bars.close, p.n) }),
 *   onBar: ({ cols, out }) => {
 *     const best = cols.reduce((i, c, k) => (c.change.now > cols[i]!.change.now ? k : i), 0);
 *     out.forEach((orders, i) => orders.target(i === best ? 1 : 0));
 *   },
 * });
 */
export function definePortfolioStrategy<
  Schema extends StandardSchemaV1<unknown, unknown>,
  C extends PreparedColumns,
  S = Record<never, never>,
>(
  definition: Omit<PortfolioStrategyDefinition<SchemaOutput<Schema>, C, S>, 'params'> & { readonly params: Schema },
): PortfolioStrategy<SchemaOutput<Schema>, C, S> {
  assertStrategyId(definition.id);
  return Object.freeze({
    ...definition,
    scope: 'portfolio' as const,
    [strategyBrand]: true as const,
  }) as unknown as PortfolioStrategy<SchemaOutput<Schema>, C, S>;
}

/**
 * A strategy that decides for one symbol.
 * @throws BOT_CAP_INPUT when it decides for all symbols of a run, where one symbol is studied alone
 */
export function symbolStrategy(strategy: RunnableStrategy): AnyStrategy {
  if (strategy.scope !== 'portfolio') return strategy;
  throw new BotError('BOT_CAP_INPUT', `${strategy.id} decides for all symbols of a run, here one is studied alone`, {
    details: { strategy: strategy.id },
    hint: 'Name a strategy for one symbol, or backtest this one over several.',
  });
}
