export { alignFrames } from './align-frames.js';
export type { AlignedFrames } from './align-frames.js';
export type { FoldedColumns } from './fold-rows.js';
export { higherTimeframe } from './higher-timeframe.js';
export type { HigherTimeframe } from './higher-timeframe.js';
export { resample } from './resample.js';
export type { Resampled, ResampleOptions } from './resample.js';
export { closeTimes } from './trading-spans.js';
