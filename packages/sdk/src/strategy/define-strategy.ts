import { hasBrand, strategyBrand } from '../brand.js';
import { decisionOf } from './column-decision.js';
import type { ColumnRule, DecisionParts } from './column-decision.js';
import type { Bars, Interval } from '../bars/index.js';
import type { SchemaOutput, StandardSchemaV1 } from '../standard-schema.js';
import type { Columns, Cursors, PreparedColumns } from './cursor.js';
import type { Orders } from './orders.js';
import type { PortfolioStrategy } from './portfolio-strategy.js';
import type { TechnicalAnalysis } from './technical-analysis.js';

/** What a strategy sees of its position; refreshed before each bar. */
export interface PositionView {
  readonly equity: number;
  readonly cash: number;
  /** Shares, negative when short. */
  readonly quantity: number;
  /** Average entry price; NaN when flat. */
  readonly entryPrice: number;
  /** Bars since the position was opened; 0 when flat. */
  readonly barsHeld: number;
  /** Orders resting in the book. */
  readonly openOrders: number;
}

/** Handed to `onBar`: one object, reused for every bar. Do not keep it. */
export interface BarContext<P, C extends PreparedColumns, S> {
  /** Row of the bar that has just closed. */
  readonly t: number;
  /** Its open time, epoch ms UTC. */
  readonly time: number;
  readonly cols: Cursors<C>;
  readonly p: P;
  readonly account: PositionView;
  readonly state: S;
  readonly out: Orders;
}

/**
 * Values to try for one parameter: a list, a range with a step, or any value of a range. On a `log` scale (`min` above 0)
 * equal ratios are equally likely; a range without a step is for searches that draw, not for a grid.
 */
export type SearchRange =
  | readonly (number | string | boolean)[]
  | { readonly min: number; readonly max: number; readonly step: number }
  | { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log'; readonly step?: number };

/** Makes causal columns of `bars.length` rows. Pure; called any number of times, on growing frames. */
export type PrepareColumns<P, C extends Columns = Columns> = (bars: Bars, p: P, ta: TechnicalAnalysis) => C;

/** Columns made on the bars of longer intervals, by interval. */
export type Timeframes<P> = { readonly [I in Interval]?: PrepareColumns<P> };

type Consumer<T> = T extends unknown ? (one: T) => void : never;

/** The columns of all timeframes under their names; any column when no timeframe is declared. */
export type TimeframeColumns<T> = [keyof T] extends [never]
  ? Columns
  : Consumer<T[keyof T]> extends (all: infer All) => void
    ? All
    : never;

/** The definition of a strategy. */
export interface StrategyDefinition<P, C extends PreparedColumns, S> {
  readonly id: string;
  readonly version: string;
  /** What it decides for: a strategy over all symbols at once is made by `definePortfolioStrategy`. */
  readonly scope?: 'symbol';
  /** One line for lists. */
  readonly description?: string;
  /** Which parameters are valid, with defaults. `{}` must be valid. */
  readonly params: StandardSchemaV1<unknown, P>;
  /** What optimize tries. */
  readonly search?: { readonly [K in keyof P]?: SearchRange };
  /** Row of the first decision: that many bars lie before it. */
  readonly warmup: (p: P) => number;
  /** True when multiplying all prices by a constant changes no decision; the probe checks it. */
  readonly scaleFree?: boolean;
  /** Fresh per-run state: plain data, changed in place by `onBar`. */
  readonly state?: () => S;
  /**
   * What the strategy reads from longer bars, e.g. `{ '1w': (week, p, ta) => ({ trend: ta.sma(week.close, p.weeks) }) }`.
   * Each function gets the complete bars of its interval, made from the strategy's own on the exchange's calendar. Its
   * columns reach `prepare` in `inputs`, laid on the strategy's rows: at each row the value of the last longer bar that
   * had closed when the row closed, NaN before the first. `warmup` counts the strategy's own rows.
   */
  readonly timeframes?: Timeframes<P>;
  /** Pure: causal columns of `bars.length` rows. Called any number of times, on growing frames. */
  readonly prepare: (bars: Bars, p: P, ta: TechnicalAnalysis, inputs: Columns) => C;
  /** Decides after the bar closes; synchronous. */
  readonly onBar: (ctx: BarContext<P, C, S>) => void;
}

/**
 * How a strategy decides, in one of three ways:
 * - `onBar` is called after each bar;
 * - `target` is the signal of each row, as `out.target` takes it: a column of `prepare`, or two of them compared;
 * - `position` is the position wanted after each row in shares, negative when short; what is missing is ordered at market.
 *
 * A row of NaN asks for nothing: orders and position stay. A decision that columns make is the same in every mode, and a
 * parameter search over it need not call anything bar by bar.
 */
export type StrategyDecision<P, C extends PreparedColumns, S> =
  | {
      readonly onBar: StrategyDefinition<P, C, S>['onBar'];
      readonly state?: () => S;
      readonly target?: never;
      readonly position?: never;
    }
  | {
      readonly target: ColumnRule<keyof C & string>;
      readonly onBar?: never;
      readonly state?: never;
      readonly position?: never;
    }
  | {
      readonly position: ColumnRule<keyof C & string>;
      readonly onBar?: never;
      readonly state?: never;
      readonly target?: never;
    };

/** A strategy: the same code in every mode. It has an `onBar` however it was defined: see `columnDecision`. */
export interface Strategy<
  P = unknown,
  C extends PreparedColumns = PreparedColumns,
  S = unknown,
> extends StrategyDefinition<P, C, S> {
  readonly [strategyBrand]: true;
}

/** Any strategy for one symbol, its types forgotten. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyStrategy = Strategy<any, any, any>;
/** Any strategy over all symbols, its types forgotten. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyPortfolioStrategy = PortfolioStrategy<any, any, any>;
/** A strategy of either scope: what a run takes. */
export type RunnableStrategy = AnyStrategy | AnyPortfolioStrategy;

/**
 * Defines a strategy. Write `timeframes` before `prepare` before `onBar` and all types are inferred.
 *
 * @example
 * defineStrategy({
 *   id: 'trend', version: '1.0.0', params: z.object({ n: z.number().int().default(50) }), warmup: (p) => p.n,
 *   prepare: (bars, p, ta) => ({ close: bars.close, average: ta.sma(bars.close, p.n) }),
 *   target: { above: ['close', 'average'] },
 * });
 * @throws TypeError for an id that is not snake_case, or a definition that decides in no way or in several
 */
export function defineStrategy<
  Schema extends StandardSchemaV1<unknown, unknown>,
  C extends PreparedColumns,
  S = Record<never, never>,
  T extends { readonly [I in Interval]?: Columns } = Record<never, never>,
>(
  definition: Omit<
    StrategyDefinition<SchemaOutput<Schema>, C, S>,
    'params' | 'timeframes' | 'prepare' | 'onBar' | 'state'
  > & {
    readonly params: Schema;
    readonly timeframes?: { readonly [I in keyof T]: PrepareColumns<SchemaOutput<Schema>, T[I] & Columns> };
    readonly prepare: (bars: Bars, p: SchemaOutput<Schema>, ta: TechnicalAnalysis, inputs: TimeframeColumns<T>) => C;
  } & StrategyDecision<SchemaOutput<Schema>, C, S>,
): Strategy<SchemaOutput<Schema>, C, S> {
  assertStrategyId(definition.id);
  const { target, position, ...rest } = definition;
  const onBar = decisionOf({ id: rest.id, onBar: rest.onBar as DecisionParts['onBar'], target, position });
  return Object.freeze({ ...rest, onBar, [strategyBrand]: true as const }) as unknown as Strategy<
    SchemaOutput<Schema>,
    C,
    S
  >;
}

/** Refuses an id that is not snake_case. */
export function assertStrategyId(id: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(id)) throw new TypeError(`a strategy id is snake_case, not "${id}"`);
}

/** Whether `value` is a strategy, made by this copy of the sdk or by another. */
export function isStrategy(value: unknown): value is RunnableStrategy {
  return hasBrand(value, strategyBrand);
}
