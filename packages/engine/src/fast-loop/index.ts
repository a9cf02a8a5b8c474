export { FastLeg } from './fast-leg.js';
export type { FastTerms } from './fast-leg.js';
export { decideLast, walkFastBars } from './walk-fast-bars.js';
