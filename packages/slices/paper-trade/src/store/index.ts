export type { NewEvent, StoredEvent, Tail } from './event.js';
export { chained, chainFault, eventHash, genesisHash } from './hash-chain.js';
export { applicationId, migrations } from './migrations.js';
export type { Migration } from './migrations.js';
export { openStore } from './open-store.js';
export { readSummary } from './read-summary.js';
export type { JournalSummary } from './read-summary.js';
export type { StoreOptions } from './open-store.js';
export type { AppendObserver, Durability, AppendStage, Store } from './store.js';
