export { affordable } from './affordable.js';
export { SimulatedMarket } from './simulated-market.js';
export type { MarketListener, MarketSettings, MarketSnapshot } from './simulated-market.js';
export { limitAtOpen, limitInBar, stopAtOpen, stopInBar } from './triggers.js';
export type { MatchBar } from './triggers.js';
