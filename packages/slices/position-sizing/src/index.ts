export { positionSizing as default } from './position-sizing.slice.js';
export { positionSizingConfig } from './config.schema.js';
export type { PositionSizingConfig } from './config.schema.js';
export { kellyLoss, kellyPosition, oddsOf } from './kelly.js';
export type { TradeOdds } from './kelly.js';
export { presets } from './presets.js';
export { regimeMultiplier, regimeMultipliers } from './regime-multiplier.js';
