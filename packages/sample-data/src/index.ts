/** Real daily bars for offline use: raw prices, the splits and dividends between them, and where they come from. */
export { contentHash } from './content-hash.js';
export type { HashedContent } from './content-hash.js';
export { loadSample } from './load-sample.js';
export { sampleSymbols } from './sample-catalog.js';
export type {
  ActionOrigin,
  SampleAction,
  SampleColumns,
  SampleDividend,
  SampleFrame,
  SampleSplit,
} from './sample-frame.js';
export type { SampleInfo, SampleSource } from './sample-info.js';
