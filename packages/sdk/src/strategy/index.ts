export { columnDecision } from './column-decision.js';
export type { ColumnComparison, ColumnDecision, ColumnRule } from './column-decision.js';
export type { Columns, Cursor, Cursors, PreparedColumn, PreparedColumns } from './cursor.js';
export { defineStrategy, isStrategy } from './define-strategy.js';
export type {
  AnyPortfolioStrategy,
  AnyStrategy,
  BarContext,
  PositionView,
  PrepareColumns,
  RunnableStrategy,
  SearchRange,
  Strategy,
  StrategyDecision,
  StrategyDefinition,
  TimeframeColumns,
  Timeframes,
} from './define-strategy.js';
export type { OrderChanges, OrderOptions, OrderRequest, Orders, ProtectionChanges, TimeInForce } from './orders.js';
export type { CandlestickFunctions, IndicatorFunctions, OutputsOf } from './indicator-functions.js';
export { definePortfolioStrategy, symbolStrategy } from './portfolio-strategy.js';
export type { PortfolioContext, PortfolioStrategy, PortfolioStrategyDefinition } from './portfolio-strategy.js';
export { resolveParams } from './resolve-params.js';
export type { TechnicalAnalysis } from './technical-analysis.js';
