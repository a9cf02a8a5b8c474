export { liveTradeConfig } from './live-trade.config.js';
export type { LiveTradeConfig } from './live-trade.config.js';
export { liveTradeSlice, liveTradeSlice as default } from './live-trade.slice.js';
