import {
  deflatedSharpe,
  expectedMaximumSharpe,
  kurtosis,
  minimumTrackRecordLength,
  skewness,
  variance,
} from '@bot-v2/quant/statistics';
import type { CrossValidation, Study, WalkForward } from '@bot-v2/sdk';

/** Fewer closed trades cannot tell parameters apart. */
export const minimumTrades = 30;
/** Fewer out-of-sample bars cannot either: a year of daily bars. */
export const minimumBars = 250;

/** What a verdict is made from, all of it on History. */
export interface StudyEvidence {
  /** Per-bar Sharpe ratios of the trials that have one; those without trades or with an error have none. */
  readonly sharpes: readonly number[];
  /** Every configuration ever tried on this data and window: each is a look at it. */
  readonly configurations: number;
  /** The best trial: its per-bar returns, their Sharpe ratio and its closed trades; null when no trial has a value. */
  readonly best: {
    readonly returns: Float64Array;
    readonly sharpe: number | null;
    readonly closedTrades: number;
  } | null;
  /** The search tested on bars its choices had not seen; null when it was not. */
  readonly validation: Pick<
    WalkForward | CrossValidation,
    'bars' | 'totalReturn' | 'sharpeInterval' | 'minimumTrackRecordBars'
  > | null;
  /** Probability of backtest overfitting; null when it is not defined. */
  readonly probabilityOfOverfitting: number | null;
  /** What the neighbours keep of the best, 0 to 1; null without neighbours. */
  readonly plateau: number | null;
}

/** A verdict and the minimum track record it looked at. */
export interface Judgement {
  readonly verdict: Study['verdict'];
  /** Bars; null where no track record is long enough. */
  readonly minimumTrackRecordBars: number | null;
}

const percent = (x: number) => `${(100 * x).toFixed(0)} %`;

/**
 * Judges a study, in this order.
 *
 * `insufficient`: no trial with a value; fewer than 250 out-of-sample bars; fewer than 30 closed trades of the best trial; a
 * minimum track record length (95 %) beyond the bars there are, of the best trial or of what was made out of sample (the
 * one record that was not selected: choices without skill pass it one time in twenty). `overfit`: deflated Sharpe ratio
 * below .5, probability of overfitting above .5, or an out-of-sample return not above 0. `robust`: deflated Sharpe ratio
 * ≥ .95, probability of overfitting ≤ .2, plateau ≥ .5, and an out-of-sample interval of the Sharpe ratio above 0; what is
 * not defined does not count as fulfilled. Else `fragile`.
 *
 * Deflated Sharpe ratio after Bailey and López de Prado (2014): N = configurations, V = variance (ddof 1) of the trials'
 * per-bar ratios; with one configuration the bound is 0.
 */
export function judgeStudy(evidence: StudyEvidence): Judgement {
  const { sharpes, configurations, best, validation, probabilityOfOverfitting: pbo, plateau } = evidence;
  const none = { deflatedSharpe: null, expectedMaximumSharpe: null };
  const insufficient = (reason: string): Judgement => ({
    verdict: { label: 'insufficient', ...none, reasons: [reason] },
    minimumTrackRecordBars: null,
  });
  if (best === null) return insufficient('no trial has a result on History');
  const { returns, sharpe, closedTrades } = best;
  const skew = skewness(returns);
  const tails = kurtosis(returns);
  if (sharpe === null || skew === null || tails === null) {
    return insufficient('the best trial has too few or unvarying returns to judge');
  }
  const shape = { sharpe, skewness: skew, kurtosis: tails };
  const spread = variance(sharpes, 1);
  const lonely = configurations > 1 && spread === null;
  const expected = lonely ? null : expectedMaximumSharpe(configurations, spread ?? 0);
  const deflated = lonely
    ? null
    : deflatedSharpe({ ...shape, n: returns.length, trials: configurations, variance: spread ?? 0 });
  const needed = minimumTrackRecordLength(shape);
  const figures =
    deflated === null
      ? `the best of ${configurations} cannot be deflated: fewer than two have a Sharpe ratio`
      : `P(best Sharpe beats the luckiest of ${configurations} worthless configurations) ${percent(deflated)}`;
  const judged = (label: Study['verdict']['label'], reasons: readonly string[]): Judgement => ({
    verdict: { label, deflatedSharpe: deflated, expectedMaximumSharpe: expected, reasons: [...reasons, figures] },
    minimumTrackRecordBars: needed,
  });

  const short: string[] = [];
  const bars = validation?.bars ?? 0;
  if (bars < minimumBars) short.push(`${bars} out-of-sample bars, ${minimumBars} are needed`);
  if (closedTrades < minimumTrades) {
    short.push(`${closedTrades} closed trades of the best trial, ${minimumTrades} are needed`);
  }
  if (needed === null) short.push('the best Sharpe ratio is not above 0: no track record is long enough');
  else if (needed > returns.length) {
    short.push(`a Sharpe ratio above 0 needs ${Math.ceil(needed)} bars to show at 95 %, there are ${returns.length}`);
  }
  const unseen = validation?.minimumTrackRecordBars ?? null;
  if (unseen !== null && unseen > bars) {
    short.push(`what it made out of sample needs ${Math.ceil(unseen)} bars to show at 95 %, there are ${bars}`);
  }
  if (short.length > 0 || deflated === null || validation === null) return judged('insufficient', short);

  const overfit: string[] = [];
  if (deflated < 0.5) overfit.push('the best is no better than luck makes the best of so many');
  if (pbo !== null && pbo > 0.5)
    overfit.push(`the best in sample is below the median out of sample in ${percent(pbo)} of splits`);
  if (validation.totalReturn <= 0)
    overfit.push(`chosen on the past and tested after it, it made ${percent(validation.totalReturn)}`);
  if (overfit.length > 0) return judged('overfit', overfit);

  const missing: string[] = [];
  if (deflated < 0.95) missing.push('the deflated Sharpe ratio is below 95 %');
  if (pbo === null) missing.push('the probability of overfitting is not defined');
  else if (pbo > 0.2) missing.push(`the probability of overfitting is ${percent(pbo)}, above 20 %`);
  if (plateau === null) missing.push('the best has no neighbours to compare with');
  else if (plateau < 0.5) missing.push(`its neighbours keep ${percent(plateau)} of it, less than half`);
  if (!(validation.sharpeInterval !== null && validation.sharpeInterval[0] > 0)) {
    missing.push('the out-of-sample Sharpe ratio is not above 0 at 95 %');
  }
  if (missing.length > 0) return judged('fragile', missing);
  return judged('robust', ['it holds out of sample, its neighbours hold too, and luck does not explain it']);
}
