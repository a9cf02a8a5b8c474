export {
  backtestOverfitting,
  type BacktestOverfitting,
  type OverfittingOptions,
  type OverfittingSplit,
} from './backtest-overfitting.js';
export { bootstrapMeans, type ResamplingOptions } from './bootstrap-means.js';
export { modelConfidenceSet, type ConfidenceSet } from './confidence-set.js';
export { distinctTrials, trialClusters } from './effective-trials.js';
export { superiorAbility, superiorModels, type LossComparison, type SuperiorAbility } from './superior-ability.js';
