export { Auditor } from './auditor.js';
export { ActionWalk } from './corporate-actions.js';
export type { ActionListener } from './corporate-actions.js';
export { Ledger } from './ledger.js';
export type { LedgerSnapshot } from './ledger.js';
export { RoundTrips } from './round-trips.js';
export type { RoundTripsSnapshot } from './round-trips.js';
