export type { SweptFills } from './fill-rows.js';
export { Sweep } from './sweep.js';
export { sweepObstacle } from './sweep-input.js';
export type { SweepInput } from './sweep-input.js';
export { sweptRun } from './swept-trial.js';
export type { SweptRun, SweptTrial } from './swept-trial.js';
