export { callCapability, checkedOutput } from './call-capability.js';
export type { CapabilityCall } from './call-capability.js';
export { frozen } from './frozen.js';
export { FrameGuard } from './frame-guard.js';
export { importPackage } from './import-module.adapter.js';
export type { LoadedSlice, LoadOutcome } from './loaded-slice.js';
export { SliceHost } from './slice-host.js';
export type { SliceHealth, SliceSettings } from './slice-host.js';
export { wrongOutput } from './wrong-output.js';
