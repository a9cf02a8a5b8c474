export { checkTradable, opensUntrusted } from './check-legs.js';
export { FrameWalk } from './frame-driver.js';
export type { FrameWalkSnapshot } from './frame-driver.js';
export type { FrameInput } from './frame-input.js';
export type { FrameRun, LegRun } from './frame-run.js';
export { createFrameDriver, runFrames } from './run-frames.js';
export type { FrameDriver } from './run-frames.js';
export { summariseFrames } from './summarise-frames.js';
export type { RunSummary } from './summarise-frames.js';
