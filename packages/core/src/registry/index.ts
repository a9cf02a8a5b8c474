export { applicationRoots } from './application-roots.js';
export { refuse } from './candidate.js';
export type { ApplicationRoot, Candidate, Origin, Refusal, Trust, TrustEntry } from './candidate.js';
export { discover } from './discover.js';
export { entryPoint } from './entry-point.js';
export { explain, namedBy } from './explain.js';
export { inlineSlice, inlineStrategies } from './inline.js';
export { isRange } from './trust.js';
