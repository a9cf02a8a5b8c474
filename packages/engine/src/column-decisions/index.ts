export { readerOf } from './decision-reader.js';
export type { DecisionReader } from './decision-reader.js';
export { DriftBand, firstRowOutside } from './drift-band.js';
export { RoundTripTrader } from './round-trip-trader.js';
export type { PricedTrips, TripBooks } from './round-trip-trader.js';
export { touchLines } from './touch-lines.js';
