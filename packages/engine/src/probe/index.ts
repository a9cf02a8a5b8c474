export { LookAheadProbe } from './look-ahead-probe.js';
export type { ProbeOptions } from './probe-options.js';
