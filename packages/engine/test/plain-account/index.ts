export type { Ask, Change, PlainAccount, PlainFill, PlainLeg, PlainOrder } from './asks.js';
export type { PlainModels } from './plain-costs.js';
export { changeable } from './requests.js';
export { simulate } from './simulate.js';
export type { Script, Simulated } from './simulate.js';
