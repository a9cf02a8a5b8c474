export type { Columns, Cursor, Cursors } from './cursor.js';
export { defineStrategy, isStrategy } from './define-strategy.js';
export type {
  AnyStrategy,
  BarContext,
  PositionView,
  SearchRange,
  Strategy,
  StrategyDefinition,
} from './define-strategy.js';
export type { OrderChanges, OrderOptions, OrderRequest, Orders, TimeInForce } from './orders.js';
export { resolveParams } from './resolve-params.js';
export type { TechnicalAnalysis } from './technical-analysis.js';
