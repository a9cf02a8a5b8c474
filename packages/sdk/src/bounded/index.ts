export { callBounded } from './call-bounded.adapter.js';
export type { EndedEarly } from './call-bounded.adapter.js';
export { callStrategies, strategyTimeoutMs } from './call-strategies.js';
