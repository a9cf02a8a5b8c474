export * as candlesticks from './candlesticks/index.js';
export * as indicators from './indicators/index.js';
export * as linear from './linear/index.js';
export * as random from './random/index.js';
export * as statistics from './statistics/index.js';
export type { Series } from './series.js';
