import {
  bootstrapSharpe,
  kurtosis,
  mean,
  minimumTrackRecordLength,
  sharpe,
  skewness,
  tStatistic,
} from '@bot-v2/quant/statistics';
import type { WalkForward } from '@bot-v2/sdk';
import { minimumRows } from './objective.js';

/** Least t-statistic of the in-sample returns for an efficiency to mean anything. */
const clearlyPositive = 1;

/** Bars a track record like these per-bar returns needs for a Sharpe ratio above 0 at 95 %; null where none is enough. */
export function trackRecordNeeded(returns: Float64Array): number | null {
  const ratio = sharpe(returns, { periods: 1, minimum: minimumRows });
  const skew = skewness(returns);
  const tails = kurtosis(returns);
  if (ratio === null || skew === null || tails === null) return null;
  return minimumTrackRecordLength({ sharpe: ratio, skewness: skew, kurtosis: tails });
}

/** Figures that every validation has. */
export type OutOfSample = Omit<WalkForward, 'method' | 'anchored' | 'folds' | 'closedTrades' | 'totalReturn'>;

/**
 * What per-bar returns of choices on rows they had not seen say of the search.
 * @param chosen per-bar returns of each choice on the rows it was chosen on
 * @param seed of the bootstrap
 */
export function outOfSample(returns: Float64Array, chosen: readonly Float64Array[], seed: number): OutOfSample {
  const interval = bootstrapSharpe(returns, { periods: 1, seed });
  return {
    bars: returns.length,
    sharpe: sharpe(returns, { periods: 1, minimum: minimumRows }),
    sharpeInterval: interval === null ? null : [interval.lower, interval.upper],
    minimumTrackRecordBars: trackRecordNeeded(returns),
    ...efficiencyOf(chosen, mean(returns)),
  };
}

/** Mean return per bar out of sample ÷ in sample, only where the latter is above 0 and its mean t-statistic above 1. */
function efficiencyOf(
  chosen: readonly Float64Array[],
  outside: number | null,
): Pick<WalkForward, 'efficiency' | 'efficiencyNote'> {
  const inside = mean(chosen.map((each) => mean(each) ?? 0));
  const t = mean(chosen.map((each) => tStatistic(each) ?? 0));
  const none = (efficiencyNote: string) => ({ efficiency: null, efficiencyNote });
  if (inside === null || t === null || outside === null) return none('no test had a choice');
  if (inside <= 0) return none('the choices lost money in sample too');
  if (t <= clearlyPositive) return none(`in sample they are not clearly above 0 (t ${t.toFixed(1)})`);
  return { efficiency: outside / inside, efficiencyNote: null };
}
