import {
  deflatedSharpe,
  expectedMaximumSharpe,
  kurtosis,
  minimumTrackRecordLength,
  skewness,
  variance,
} from '@bot-v2/quant/statistics';
import type { Study } from '@bot-v2/sdk';

/** Fewer closed trades cannot tell parameters apart. */
export const minimumTrades = 30;
/** Fewer bars cannot either: a year of daily bars. */
export const minimumBars = 250;

/** What a verdict is made from. */
export interface StudyEvidence {
  /** Per-bar Sharpe ratios of the trials that have one; those without trades or with an error have none. */
  readonly sharpes: readonly number[];
  /** Trials in all: each counts as a look at the data. */
  readonly trials: number;
  /** The best trial: its per-bar returns, their Sharpe ratio and its closed trades; null when no trial has a value. */
  readonly best: {
    readonly returns: Float64Array;
    readonly sharpe: number | null;
    readonly closedTrades: number;
  } | null;
}

const percent = (x: number) => `${(100 * x).toFixed(0)} %`;

/**
 * Judges a study by what History alone can say.
 *
 * `insufficient` comes first: no trial with a value, fewer than 250 bars, fewer than 30 closed trades of the best trial,
 * or a minimum track record length (95 %) beyond the bars there are. Then `overfit` when the deflated Sharpe ratio
 * (Bailey and López de Prado 2014; N = all trials, V = variance, ddof 1, of the trials' per-bar Sharpe ratios) is below
 * one half. Otherwise `fragile`: `robust` needs out-of-sample bars, which a study never sees.
 */
export function judgeStudy({ sharpes, trials, best }: StudyEvidence): Study['verdict'] {
  const none = { deflatedSharpe: null, expectedMaximumSharpe: null };
  if (best === null) {
    return { label: 'insufficient', ...none, reasons: [`none of ${trials} trials has a result on History`] };
  }
  const { returns, sharpe, closedTrades } = best;
  const skew = skewness(returns);
  const tails = kurtosis(returns);
  if (sharpe === null || skew === null || tails === null) {
    return { label: 'insufficient', ...none, reasons: ['the best trial has too few or unvarying returns to judge'] };
  }
  const shape = { sharpe, skewness: skew, kurtosis: tails };
  const spread = variance(sharpes, 1);
  const noTrials = trials > 1 && spread === null;
  const expected = noTrials ? null : expectedMaximumSharpe(trials, spread ?? 0);
  const deflated = noTrials ? null : deflatedSharpe({ ...shape, n: returns.length, trials, variance: spread ?? 0 });
  const needed = minimumTrackRecordLength(shape);

  const short: string[] = [];
  if (returns.length < minimumBars) short.push(`${returns.length} bars, ${minimumBars} are needed`);
  if (closedTrades < minimumTrades)
    short.push(`${closedTrades} closed trades of the best trial, ${minimumTrades} are needed`);
  if (needed === null) short.push('the best Sharpe ratio is not above 0: no track record is long enough');
  else if (needed > returns.length) {
    short.push(`a Sharpe ratio above 0 needs ${Math.ceil(needed)} bars to show at 95 %, there are ${returns.length}`);
  }
  const figures =
    deflated === null
      ? `the best of ${trials} trials cannot be deflated: fewer than two have a Sharpe ratio`
      : `P(best Sharpe beats the luckiest of ${trials} worthless trials) ${percent(deflated)}`;
  const statement = { deflatedSharpe: deflated, expectedMaximumSharpe: expected };
  if (short.length > 0) return { label: 'insufficient', ...statement, reasons: [...short, figures] };
  if (deflated === null) return { label: 'insufficient', ...statement, reasons: [figures] };
  if (deflated < 0.5) return { label: 'overfit', ...statement, reasons: [figures] };
  return {
    label: 'fragile',
    ...statement,
    reasons: [figures, 'judged on the bars it was tuned on; only unseen bars could make it robust'],
  };
}
