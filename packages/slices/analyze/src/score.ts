import type { Analysis } from '@bot-v2/sdk';
import { signals } from './signals/index.js';
import type { SignalInput } from './signals/index.js';

/** The score, what it is called, and what it is made of. */
export type Score = Pick<Analysis, 'score' | 'rating' | 'reasons'>;

/** From -1 to 1: at least .6 is a strong buy, at least .2 a buy, at most -.2 a sell, at most -.6 a strong sell. */
export function ratingOf(score: number): Analysis['rating'] {
  if (score >= 0.6) return 'strong_buy';
  if (score >= 0.2) return 'buy';
  if (score <= -0.6) return 'strong_sell';
  return score <= -0.2 ? 'sell' : 'neutral';
}

/**
 * The sum of all signals' contributions (weight × strength), clipped to -1…1, and the reasons: every signal that
 * contributed, largest first; and what the chart patterns add to it. Signals without the bars they need contribute nothing, so a short history scores nearer 0.
 */
export function scoreOf(input: SignalInput, charts: Score['reasons'] = []): Score {
  const own = signals.flatMap(({ name, weight, judge }) => {
    const verdict = judge(input);
    return verdict === null || verdict.strength === 0
      ? []
      : [{ name, contribution: weight * verdict.strength, text: verdict.text }];
  });
  const reasons = [...own, ...charts].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const sum = reasons.reduce((total, { contribution }) => total + contribution, 0);
  const score = Math.max(-1, Math.min(1, sum));
  return { score, rating: ratingOf(score), reasons };
}
