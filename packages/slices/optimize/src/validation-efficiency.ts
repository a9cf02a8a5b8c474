import { mean, tStatistic } from '@bot-v2/quant/statistics';
import type { WalkForward } from '@bot-v2/sdk';

/** Least t-statistic of the in-sample returns for an efficiency to mean anything. */
const clearlyPositive = 1;

/**
 * Mean return per bar out of sample ÷ in sample, only where the latter is above 0 and its mean t-statistic above 1.
 * @param chosen per-bar returns of each choice on the rows it was chosen on
 */
export function efficiencyOf(
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
