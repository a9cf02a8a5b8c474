import type { Analysis } from '@bot-v2/sdk';
import { signals } from './signals/index.js';
import type { SignalInput } from './signals/index.js';

/** The score, what it is called, and what it is made of. */
export type Score = Pick<Analysis, 'score' | 'rating' | 'reasons'>;

/** Full signals often add up to a threshold, which rounding must not decide. */
const rounding = 1e-9;

/** From -1 to 1: at least .6 is a strong buy, at least .2 a buy, at most -.2 a sell, at most -.6 a strong sell. */
export function ratingOf(score: number): Analysis['rating'] {
  if (score >= 0.6 - rounding) return 'strong_buy';
  if (score >= 0.2 - rounding) return 'buy';
  if (score <= -0.6 + rounding) return 'strong_sell';
  return score <= -0.2 + rounding ? 'sell' : 'neutral';
}

/**
 * The reasons, largest first, and the score, which is their sum: of every signal weight × strength, and what the chart
 * patterns add to it. Where all that would pass ±1, every reason is made smaller by the same factor. Signals without the
 * bars they need contribute nothing, so a short history scores nearer 0.
 */
export function scoreOf(input: SignalInput, charts: Score['reasons'] = []): Score {
  const own = signals.flatMap(({ name, weight, judge }) => {
    const verdict = judge(input);
    return verdict === null || verdict.strength === 0
      ? []
      : [{ name, contribution: weight * verdict.strength, text: verdict.text }];
  });
  const said = [...own, ...charts].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const excess = Math.max(1, Math.abs(sumOf(said)));
  const reasons = said.map((reason) => ({ ...reason, contribution: reason.contribution / excess }));
  const score = Math.max(-1, Math.min(1, sumOf(reasons)));
  return { score, rating: ratingOf(score), reasons };
}

function sumOf(reasons: Score['reasons']): number {
  return reasons.reduce((total, { contribution }) => total + contribution, 0);
}
