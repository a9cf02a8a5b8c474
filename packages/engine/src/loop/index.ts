export { FillLog } from './fill-log.js';
export type { FillLogSnapshot, FillRecord, FillSource } from './fill-log.js';
export { HandedFrames } from './handed-frames.js';
export type {
  AmendIntent,
  CancelIntent,
  ClosedReason,
  FillCause,
  FillEvent,
  Intent,
  OrderIntent,
  OrderType,
  ProtectIntent,
} from './intents.js';
export { bandBottom, bandTop, driftBand, inBand, LegDesk } from './leg-desk.js';
export { anyBar, keepsTo } from './quiet-band.js';
export type { QuietBand } from './quiet-band.js';
export { walkQuietBars } from './quiet-bars.js';
export type { DeskAccount, DeskOrder } from './order-maker.js';
export { sameChoice } from './leg.js';
export type { FrameDecision, Leg, LegChoice } from './leg.js';
export { lazyFrame, overwrite } from './lazy-frame.js';
export type { ColumnWriter } from './lazy-frame.js';
export { createLoop, Loop } from './loop.js';
export type { CostModels, DecisionObserver, LoopInput, LoopLeg, TogetherTick } from './loop-input.js';
export type { LoopSnapshot } from './loop-snapshot.js';
export { Outbox } from './outbox.js';
export type { OutboxEntry } from './outbox.js';
export { PortfolioRunner } from './portfolio-runner.js';
export { copyState } from './plain-state.js';
export { StrategyRuntime } from './strategy-runtime.js';
export type { PreparedFrame } from './strategy-runtime.js';
