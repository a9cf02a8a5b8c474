export { sdkApi } from '../manifest/sdk-api.js';
export { defineSlice, isSlice } from './define-slice.js';
export type { AnySlice, CapabilityRecord, ConsumedRecord, Health, Slice, SliceDefinition } from './define-slice.js';
export type { SliceDependencies, SliceInstance } from './define-slice.js';
export { fromFunctions } from './from-functions.js';
export { modes } from './run-context.js';
export type { Clock, Decision, EventBus, EventInput, Logger, Mode, RunContext } from './run-context.js';
export type { StrategyCatalogue, StrategyInfo, StrategyModule } from './run-context.js';
