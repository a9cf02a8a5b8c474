export { baumWelch, type BaumWelchOptions, type HmmFit } from './baum-welch.js';
export {
  createChangePointDetector,
  type ChangePointDetector,
  type ChangePointPrior,
  type RunLength,
} from './bayesian-change-point.js';
export { fitGarch, type FitGarchOptions, type GarchFit } from './fit-garch.js';
export { fitHmm, type BestHmmFit, type FitHmmOptions } from './fit-hmm.js';
export { fitMarkovSwitching, type FitMarkovSwitchingOptions, type MarkovSwitchingFit } from './fit-markov-switching.js';
export { forecastGarch } from './forecast-garch.js';
export { garchPath, type GarchMean, type GarchParameters, type GarchPath, type GarchPresample } from './garch.js';
export type { CovarianceKind, GaussianHmm } from './gaussian-hmm.js';
export { filterHmm, smoothHmm, type StateProbabilities } from './hmm-inference.js';
export { expectedDurations, stationaryDistribution } from './markov-chain.js';
export type { MarkovSwitchingModel, RegimeProbabilities } from './markov-switching.js';
export { changePoints, type PeltOptions } from './pelt.js';
export { regimeProbabilities } from './regime-probabilities.js';
export type { Unfitted, UnfittedReason } from './unfitted.js';
export { viterbi, type StatePath } from './viterbi.js';
