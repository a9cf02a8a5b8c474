export { alpha, alphaBeta, beta, informationRatio, type AlphaBeta, type AlphaOptions } from './alpha-beta.statistic.js';
export { annualisedReturn, annualisedVolatility, cagr } from './annualised.statistic.js';
export { battingAverage } from './batting-average.statistic.js';
export {
  bootstrapMean,
  bootstrapSharpe,
  stationaryBootstrap,
  type BootstrapInterval,
  type BootstrapOptions,
} from './bootstrap.statistic.js';
export { beyondRounding } from './beyond-rounding.js';
export { stationaryBlocks } from './stationary-blocks.js';
export type { DrawBlocks } from './stationary-blocks.js';
export { calmar } from './calmar.statistic.js';
export { capture, downCapture, upCapture } from './capture.statistic.js';
export { autocorrelation, pearson, ranks, spearman } from './correlation.statistic.js';
export {
  drawdownSeries,
  drawdownTable,
  maxDrawdown,
  ulcerIndex,
  type Drawdown,
  type DrawdownRow,
} from './drawdown.statistic.js';
export { effectiveSampleSize } from './effective-sample-size.statistic.js';
export { cumulativeReturn, equityFromReturns, returnsFromEquity } from './equity.statistic.js';
export { kurtosis } from './kurtosis.statistic.js';
export { mean, sum } from './mean.statistic.js';
export { normalCdf, normalPdf, normalQuantile } from './normal.statistic.js';
export { omega } from './omega.statistic.js';
export {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecordLength,
  probabilisticSharpe,
  sharpeStandardError,
  type ObservedSharpe,
  type SharpeMoments,
} from './probabilistic-sharpe.statistic.js';
export { median, quantile, quantileSorted } from './quantile.statistic.js';
export { MomentSums, sampleMoments, type SampleMoments } from './sample-moments.statistic.js';
export { sharpe, type SharpeOptions } from './sharpe.statistic.js';
export { skewness } from './skewness.statistic.js';
export { downsideDeviation, sortino, type DownsideOptions, type SortinoOptions } from './sortino.statistic.js';
export { stability } from './stability.statistic.js';
export { studentTCdf } from './student-t.statistic.js';
export { tStatistic } from './t-statistic.statistic.js';
export { tailRatio } from './tail-ratio.statistic.js';
export { expectancy, hitRate, payoffRatio, profitFactor } from './trades.statistic.js';
export { conditionalValueAtRisk, valueAtRisk } from './value-at-risk.statistic.js';
export { standardDeviation, variance } from './variance.statistic.js';
