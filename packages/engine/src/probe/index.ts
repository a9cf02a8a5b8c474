export { probeLookAhead } from './probe-look-ahead.js';
export type { ProbeOptions } from './probe-options.js';
