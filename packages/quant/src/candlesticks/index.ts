export { CandleMeasures } from './candle-measures.js';
export type { CandlestickFunction, CandlestickSpec, PenetrationFunction } from './candlestick-spec.js';
export type { CandlestickStream } from './candlestick-window.js';
export { CANDLESTICKS, findCandlestick } from './catalogue.js';
export * from './every-candlestick.js';
