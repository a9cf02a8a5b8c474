export { capabilityUse, ifProvided } from './capability-use.js';
export type { CapabilityUse, OptionalCapability } from './capability-use.js';
export { defineCapability, isCapability } from './define-capability.js';
export type {
  AnyCapability,
  Capability,
  CapabilityDefinition,
  HandlerOf,
  InputOf,
  OutputOf,
} from './define-capability.js';
export type { PortRecord, PortValues } from './define-capability.js';
export { getData } from './data.capability.js';
export { execute, fixedChoice, runBacktest, runLive, runOptimize, runPaper } from './execution.capability.js';
export { missingConfirmations, requireLiveConfirmation } from './live-confirmation.js';
export type { LiveConfirmation } from './live-confirmation.js';
export { logEvent } from './monitor.capability.js';
export {
  allocate,
  analyze,
  calculateSize,
  compareStrategies,
  correlate,
  detectRegime,
  labelRegimes,
  selectStrategy,
} from './research.capability.js';
