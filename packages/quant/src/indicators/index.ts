export { findIndicator, INDICATORS } from './catalogue.js';
export { computeIndicator, warmupOf, type IndicatorColumns } from './compute-indicator.js';
export * from './every-indicator.js';
export { exampleOf } from './example-of.js';
export { createIndicator, type IndicatorBar, type IndicatorFeed } from './indicator-feed.js';
export {
  defineIndicator,
  factor,
  INDICATOR_GROUPS,
  period,
  type IndicatorDefinition,
  type IndicatorGroup,
  type IndicatorInput,
  type IndicatorParam,
  type IndicatorResult,
  type IndicatorSpec,
} from './indicator-spec.js';
export type { OutputColumns } from './run-stream.js';
export type {
  BarStream,
  CandleStream,
  IndicatorStream,
  Outputs,
  PairStream,
  RangeStream,
  SeriesStream,
  TradedBarStream,
} from './series-stream.js';
export type { Series } from '../series.js';
