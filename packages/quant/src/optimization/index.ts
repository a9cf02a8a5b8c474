export { cmaEs, type CmaOptions, type CmaState } from './cma-es.js';
export {
  fromUnit,
  levels,
  pointCount,
  pointFromUnit,
  pointToUnit,
  toUnit,
  type Dimension,
  type Point,
} from './dimension.js';
export { hypervolume } from './hypervolume.js';
export { crowdingDistance, dominates, nonDominatedFronts } from './non-dominated.js';
export { nsga2, type Losses, type Nsga2Options, type Nsga2State } from './nsga2.js';
export { randomSearch, type RandomSearchOptions } from './random-search.js';
export { type Loss, type Search, type Trace } from './search.js';
export { tpe, type TpeOptions } from './tpe.js';
