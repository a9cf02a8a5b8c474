export { compileSizer, sizeAt } from './compile-sizer.js';
export type { SizeNow, Sizer } from './compile-sizer.js';
export { realisedVolatility, volatilityWindow } from './realised-volatility.js';
export { stopDistance } from './stop-distance.js';
export { tailLoss } from './tail-loss.js';
