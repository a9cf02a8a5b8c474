export { FastLeg } from './fast-leg.js';
export type { FastTerms } from './fast-terms.js';
export { decideLast, walkFastBars } from './walk-fast-bars.js';
