import type {
  allocate,
  analyze,
  calculateSize,
  Capability,
  compareStrategies,
  correlate,
  detectRegime,
  execute,
  getData,
  labelRegimes,
  logEvent,
  PortRecord,
  PortValues,
} from '@bot-v2/sdk';
import type {
  Account,
  Bars,
  BacktestResult,
  runLive,
  runOptimize,
  runPaper,
  selectStrategy,
  StrategyRef,
} from '@bot-v2/sdk';

type IsUnion<T, U = T> = T extends U ? ([U] extends [T] ? false : true) : never;
/** The only output itself, or all outputs by name. */
type Answer<Out extends PortRecord> = [keyof Out] extends [never]
  ? void
  : IsUnion<keyof Out> extends true
    ? PortValues<Out>
    : PortValues<Out>[keyof PortValues<Out>];
type Arguments<In extends PortRecord, Args extends readonly unknown[]> = Args extends readonly never[]
  ? [input: PortValues<In>]
  : [...Args];

/** A capability as a method: positional arguments where the token defines them, else its input. */
export type Method<C> =
  C extends Capability<infer In, infer Out, infer Args>
    ? (...args: Arguments<In, Args>) => Promise<Answer<Out>>
    : never;

/**
 * The eleven slices' capabilities as plain methods, names derived from their ids (`market_regime.detect` → `marketRegime.detect`).
 * Namespaces that other installed slices provide are there too, untyped; `bot.call(token, input)` is typed for all.
 */
export interface Facade {
  readonly data: { readonly getData: Method<typeof getData>; readonly getHistorical: Method<typeof getData> };
  readonly analyze: {
    readonly analyze: Method<typeof analyze>;
    readonly findPatterns: Method<typeof analyze>;
    readonly correlate: Method<typeof correlate>;
    readonly compareStrategies: Method<typeof compareStrategies>;
  };
  readonly marketRegime: {
    readonly detect: Method<typeof detectRegime>;
    readonly label: Method<typeof labelRegimes>;
  };
  readonly mlStrategy: {
    readonly select: Method<typeof selectStrategy>;
    readonly predictBest: Method<typeof selectStrategy>;
  };
  readonly adaptivePortfolio: { readonly allocate: Method<typeof allocate> };
  readonly positionSizing: { readonly calculate: Method<typeof calculateSize> };
  /** The strategy is a reference, or the id of an installed strategy with its default parameters. */
  readonly backtest: { readonly run: RunBacktest; readonly execute: RunBacktest };
  readonly optimize: { readonly run: Method<typeof runOptimize> };
  readonly paperTrade: { readonly run: Method<typeof runPaper>; readonly execute: Method<typeof runPaper> };
  readonly liveTrade: { readonly run: Method<typeof runLive>; readonly execute: Method<typeof runLive> };
  readonly execution: { readonly execute: Method<typeof execute> };
  readonly monitor: { readonly logEvent: Method<typeof logEvent> };
}

type RunBacktest = (strategy: StrategyRef | string, bars: Bars, account?: Account) => Promise<BacktestResult>;

/** `market_regime` as `marketRegime`. */
export function camelCase(snake: string): string {
  return snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
