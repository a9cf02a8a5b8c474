import type { InputOf, allocate } from '@bot-v2/sdk';
import type { AdaptivePortfolioConfig } from './config.schema.js';
import { eligibility } from './eligibility.js';
import { percent } from './figures.js';
import { regimeCaps } from './regime-cap.js';
import { riskScore } from './risk-score.js';
import type { Tier } from './tiers.js';
import type { Claim } from './weights.js';

/** Input of `adaptive_portfolio.allocate`. */
export type AllocateInput = InputOf<typeof allocate>;

/** A symbol that may get a weight. */
export interface Candidate extends Claim {
  readonly notes: readonly string[];
}

/** Symbols that may get a weight, the preferred ones first, and the reasons of the others. */
export interface Candidates {
  readonly inside: readonly Candidate[];
  readonly outside: ReadonlyMap<string, readonly string[]>;
}

/**
 * Checks every symbol that has a choice against tier and limits and keeps at most as many as the tier holds: those with
 * a more confident selected choice first, then the calmer ones, then by name.
 * @param positionCap largest fraction of one position; a regime may lower it
 */
export function candidatesOf(
  { histories, choices, regimes }: Pick<AllocateInput, 'histories' | 'choices' | 'regimes'>,
  tier: Tier,
  positionCap: number,
  config: AdaptivePortfolioConfig,
): Candidates {
  const outside = new Map<string, readonly string[]>();
  const ranked: (Candidate & { readonly confidence: number })[] = [];
  for (const [symbol, choice] of Object.entries(choices)) {
    const history = histories[symbol];
    if (!history) {
      outside.set(symbol, ['no history was given']);
      continue;
    }
    const { refused, notes } = eligibility(history, choice, tier, config);
    const { score, text } = riskScore(history, config.method);
    if (refused.length > 0 || score === null) {
      outside.set(symbol, score === null ? [...refused, text] : refused);
      continue;
    }
    const regime = regimes?.[symbol];
    const share = regime ? regimeCaps[regime.label] : 1;
    ranked.push({
      symbol,
      score,
      cap: positionCap * share,
      confidence: choice.kind === 'selected' ? choice.confidence : 0,
      notes: [text, ...(share < 1 ? [`${regime!.label}: ${percent(share)} of the position cap`] : []), ...notes],
    });
  }
  ranked.sort((a, b) => b.confidence - a.confidence || b.score - a.score || (a.symbol < b.symbol ? -1 : 1));
  const { max } = tier.positions;
  for (const { symbol } of ranked.slice(max)) outside.set(symbol, [`tier ${tier.name} holds at most ${max} positions`]);
  return { inside: ranked.slice(0, max), outside };
}
