export type { ClosedLot } from './lot.js';
export { lotTermsOf } from './lot-terms.js';
export type { LotTerms } from './lot-terms.js';
export { summariseTrades } from './trades-run.js';
export { TradesWalk } from './trades-walk.js';
