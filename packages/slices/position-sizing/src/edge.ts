import { kellyLoss, oddsOf } from './kelly.js';
import type { TradeOdds } from './kelly.js';

/** What the closed trades of a strategy say about its edge. */
export type Edge =
  | { readonly kind: 'unknown'; readonly why: string }
  /** `odds` is null when no trade lost. */
  | { readonly kind: 'positive'; readonly odds: TradeOdds | null; readonly text: string }
  | { readonly kind: 'none'; readonly odds: TradeOdds; readonly text: string };

/**
 * The edge behind net trade returns: W·R ≤ 1 − W, W shrunk, is none; fewer than `minimum` trades say nothing.
 * @param strategy named in the texts
 */
export function edgeOf(returns: readonly number[], minimum: number, strategy: string): Edge {
  const trades = returns.length;
  if (trades < minimum) {
    return { kind: 'unknown', why: `${strategy} closed ${trades} trades on the history, ${minimum} are needed` };
  }
  const odds = oddsOf(returns);
  if (odds === null) return { kind: 'positive', odds, text: `none of ${trades} trades of ${strategy} lost` };
  const text = `${oddsText(odds)} for ${strategy}`;
  return { kind: kellyLoss(odds) > 0 ? 'positive' : 'none', odds, text };
}

/** `36 trades, W 0.55 shrunk, R 2.00`. */
export function oddsText({ trades, winRate, payoff }: TradeOdds): string {
  return `${trades} trades, W ${winRate.toFixed(2)} shrunk, R ${payoff.toFixed(2)}`;
}
