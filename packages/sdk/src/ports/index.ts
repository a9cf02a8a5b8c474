export { bySymbol, isPortType, optional, portText, portType, portUse } from './port-type.js';
export type { BySymbol, PortDeclaration, PortType, PortUse, PortValue } from './port-type.js';
export { Account, accountSchema, costsSchema, flatAccount, instrumentSchema, marginSchema } from './account.port.js';
export { positionSchema, termsSchema } from './account.port.js';
export type { Costs, InstrumentTerms, MarginTerms, Position, Terms } from './account.port.js';
export { Allocation, allocationSchema, tierNames, tierNameSchema } from './allocation.port.js';
export type { TierName } from './allocation.port.js';
export { Analysis, analysisSchema } from './analysis.port.js';
export {
  BacktestResult,
  backtestReportSchema,
  backtestResultSchema,
  equityCurveSchema,
  executionSchema,
} from './backtest-result.port.js';
export { passportSchema, probeSchema, statsSchema, tradeSchema, windowSchema } from './backtest-result.port.js';
export type {
  BacktestReport,
  EquityCurve,
  Execution,
  Passport,
  ProbeReport,
  Stats,
  Trade,
  Window,
} from './backtest-result.port.js';
export { contributionSchema } from './backtest-detail.port.js';
export { backtestDetailSchema, figuresSchema, intervalsSchema, regimesSchema } from './backtest-detail.port.js';
export type {
  BacktestDetail,
  Contribution,
  DecisionEntry,
  DrawdownEntry,
  Figures,
  Intervals,
  MonthReturn,
  RegimeBreakdown,
  RegimePart,
  YearReturn,
} from './backtest-detail.port.js';
export { BarsPort, BarsRequest, barsRequestSchema, EvaluationPort, evaluationSchema, History } from './bars.port.js';
export { Correlation, correlationPairSchema, correlationSchema } from './correlation.port.js';
export type { CorrelationPair } from './correlation.port.js';
export { ExecutionResult, executionResultSchema, SessionReport, sessionReportSchema } from './execution-result.port.js';
export { PositionSize, positionSizeSchema, sizeReasonSchema, sizingMethods } from './position-size.port.js';
export { sizingMethodSchema, sizingPolicySchema } from './position-size.port.js';
export type { SizeReason, SizingMethod, SizingPolicy } from './position-size.port.js';
export { RegimeSeries, regimeSeriesSchema } from './regime-series.port.js';
export { Regime, regimeLabels, regimeLabelSchema, regimeSchema } from './regime.port.js';
export type { RegimeLabel } from './regime.port.js';
export { RunEvent, runEventSchema } from './run-event.port.js';
export { evidenceSchema, StrategyChoice, strategyChoiceSchema, strategyRefSchema } from './strategy-choice.port.js';
export type { Evidence, StrategyRef } from './strategy-choice.port.js';
export {
  comparedStrategySchema,
  namedStrategySchema,
  StrategyComparison,
  strategyComparisonSchema,
  StrategyList,
} from './strategy-comparison.port.js';
export type { ComparedStrategy, NamedStrategy } from './strategy-comparison.port.js';
export { Study, crossValidationSchema, foldSchema, studySchema, trialSchema, walkForwardSchema } from './study.port.js';
export type { CrossValidation, Fold, Trial, WalkForward } from './study.port.js';
export { stressScenarioSchema, stressSchema } from './stress.port.js';
export type { StressReport, StressScenario } from './stress.port.js';
