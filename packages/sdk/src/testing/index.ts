export { sliceConformance } from './conformance.js';
export type { ConformanceCheck, ConformanceOptions } from './conformance.js';
export { manualClock, memoryBus, memoryCatalogue, memoryLogger, testContext } from './test-context.js';
export type { ManualClock, TestContextOptions } from './test-context.js';
