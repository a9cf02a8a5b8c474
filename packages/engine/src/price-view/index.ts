export { adjusted, asOfView, forwardAdjusted, rows } from './adjusted.js';
export type { ForwardView } from './adjusted.js';
export { actionFactors, rowFrom, settledActions } from './settled-actions.js';
export type { ActionFactor } from './settled-actions.js';
