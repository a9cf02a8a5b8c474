export {
  boostedProbability,
  boostTrees,
  predictBoosted,
  type BoostedTrees,
  type BoostingLoss,
  type BoostOptions,
} from './boost-trees.js';
export { classificationScores, type ClassificationScores } from './classification-scores.js';
export { isotonicRegression, isotonicValue, type IsotonicFit } from './isotonic.js';
export { plattProbability, plattScaling, type PlattScaling } from './platt-scaling.js';
export { brierScore, logLoss } from './probability-scores.js';
export { averagePrecision, rocAuc } from './ranking-scores.js';
export type { RegressionTree } from './regression-tree.js';
export { fitScaler, standardize, type Scaler } from './scaler.js';
