export { differences } from './differences.js';
export type { Difference } from './differences.js';
export { outcomeHash, outcomeText } from './outcome.js';
export { recordedConfig } from './recorded-config.js';
export { keepRun, listRuns, loadRun } from './run-record.adapter.js';
export type { RunSummary } from './run-record.adapter.js';
export { whatChanged } from './what-changed.js';
export type { Change } from './what-changed.js';
