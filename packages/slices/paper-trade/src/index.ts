export { paperTradeConfig } from './paper-trade.config.js';
export type { PaperTradeConfig } from './paper-trade.config.js';
export { paperTradeSlice, paperTradeSlice as default } from './paper-trade.slice.js';
export type { SessionIdentity } from './session-identity.js';
export type { PaperInput } from './session-legs.js';
export { paperSession, sessionDirectory } from './session-run.js';
