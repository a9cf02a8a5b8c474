export type { Stretches } from './columns/index.js';
export { FillCosts, floorQuantity, instrumentOf, roundAdverse, roundMoney } from './costs/index.js';
export type { CommissionModel, FillModel, Instrument } from './costs/index.js';
export { ColumnCursor, RowClock } from './cursors/index.js';
export {
  calendarReturns,
  contributionOf,
  detailOf,
  excursionsOf,
  monthReturns,
  regimesOf,
  yearReturns,
} from './detail/index.js';
export type { CalendarPeriod, CalendarReturn, DetailOptions, Excursion } from './detail/index.js';
export { checkFrame, createFrameDriver, opensUntrusted, runFrames, summariseFrames } from './frame-driver/index.js';
export type { FrameDriver, FrameInput, FrameRun, LegRun, RunSummary } from './frame-driver/index.js';
export { Ledger } from './ledger/index.js';
export type { TradeColumns } from './ledger/index.js';
export { createLoop } from './loop/index.js';
export type {
  AmendIntent,
  CancelIntent,
  CostModels,
  ClosedReason,
  FillCause,
  FillEvent,
  FillRecord,
  FrameDecision,
  Intent,
  Leg,
} from './loop/index.js';
export type { LegChoice, Loop, LoopInput, LoopSnapshot, OrderIntent, OrderType, ProtectIntent } from './loop/index.js';
export { SimulatedMarket } from './matching/index.js';
export type { MarketListener, MarketSnapshot, MatchBar } from './matching/index.js';
export { sha256Hex } from './order-hash/index.js';
export { botPolicies, policiesStated, switchNames, withSwitches } from './policies/index.js';
export type { LoopPolicies, ReportPolicies, RunPolicies, Switches } from './policies/index.js';
export {
  actionFactors,
  adjusted,
  asOfView,
  forwardAdjusted,
  priceView,
  tickerAt,
  unadjusted,
} from './price-view/index.js';
export type { ActionFactor, ForwardView, PriceView, SymbolChange, ViewBasis } from './price-view/index.js';
export type { ProbeOptions } from './probe/index.js';
export {
  atExposure,
  buyAndHold,
  defaultDraws,
  passportOf,
  reportOf,
  returnsOf,
  runStatistics,
  scoreOf,
  sharpeIntervals,
  solventReturns,
  statsOf,
} from './report/index.js';
export type {
  Benchmark,
  HeldLeg,
  ReportOptions,
  RunStatistics,
  Score,
  SharpeIntervalOptions,
  StatsInput,
} from './report/index.js';
export { RiskGate } from './risk/index.js';
export type { Denial, DenialReason, RiskLimits } from './risk/index.js';
export { createSession, replayFeed, replayHistory, simulatedBroker } from './session-driver/index.js';
export type {
  Broker,
  BrokerEvent,
  JournalBody,
  JournalType,
  ReplayLeg,
  Session,
  SessionInput,
} from './session-driver/index.js';
export type { SessionJournal, SessionLeg, SessionOutcome, SessionState, SessionTick } from './session-driver/index.js';
export { compileSizer, sizeAt } from './sizing/index.js';
export type { Sizer, SizeNow } from './sizing/index.js';
export { Sweep, sweepObstacle, sweptRun } from './sweep/index.js';
export type { SweepInput, SweptFills, SweptRun, SweptTrial } from './sweep/index.js';
export type { ClosedLot } from './trades-loop/index.js';
export { technicalAnalysis } from './technical-analysis/index.js';
